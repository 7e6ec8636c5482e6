import type { ResourceInstance } from "../../evaluate/types.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { bindResource, configured, type NetworkSchema, networkSchemaOf } from "./resource.ts";
import type { InstancesOf } from "../resources-by-type.ts";
import { idAround, linkTo } from "../ids/links.ts";
import { meantVault } from "../ids/meant-vault.ts";
import type { AccessPolicies, AccessPolicy, RoleAssignment, Vault } from "../network.ts";
import { readField, readList } from "../fields/read-field.ts";
import { azurermNetwork } from "../schema/azurerm.ts";
import { linkOf } from "../ids/vault-uri.ts";

/** Reads the access policies written inside of vaults and those of resources for policies alone. */
export function bindAccessPolicies(of: InstancesOf, vaults: readonly Vault[]): readonly AccessPolicies[] {
  const writers = byWriter(vaults);
  const own = of("microsoft.keyvault/vaults", "azurerm_key_vault").flatMap(
    (each) => policiesInside(each, writers) ?? [],
  );
  const beside = of("microsoft.keyvault/vaults/accesspolicies").map((each) => policiesBeside(each, vaults));
  const single = of("azurerm_key_vault_access_policy").map((each) => policyAlone(each, vaults));
  return [...own, ...beside, ...single];
}

/** Reads the assignments of roles, of whatever scope. */
export function bindRoleAssignments(of: InstancesOf, vaults: readonly Vault[]): readonly RoleAssignment[] {
  return of(
    "microsoft.authorization/roleassignments",
    "microsoft.keyvault/vaults/providers/roleassignments",
    "azurerm_role_assignment",
  )
    .filter(({ declaration }) => !declaration.existing)
    .map((each) => bindRoleAssignment(each, vaults));
}

/** Vaults by the keys of all declarations that write them. */
function byWriter(vaults: readonly Vault[]): ReadonlyMap<string, Vault> {
  return new Map(vaults.flatMap((vault) => [vault, ...vault.writes].map(({ key }) => [key, vault])));
}

/** Null where nothing is written, as in most vaults. */
function policiesInside(
  instance: ResourceInstance,
  writers: ReadonlyMap<string, Vault>,
): AccessPolicies | null {
  const read = readPolicies(instance);
  if (read.policies.length === 0 && read.open.length === 0) return null;
  const resource = bindResource(instance);
  const to = writers.get(resource.key);
  return { ...resource, ...read, vault: to ? { kind: "declared", to } : { kind: "unknown", candidates: [] } };
}

/** A resource whose name is `add`, `replace` or, for those that are taken away, `remove`. */
function policiesBeside(instance: ResourceInstance, vaults: readonly Vault[]): AccessPolicies {
  const resource = bindResource(instance);
  const { id: own, name } = resource;
  const read = {
    ...resource,
    ...readPolicies(instance),
    vault: meantVault(instance, linkOf(idAround(own, "/accesspolicies/"), vaults), vaults),
  };
  return name.kind === "known" && name.value === "remove" ? { ...read, policies: [] } : read;
}

function policyAlone(instance: ResourceInstance, vaults: readonly Vault[]): AccessPolicies {
  const resource = bindResource(instance);
  const body = configured(instance);
  const { value } = readField(body, azurermNetwork.accessPolicy.vault, resource.label);
  const policies = [readPolicy(body, azurermNetwork.accessPolicy, resource.label)];
  return { ...resource, vault: meantVault(instance, linkTo(value, vaults), vaults), policies, open: [] };
}

function readPolicies(instance: ResourceInstance): Pick<AccessPolicies, "policies" | "open"> {
  const schema = networkSchemaOf(instance).accessPolicy;
  const { items, open } = readList(configured(instance), schema.policies, instance.declaration.labelSpan);
  return { policies: items.map(({ whole }) => readPolicy(whole, schema, whole.origin.span)), open };
}

function readPolicy(whole: Value, schema: NetworkSchema["accessPolicy"], near: Vault["label"]): AccessPolicy {
  return {
    principal: readField(whole, schema.principal, near),
    keys: readList(whole, schema.keys, near),
    secrets: readList(whole, schema.secrets, near),
    certificates: readList(whole, schema.certificates, near),
    storage: readList(whole, schema.storage, near),
  };
}

function bindRoleAssignment(instance: ResourceInstance, vaults: readonly Vault[]): RoleAssignment {
  const resource = bindResource(instance);
  const body = instance.body();
  const schema = networkSchemaOf(instance).roleAssignment;
  const written = schema.scope ? readField(body, schema.scope, resource.label).value : null;
  const around = idAround(resource.id, "/providers/microsoft.authorization/roleassignments/");
  const scope = written && written.kind !== "absent" ? written : around;
  const name = schema.roleName ? readField(body, schema.roleName, resource.label) : null;
  return {
    ...resource,
    scope,
    vault: meantVault(instance, linkOf(scope, vaults), vaults),
    role: name && name.value.kind !== "absent" ? name : readField(body, schema.role, resource.label),
    principal: readField(body, schema.principal, resource.label),
    condition: readField(body, schema.condition, resource.label),
  };
}
