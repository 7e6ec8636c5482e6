import type { ResourceInstance } from "../../evaluate/types.ts";
import { dataRoles } from "../../evaluate/values/data-roles.ts";
import { type Dict, equalValues, isDict, isText, type Text } from "../../evaluate/values/plain.ts";
import { symbolOf } from "../../evaluate/values/symbol.ts";
import { type Absent, is, known, type Value } from "../../evaluate/values/value.ts";
import { memoize } from "../../logic/memoize.ts";
import { all, type Truth, truth } from "../../logic/truth.ts";
import { allInstances } from "../../network/all-instances.ts";
import type { Field } from "../../network/fields/field.ts";
import { readSteps } from "../../network/fields/read-path.ts";
import { readRelated, resourceOf } from "../../network/fields/read-related.ts";
import type { Link } from "../../network/ids/links.ts";
import { referredTo } from "../../network/ids/referenced-property.ts";
import { mayDeclareAbout } from "../../network/may-declare.ts";
import type { Network, Vault } from "../../network/network.ts";
import type { Resource } from "../../network/resources-by-type.ts";
import { sameVault } from "../../network/writes/writes.ts";
import { foldWord } from "../../text/fold.ts";
import { serviceStanding } from "../service.ts";
import type { Consumer, VaultUse } from "./consumer.ts";
import { detectionsOf } from "./detection.ts";

/** What allows an identity to use the data of a vault. */
export interface Grant {
  /** The access policy or role assignment, or the vault that has the policy inside. */
  readonly by: Resource;
  readonly kind: "policy" | "role";
  readonly principal: Field<string | Text>;
  readonly vault: Link<Vault>;
  /** Maybe under a condition, which may exclude what is requested. */
  readonly holds: Truth;
}

/**
 * The vaults of the deployment whose data a resource is certainly allowed to use: its identity is named by an access policy or by
 * the assignment of a role for the data plane (https://learn.microsoft.com/azure/key-vault/general/rbac-guide).
 */
export function grantsTo(instance: ResourceInstance, network: Network): readonly VaultUse[] {
  return grantsFor(identitiesOf(instance, network), network)
    .filter(({ vault }) => vault.kind === "declared")
    .map(({ principal, vault }) => ({ kind: "grantee", reference: principal, vault }));
}

/** Whether an object id is certainly that of one of a resource's identities. */
export function identitiesOf(instance: ResourceInstance, network: Network): (id: Value) => boolean {
  const principals = principalsOf(instance, network);
  return (id) => principals.some((each) => equalValues(each, id) === "yes");
}

/** The access policies that certainly name an identity, and the assignments of roles that are, or may be, for the data plane. */
export function grantsFor(
  isMeant: (id: Value) => boolean,
  network: Network,
  isForThat: (isForData: Truth) => boolean = (isForData) => isForData === "yes",
): readonly Grant[] {
  const isIts = ({ value }: Field<string | Text>): boolean => value.kind !== "absent" && isMeant(value);
  const policies = network.accessPolicies.flatMap((by) =>
    by.policies
      .filter(({ principal }) => isIts(principal))
      .map(({ principal }): Grant => ({ by, kind: "policy", principal, vault: by.vault, holds: "yes" })),
  );
  const roles = network.roleAssignments
    .filter(({ role, principal }) => isForThat(isForData(role.value)) && isIts(principal))
    .map((by): Grant => ({
      ...{ by, kind: "role", principal: by.principal, vault: by.vault },
      holds: isWritten(by.condition) ? "maybe" : "yes",
    }));
  return [...policies, ...roles];
}

function isWritten({ value }: Field<string>): boolean {
  return value.kind !== "absent" && !(value.kind === "known" && value.value === "");
}

/**
 * Whether a vault asks for a kind of permission: it uses either roles or access policies, and ignores the others
 * (https://learn.microsoft.com/azure/key-vault/general/rbac-access-policy). `unset` is the answer where it does not say which.
 */
export function asksFor(
  { enableRbacAuthorization: { value } }: Vault,
  kind: Grant["kind"],
  unset: Truth,
): Truth {
  if (value.kind === "absent") return unset;
  return is(value, (asksRoles) => truth(asksRoles === (kind === "role")));
}

/** The object ids that have, or may have, a permission on a vault: a role may be about the group or subscription around it. */
function principalsAt(vault: Vault, network: Network): readonly Value[] {
  const isAbout = ({ vault: link }: { readonly vault: Link<Vault> }): boolean =>
    link.kind !== "declared" || sameVault(link.to, vault);
  const may = (kind: Grant["kind"]): boolean => asksFor(vault, kind, "maybe") !== "no";
  const policies = may("policy") ? network.accessPolicies.filter(isAbout) : [];
  const roles = may("role") ? network.roleAssignments.filter(isAbout) : [];
  const fields = [
    ...policies.flatMap((each) => each.policies.map(({ principal }) => principal)),
    ...roles.filter(({ role }) => isForData(role.value) !== "no").map(({ principal }) => principal),
  ];
  return fields.flatMap(({ value }) => (value.kind === "absent" ? [] : [value]));
}

