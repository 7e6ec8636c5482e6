import type { ResourceInstance } from "../../evaluate/instances/deployment.ts";
import type { Plain, Text } from "../../evaluate/values/plain.ts";
import { equalValues } from "../../evaluate/values/plain.ts";
import type { Absent, Value } from "../../evaluate/values/value.ts";
import { is, known } from "../../evaluate/values/value.ts";
import { truth } from "../../logic/truth.ts";
import type { Field } from "../../network/fields/field.ts";
import type { Network } from "../../network/network.ts";
import { readSteps } from "../../network/fields/read-path.ts";
import { referredTo } from "../../network/ids/referenced-property.ts";
import { resourceOf } from "../../network/fields/read-related.ts";
import type { VaultUse } from "./consumer.ts";

/**
 * The vaults of the deployment whose data a resource is certainly allowed to use: its identity is named by an access policy or by
 * the assignment of a role for the data plane (https://learn.microsoft.com/azure/key-vault/general/rbac-guide).
 */
export function grantsTo(instance: ResourceInstance, network: Network): readonly VaultUse[] {
  const principals = principalsOf(instance, network);
  const isIts = ({ value }: Field<string | Text>): boolean =>
    value.kind !== "absent" && principals.some((each) => equalValues(each, value) === "yes");
  const policies = network.accessPolicies.flatMap(({ vault, policies }) =>
    policies.filter(({ principal }) => isIts(principal)).map(({ principal }) => useBy(principal, vault)),
  );
  const roles = network.roleAssignments
    .filter(({ role, principal }) => isForData(role.value) && isIts(principal))
    .map(({ principal, vault }) => useBy(principal, vault));
  return [...policies, ...roles].filter(({ vault }) => vault.kind === "declared");
}

function useBy(reference: Field<Plain>, vault: VaultUse["vault"]): VaultUse {
  return { kind: "grantee", reference, vault };
}

/** The object ids of the identity of a resource and of those assigned to it, as others refer to them. */
function principalsOf(instance: ResourceInstance, { resources }: Network): readonly Value[] {
  const isTerraform = instance.frame.template.dialect === "terraform";
  const own = referredTo(
    instance,
    isTerraform ? ["identity", 0, "principal_id"] : ["identity", "principalId"],
  );
  const assigned = assignedIds(instance, isTerraform).flatMap((id) => resourceOf(id, resources) ?? []);
  return [own, ...assigned.map(principalOf)];
}

/** Of an identity that is a resource of its own. */
function principalOf(identity: ResourceInstance): Value {
  const isAzurerm = identity.type()?.startsWith("azurerm_") === true;
  return referredTo(identity, isAzurerm ? ["principal_id"] : ["properties", "principalId"]);
}

/** Terraform's providers list them in a block. */
function assignedIds(instance: ResourceInstance, isTerraform: boolean): readonly Value[] {
  const near = instance.declaration.labelSpan;
  if (isTerraform) return valuesAt(instance, ["identity", "identity_ids", "[]"]);
  const { found } = readSteps(instance.body(), ["identity", "userAssignedIdentities", "*"], near);
  return found.map(({ steps }) => known(steps.at(-1) ?? "", { span: near }));
}

function valuesAt(instance: ResourceInstance, steps: readonly string[]): readonly Value[] {
  const { found } = readSteps(instance.body(), steps, instance.declaration.labelSpan);
  return found.flatMap(({ field }) => (field.value.kind === "absent" ? [] : [field.value]));
}

/** The names and ids of the roles for the data plane: https://learn.microsoft.com/azure/key-vault/general/rbac-guide */
const dataRoles =
  /^Key Vault (?!Contributor|Reader|Data Access)|(?:4633458b-17de-408a-b874-0445c86b69e6|b86a8fe4-44ce-4948-aee5-eccb2c155cd7|a4417e6f-fecd-4de8-b567-7b0420556985|14b46e9e-c2b7-41b4-b07b-48a6ebf60603|12338af0-0e69-4776-bea7-57ae8d297424|e147488a-f6f5-4113-8e2d-b22465e65bf6|00482a5a-887f-4fb3-b363-3b7fe8e74483|db79e9a7-68ee-4b58-9aeb-b90e7c24fcba|08bbd89e-9f13-488c-ac41-acfcb10c90ab)$/i;

function isForData(role: Value<string | Text> | Absent): boolean {
  return is(role, (written) => truth(dataRoles.test(tailOf(written)))) === "yes";
}

/** Ids are known at their end, whatever subscription they begin with. */
function tailOf(text: string | Text): string {
  const last = typeof text === "string" ? text : text.parts.at(-1);
  return typeof last === "string" ? last : "";
}
