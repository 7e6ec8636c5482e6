import { memoize } from "../../logic/memoize.ts";
import { meantVault } from "../../network/ids/meant-vault.ts";
import type { Network, Vault } from "../../network/network.ts";
import type { Span } from "../../text/span.ts";
import { detectedTypes, detectionsOf } from "./detection.ts";
import { readPlace } from "./find-consumers.ts";
import { environmentOf } from "./script-environment.ts";
import { vaultsChangedBy } from "./script-vaults.ts";

/** A script in a template that changes network settings of a vault. */
export interface ScriptChange {
  readonly vault: Vault;
  /** The script. */
  readonly span: Span;
}

/** The changes that scripts in resources certainly make to vaults of the deployment. */
export const scriptChangesIn = memoize((network: Network): readonly ScriptChange[] => {
  if (network.vaults.length === 0) return [];
  return detectedTypes().flatMap((type) => {
    const paths = new Set(
      detectionsOf(type).flatMap(({ places }) =>
        places.flatMap(({ kind, path }) => (kind === "script-text" ? [path] : [])),
      ),
    );
    return [...paths].flatMap((path) => changesAt(type, path, network));
  });
});

function changesAt(type: string, path: string, network: Network): readonly ScriptChange[] {
  const instances = network.resources(type).filter((each) => each.exists().truth === "yes");
  return instances.flatMap((instance) =>
    readPlace(instance, { path, kind: "script-text" }, network).found.flatMap(({ field: { value } }) => {
      if (value.kind === "absent") return [];
      const environment = environmentOf(instance, path, network.resources);
      return vaultsChangedBy(value, environment, network.vaults).flatMap((link): readonly ScriptChange[] => {
        const meant = meantVault(instance, link, network.vaults);
        if (meant.kind !== "declared" || meant.to.existing) return [];
        return [{ vault: meant.to, span: value.origin.span }];
      });
    }),
  );
}