/** The object ids of the identity of a resource and of those assigned to it, as others refer to them. */
function principalsOf(instance: ResourceInstance, { resources }: Network): readonly Value[] {
  const isTerraform = isOfTerraform(instance);
  const assigned = assignedIds(instance, isTerraform).flatMap((id) => resourceOf(id, resources) ?? []);
  return [ownPrincipal(instance), ...assigned.map(principalOf)];
}

/** The object id of the identity that Azure gives to a resource, as others refer to it. */
function ownPrincipal(instance: ResourceInstance): Value {
  return referredTo(
    instance,
    isOfTerraform(instance) ? ["identity", 0, "principal_id"] : ["identity", "principalId"],
  );
}

function isOfTerraform({ frame }: ResourceInstance): boolean {
  return frame.template.dialect === "terraform";
}

/** Of an identity that is a resource of its own. */
function principalOf(identity: ResourceInstance): Value {
  const isAzurerm = identity.type()?.startsWith("azurerm_") === true;
  return referredTo(identity, isAzurerm ? ["principal_id"] : ["properties", "principalId"]);
}

/** The object id of what is an identity, or else of the one that Azure gives to it. */
function identityOrOwnPrincipal(instance: ResourceInstance): Value {
  return isIdentity(instance) ? principalOf(instance) : ownPrincipal(instance);
}

/** Whether it is an identity that others are given. */
function isIdentity(instance: ResourceInstance): boolean {
  return /^(?:microsoft\.managedidentity\/userassignedidentities|azurerm_user_assigned_identity)$/i.test(
    instance.type() ?? "",
  );
}

/** Terraform's providers list them in a block. */
function assignedIds(instance: ResourceInstance, isTerraform: boolean): readonly Value[] {
  const near = instance.declaration.labelSpan;
  if (isTerraform) return valuesAt(instance, ["identity", "identity_ids", "[]"]);
  const { found } = readSteps(instance.body(), ["identity", "userAssignedIdentities"], near);
  return found.flatMap(({ field: { value } }) =>
    value.kind === "known" && isDict(value.value)
      ? keysIn(value.value).map((key) => known(key, { span: near }))
      : [],
  );
}

/** The keys that are certainly known: an ID is partly known, because the subscription it begins with is not. */
function keysIn({ entries, openKeys, site }: Dict): readonly (string | Text)[] {
  const isWritten = site?.entries.every(({ kind }) => kind === "entry") === true;
  return [...entries.keys(), ...(isWritten ? (openKeys ?? []) : [])];
}

function valuesAt(instance: ResourceInstance, steps: readonly string[]): readonly Value[] {
  const { found } = readSteps(instance.body(), steps, instance.declaration.labelSpan);
  return found.flatMap(({ field }) => (field.value.kind === "absent" ? [] : [field.value]));
}

/** The names and ids of the roles for the data plane: https://learn.microsoft.com/azure/key-vault/general/rbac-guide */
const forData = /^Key Vault (?!Contributor|Reader|Data Access)/i;
const idsForData: ReadonlySet<string> = new Set(dataRoles.values());
function isForData(role: Value<string | Text> | Absent): Truth {
  return is(role, (written) => {
    const tail = tailOf(written);
    return truth(forData.test(tail) || idsForData.has(foldWord(tail.slice(-36))));
  });
}

/** Ids are known at their end, whatever subscription they begin with. */
function tailOf(text: string | Text): string {
  const last = typeof text === "string" ? text : text.parts.at(-1);
  return typeof last === "string" ? last : "";
}

/** What the templates say about the permission of a consumer's identity to use the data of a vault. */
export type Permission =
  | { readonly kind: "granted"; readonly by: Grant }
  /** Nothing that is declared gives it any, and nothing that is not read may. */
  | { readonly kind: "missing" }
  | { readonly kind: "unknown" }
  /** Not the identity of the resource uses the vault, or Azure gives it the permission itself. */
  | { readonly kind: "not-needed" };

/**
 * After the network, a vault asks for a permission: a role if it uses RBAC, else an access policy
 * (https://learn.microsoft.com/azure/key-vault/general/authentication).
 */
