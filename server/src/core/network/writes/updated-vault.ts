import { type Cause, unknown } from "../../evaluate/values/value.ts";
import type { Field, ListField } from "../fields/field.ts";
import { isWritten } from "./last-write.ts";
import type { Vault } from "../network.ts";

const because: Cause = { kind: "runtime", call: { kind: "rest-of-updated-vault" } };

/**
 * A vault that is declared elsewhere and only updated here: anything that the update does not write is unknown. Any
 * other vault is returned unchanged.
 */
export function withTheRest(vault: Vault): Vault {
  if (vault.instance.declaration.updates === undefined || vault.writes.length > 0) return vault;
  const field = <T>(written: Field<T>): Field<T> => writtenOrUnknown(written, vault);
  const list = <T>(written: ListField<T>): ListField<T> =>
    written.state === "absent" ? { ...written, state: "unknown", open: [because] } : written;
  return {
    ...vault,
    publicNetworkAccess: field(vault.publicNetworkAccess),
    networkAcls: field(vault.networkAcls),
    defaultAction: field(vault.defaultAction),
    bypass: field(vault.bypass),
    ipRules: list(vault.ipRules),
    subnetRules: list(vault.subnetRules),
    enabledForDeployment: field(vault.enabledForDeployment),
    enabledForDiskEncryption: field(vault.enabledForDiskEncryption),
    enabledForTemplateDeployment: field(vault.enabledForTemplateDeployment),
    enableRbacAuthorization: field(vault.enableRbacAuthorization),
  };
}

/**
 * A write with what its `PATCH` makes of the block of network rules: whether a part that the block leaves out is kept or reset is not
 * documented (https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/update). Any other write is returned unchanged.
 */
export function withPatchedBlock(write: Vault): Vault {
  if (write.instance.declaration.updates !== "patch" || !isWritten(write.networkAcls)) return write;
  return {
    ...write,
    defaultAction: writtenOrUnknown(write.defaultAction, write),
    bypass: writtenOrUnknown(write.bypass, write),
  };
}

function writtenOrUnknown<T>(field: Field<T>, { label }: Vault): Field<T> {
  return isWritten(field) ? field : { ...field, value: unknown(because, { span: label }) };
}
