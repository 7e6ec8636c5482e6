import type { ResourceInstance } from "../../evaluate/types.ts";
import type { Plain, Text } from "../../evaluate/values/plain.ts";
import { type Cause, causesOf, unknown, type Value } from "../../evaluate/values/value.ts";
import { all, type Truth } from "../../logic/truth.ts";
import type { Field, FieldSchema, ListField, ListSchema } from "../fields/field.ts";
import { unknownList } from "../fields/lists.ts";
import { readField, readList } from "../fields/read-field.ts";
import { idAround, linkTo, namesakes, sameResource, twinsOf } from "../ids/links.ts";
import { linkOf, meantVault } from "../ids/vault-uri.ts";
import type { AccessPolicies, AccessPolicy, RoleAssignment, Subnet, Vault } from "../network.ts";
import type { InstancesOf } from "../resources-by-type.ts";
import { azurermAssociations, azurermNetwork } from "../schema/azurerm.ts";
import { bindResource, configured, type NetworkSchema, networkSchemaOf } from "./resource.ts";

/** A resource of azurerm that says something of another one, which it names by id. */
export interface Association {
  /** The id of the other one. */
  readonly id: Value;
  readonly instance: ResourceInstance;
}

/** Reads which resources associations are about, each in the attribute `key`. */
export function associationsOf(
  instances: readonly ResourceInstance[],
  key: FieldSchema<string | Text>,
): readonly Association[] {
  return instances.flatMap((instance) => {
    const { value } = readField(instance.body(), key, instance.declaration.labelSpan);
    return value.kind === "absent" || instance.exists().truth === "no" ? [] : [{ id: value, instance }];
  });
}

/** Terraform's azurerm says in resources of their own which NAT gateway, route table and security group a subnet has. */
export function withAssociations(subnets: readonly Subnet[], of: InstancesOf): readonly Subnet[] {
  const { subnet: key, natGateway, routeTable, securityGroup } = azurermAssociations;
  const natGateways = associationsOf(of("azurerm_subnet_nat_gateway_association"), key);
  const routeTables = associationsOf(of("azurerm_subnet_route_table_association"), key);
  const groups = associationsOf(of("azurerm_subnet_network_security_group_association"), key);
  if (natGateways.length === 0 && routeTables.length === 0 && groups.length === 0) return subnets;
  return subnets.map((subnet) => ({
    ...subnet,
    natGateway: orAssociated(subnet.natGateway, subnet.id, natGateways, natGateway),
    routeTable: orAssociated(subnet.routeTable, subnet.id, routeTables, routeTable),
    securityGroup: orAssociated(subnet.securityGroup, subnet.id, groups, securityGroup),
  }));
}

/** A field, or what an association says instead. */
export function orAssociated<T extends Plain>(
  field: Field<T>,
  owner: Value,
  associations: readonly Association[],
  other: FieldSchema<T>,
): Field<T> {
  const first = onlyAssociated(owner, associations);
  return first ? associatedField(first, other) : field;
}

/** A list, or the one that an association has instead. */
export function orAssociatedList<T>(
  list: ListField<T>,
  owner: Value,
  associations: readonly Association[],
  other: ListSchema<T>,
): ListField<T> {
  const first = onlyAssociated(owner, associations);
  if (!first) return list;
  const { instance, holds } = first;
  const written = readList(instance.body(), other, instance.declaration.labelSpan);
  return holds === "yes" ? written : unknownList(written, whyPerhaps(first));
}

/** A list with what resources of their own add to it. */
export function withAssociated<T extends Plain>(
  list: ListField<T>,
  owner: Value,
  associations: readonly Association[],
  other: FieldSchema<T>,
): ListField<T> {
  const added = associated(owner, associations);
  if (added.length === 0) return list;
  const items = added.map((each, index) => ({
    field: associatedField(each, other),
    whole: each.instance.body(),
    index: list.items.length + index,
    slot: null,
  }));
  return { ...list, state: "written", items: [...list.items, ...items] };
}

/** An association that is about a resource, or may be. */
interface Associated extends Association {
  readonly holds: Truth;
}

/** Where a resource has one association of a kind, a certain one leaves no room for others. */
function onlyAssociated(owner: Value, associations: readonly Association[]): Associated | undefined {
  const certain = associated(owner, twinsOf(owner, associations)).find(({ holds }) => holds === "yes");
  return certain ?? associated(owner, associations)[0];
}

function associated(owner: Value, associations: readonly Association[]): readonly Associated[] {
  if (associations.length === 0) return [];
  return namesakes(owner, associations).flatMap((each) => {
    const holds = all([sameResource(each.id, owner), each.instance.exists().truth]);
    return holds === "no" ? [] : [{ ...each, holds }];
  });
}

/** Of what only may belong to a resource, the value is not known. */
function associatedField<T extends Plain>(each: Associated, other: FieldSchema<T>): Field<T> {
  const { instance, holds } = each;
  const field = readField(instance.body(), other, instance.declaration.labelSpan);
  if (holds === "yes" || field.value.kind === "absent") return field;
  const because = [...instance.exists().because, ...causesOf(field.value)];
  return { ...field, value: unknown(because, field.value.origin) };
}

function whyPerhaps({ id, instance }: Associated): readonly Cause[] {
  return [...instance.exists().because, ...causesOf(id)];
}

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
