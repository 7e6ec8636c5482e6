import type { ResourceInstance } from "../../evaluate/types.ts";
import { bindResource } from "./resource.ts";
import type { InstancesOf } from "../instances-of.ts";
import { idAround } from "../ids/links.ts";
import type { Vault, VaultContent } from "../network.ts";
import { readField } from "../fields/read-field.ts";
import type { ContentSpelling } from "../schema/data-plane.ts";
import { armContents, azurermContents } from "../schema/data-plane.ts";
import { id } from "../schema/spelling.ts";
import { meantVault } from "../ids/meant-vault.ts";
import { linkOf, vaultOf } from "../ids/vault-uri.ts";

/** Reads what a deployment writes into vaults and reads from them, in the order of the types. */
export function bindVaultContents(of: InstancesOf, vaults: readonly Vault[]): readonly VaultContent[] {
  const asked = Object.entries(azurermContents).flatMap(([type, spelling]) =>
    of(type).map((instance) => askedByRunner(instance, spelling, vaults)),
  );
  const deployed = Object.entries(armContents).flatMap(([type, what]) =>
    // Content that is only referenced is an ID, which does not access the vault.
    of(type).flatMap((instance) =>
      instance.declaration.existing ? [] : [deployedByArm(instance, what, vaults)],
    ),
  );
  return [...asked, ...deployed];
}

/** Data sources and ephemeral resources read; resources read as well, to see what is there before they write. */
function askedByRunner(
  instance: ResourceInstance,
  { what, vault: attributes }: ContentSpelling,
  vaults: readonly Vault[],
): VaultContent {
  const resource = bindResource(instance);
  const fields = attributes.map((name) => readField(instance.body(), id(name), resource.label).value);
  const written = fields.find((value) => value.kind !== "absent");
  return {
    ...resource,
    what,
    operation: instance.declaration.existing ? "read" : "write",
    by: "runner",
    vault: meantVault(
      instance,
      vaultOf(written ?? { kind: "absent", within: resource.label }, vaults),
      vaults,
    ),
  };
}

function deployedByArm(
  instance: ResourceInstance,
  what: VaultContent["what"],
  vaults: readonly Vault[],
): VaultContent {
  const resource = bindResource(instance);
  const around = idAround(resource.id, what === "secret" ? "/secrets/" : "/keys/");
  const vault = meantVault(instance, linkOf(around, vaults), vaults);
  return { ...resource, what, operation: "write", by: "resource manager", vault };
}
