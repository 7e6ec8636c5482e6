import type { ResourceInstance } from "../../evaluate/types.ts";
import { equalValues } from "../../evaluate/values/plain.ts";
import { symbolOf } from "../../evaluate/values/symbol.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { allInstances } from "../../network/all-instances.ts";
import { readRelated } from "../../network/fields/read-related.ts";
import { referredTo } from "../../network/ids/referenced-property.ts";
import type { Network, Vault } from "../../network/network.ts";
import { sameVault } from "../../network/writes/writes.ts";
import { serviceStanding } from "../standing.ts";
import { detectionsOf } from "./detection.ts";
import { type Grant, grantsFor, identityOrOwnPrincipal, isIdentity, principalsOfAll } from "./grants.ts";

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
