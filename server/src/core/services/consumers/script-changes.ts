import { memoize } from "../../logic/memoize.ts";
import { meantVault } from "../../network/ids/meant-vault.ts";
import type { Network, Vault } from "../../network/network.ts";
import type { Span } from "../../text/span.ts";
import { detectedTypes, detectionsOf } from "./detection.ts";
import { readPlace } from "./find-consumers.ts";
import { environmentOf } from "./script-environment.ts";
import type { VaultAccess } from "../../outside/access.ts";
import { allowsByDefault, maySwitchOff } from "../../outside/access.ts";
import { changesBy } from "./script-vaults.ts";

/** A command, in a script of a template, that changes network settings of a vault. */
interface ScriptChange {
  readonly vault: Vault;
  readonly access: VaultAccess;
  /** The script. */
  readonly span: Span;
}

/** The changes that scripts in resources certainly make to vaults of the deployment. */
function scriptChangesIn(network: Network): readonly ScriptChange[] {
  if (network.vaults.length === 0) return [];
  return detectedTypes().flatMap((type) => {
    const paths = new Set(
      detectionsOf(type).flatMap(({ places }) =>
        places.flatMap(({ kind, path }) => (kind === "script-text" ? [path] : [])),
      ),
    );
    return [...paths].flatMap((path) => changesAt(type, path, network));
  });
}

function changesAt(type: string, path: string, network: Network): readonly ScriptChange[] {
  const instances = network.resources(type).filter((each) => each.exists().truth === "yes");
  return instances.flatMap((instance) =>
    readPlace(instance, { path, kind: "script-text" }, network).found.flatMap(({ field: { value } }) => {
      if (value.kind === "absent") return [];
      const environment = environmentOf(instance, path, network.resources);
      return changesBy(value, environment, network.vaults).flatMap(
        ({ vault, access }): readonly ScriptChange[] => {
          const meant = meantVault(instance, vault, network.vaults);
          if (meant.kind !== "declared" || meant.to.existing) return [];
          return [{ vault: meant.to, access, span: value.origin.span }];
        },
      );
    }),
  );
}

/** A vault that scripts in the template change. */
export interface ChangedVault {
  readonly vault: Vault;
  /** The scripts, each once. */
  readonly scripts: readonly Span[];
  /** The scripts that add rules, while no script changes whether rules apply. */
  readonly adding: readonly Span[];
  /** The scripts that leave it open to any public address, if public access is enabled. */
  readonly opening: readonly Span[];
}

/** The vaults that scripts change; what may be closed again anywhere counts as closed. */
export const changedVaultsIn = memoize((network: Network): readonly ChangedVault[] => {
  const changes = scriptChangesIn(network);
  return [...new Set(changes.map(({ vault }) => vault))].map((vault) => {
    const own = changes.filter((change) => change.vault === vault);
    const isSet = own.some(({ access: { kind } }) => kind === "update" || kind === "create");
    const isClosed = own.some(({ access }) => maySwitchOff(access));
    return {
      vault,
      scripts: spansOf(own),
      adding: isSet ? [] : spansOf(own.filter(({ access }) => access.kind === "add-rule")),
      opening: isClosed ? [] : spansOf(own.filter(({ access }) => allowsByDefault(access))),
    };
  });
});

/** The scripts of commands, each once. */
function spansOf(changes: readonly ScriptChange[]): readonly Span[] {
  return [...new Set(changes.map(({ span }) => span))];
}