export function permissionOf(consumer: Consumer, vault: Vault, network: Network): Permission {
  if (needsNoGrant(consumer)) return { kind: "not-needed" };
  const { resource, identity } = consumer;
  const isIts = identitiesOf(resource.instance, network);
  const grants = grantsFor(isIts, network)
    .filter(({ vault: link }) => link.kind === "declared" && sameVault(link.to, vault))
    .map((by) => ({ by, holds: all([asksFor(vault, by.kind, "maybe"), by.by.exists.truth, by.holds]) }));
  const certain = grants.find(({ holds }) => holds === "yes");
  if (certain) return { kind: "granted", by: certain.by };
  if (grants.some(({ holds }) => holds === "maybe")) return { kind: "unknown" };
  const asks = identity.kind === "known" && identity.value !== "none";
  const mayBeElsewhere = !network.intact || mayDeclareAbout(network, vault, resource);
  if (!asks || mayBeElsewhere || isOpen(vault, network)) return { kind: "unknown" };
  const others = principalsOfAll(network);
  const mayBeIts = principalsAt(vault, network).some((principal) => {
    // The object id of an identity that is declared here is not known before it is deployed.
    if (principal.kind === "known" && !isText(principal.value)) return identity.value === "user";
    const symbol = symbolOf(principal);
    return isIts(principal) || symbol === null || !others.has(symbol);
  });
  return { kind: mayBeIts ? "unknown" : "missing" };
}

/**
 * Instead of the resource's identity, a Microsoft principal or the platform may call. Azure Machine Learning gives
 * the identity of a workspace its permissions itself
 * (https://learn.microsoft.com/azure/machine-learning/how-to-setup-authentication).
 */
function needsNoGrant({ service }: Consumer): boolean {
  const { bypassRequires } = service.identity;
  const isElse = bypassRequires === "platform" || bypassRequires === "first-party-sp";
  return isElse || service.id === "azure-machine-learning";
}

/** Whether a list of access policies of a vault may have more of them than are known. */
function isOpen(vault: Vault, { accessPolicies }: Network): boolean {
  if (asksFor(vault, "policy", "maybe") === "no") return false;
  return accessPolicies.some(
    ({ vault: link, open }) => open.length > 0 && (link.kind !== "declared" || sameVault(link.to, vault)),
  );
}

/** The object ids, as others refer to them, of the identities of all resources that are declared: each is that of one of them. */
const principalsOfAll = memoize(
  (network: Network): ReadonlySet<string> =>
    new Set(
      allInstances(network)
        .filter(({ declaration }) => !declaration.existing)
        .map(identityOrOwnPrincipal)
        .flatMap((principal) => symbolOf(principal) ?? []),
    ),
);

/**
 * Whether something that is not declared may use a vault as a trusted service, because it has a permission: a resource that is only looked
 * up, or whoever a role is assigned to. Of what is declared, its own settings say whether it uses the vault.
 */
export function mayServeTrusted(vault: Vault, network: Network): boolean {
  const grants = grantsFor(
    () => true,
    network,
    (isForData) => isForData !== "no",
  ).filter(
    ({ by, vault: link }) =>
      by.exists.truth !== "no" && link.kind === "declared" && sameVault(link.to, vault),
  );
  if (grants.length === 0) return false;
  const lookedUp = allInstances(network).filter(({ declaration }) => declaration.existing);
  return grants.some((grant) => {
    const { value } = grant.principal;
    if (value.kind === "absent" || principalsOfAll(network).has(symbolOf(value) ?? "")) return false;
    const owner = lookedUp.find((each) => isPrincipalOf(each, value));
    return owner ? mayBeTrusted(owner) : grant.kind === "role" && !isPerson(grant, network);
  });
}

function isPrincipalOf(instance: ResourceInstance, id: Value): boolean {
  const principals = [identityOrOwnPrincipal(instance), referredTo(instance, ["object_id"])];
  return principals.some((each) => equalValues(each, id) === "yes");
}

/** Any service may use an identity or an application; users, groups and who deploys are looked up as well. */
function mayBeTrusted(instance: ResourceInstance): boolean {
  const type = instance.type() ?? "";
  if (isIdentity(instance) || type === "azuread_service_principal") return true;
  return detectionsOf(type).some(({ service }) =>
    ["trusted", "trustedIf", "unknown"].includes(serviceStanding(service).kind),
  );
}

/** Services are no users and no groups: https://learn.microsoft.com/azure/role-based-access-control/role-assignments-steps */
function isPerson({ by: { instance } }: Grant, { resources }: Network): boolean {
  return ["properties.principalType", "principal_type"].some((path) =>
    readRelated(instance, path, resources).found.some(
      ({ field: { value } }) =>
        value.kind === "known" && typeof value.value === "string" && /^(?:user|group)$/i.test(value.value),
    ),
  );
}
