import type { Cause } from "../../evaluate/values/value.ts";
import { unknown } from "../../evaluate/values/value.ts";
import type { Field, ListField } from "../fields/field.ts";
import { isWritten } from "./last-write.ts";
import type { Vault } from "../network.ts";

/**
 * A vault that is declared elsewhere and only updated here: anything that the update does not write is unknown. Any
 * other vault is returned unchanged.
 */
export function withTheRest(vault: Vault): Vault {
  if (vault.instance.declaration.updates !== true || vault.writes.length > 0) return vault;
  const because: Cause = { kind: "runtime", call: { kind: "rest-of-updated-vault" } };
  const field = <T>(written: Field<T>): Field<T> =>
    isWritten(written) ? written : { ...written, value: unknown(because, { span: vault.label }) };
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
