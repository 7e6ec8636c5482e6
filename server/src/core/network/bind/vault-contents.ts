import type { ResourceInstance } from "../../evaluate/types.ts";
import { partsOf, type Text, textOf } from "../../evaluate/values/plain.ts";
import { bindResource } from "./resource.ts";
import type { InstancesOf } from "../instances-of.ts";
import { idAround } from "../ids/links.ts";
import type { Vault, VaultContent } from "../network.ts";
import type { Field } from "../fields/field.ts";
import { readField } from "../fields/read-field.ts";
import { armContents, azapiContents, azurermContents, type ContentSpelling } from "../schema/data-plane.ts";
import { id } from "../schema/spelling.ts";
import { meantVault } from "../ids/meant-vault.ts";
import { linkOf, vaultOf } from "../ids/vault-uri.ts";
import { foldWord } from "../../text/fold.ts";

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
  const asOthersAre = of("azapi_data_plane_resource").flatMap((instance) => askedByAzapi(instance, vaults));
  return [...asked, ...asOthersAre, ...deployed];
}

/** Data sources and ephemeral resources read; resources read as well, to see what is there before they write. */
function askedByRunner(
  instance: ResourceInstance,
  { what, vault: attributes }: ContentSpelling,
  vaults: readonly Vault[],
): VaultContent {
  const fields = attributes.map((name) => readAttribute(instance, name));
  const written = fields.find(({ value }) => value.kind !== "absent");
  return throughEndpoint(instance, what, written ?? readAttribute(instance, "key_vault_id"), vaults);
}

/** What azapi asks a vault for is below the address of the vault, which is written without a scheme. */
function askedByAzapi(instance: ResourceInstance, vaults: readonly Vault[]): readonly VaultContent[] {
  const { value: type } = readAttribute(instance, "type");
  const [head] = type.kind === "known" ? partsOf(type.value) : [];
  const [name = ""] = typeof head === "string" ? foldWord(head).split("@") : [];
  const what = azapiContents.get(name);
  if (!what) return [];
  const parent = readAttribute(instance, "parent_id");
  const { value } = parent;
  const address =
    value.kind === "known" ? { ...value, value: textOf(["https://", ...partsOf(value.value)]) } : value;
  return [throughEndpoint(instance, what, { ...parent, value: address }, vaults)];
}

function readAttribute(instance: ResourceInstance, name: string): Field<string | Text> {
  return readField(instance.body(), id(name), instance.declaration.labelSpan);
}

function throughEndpoint(
  instance: ResourceInstance,
  what: VaultContent["what"],
  reference: Field<string | Text>,
  vaults: readonly Vault[],
): VaultContent {
  return {
    ...bindResource(instance),
    what,
    operation: instance.declaration.existing ? "read" : "write",
    by: "runner",
    reference,
    vault: meantVault(instance, vaultOf(reference.value, vaults), vaults),
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
  return { ...resource, what, operation: "write", by: "resource manager", reference: null, vault };
}
