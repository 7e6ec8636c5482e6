import { equalValues } from "../../server/src/core/evaluate/values/plain.ts";
import { any, type Truth } from "../../server/src/core/logic/truth.ts";
import { idAround, sameResource } from "../../server/src/core/network/ids/links.ts";
import type { RoleAssignment, Vault } from "../../server/src/core/network/network.ts";

/**
 * Whether a role holds in a vault: it is assigned there, or to the resource group or subscription around it, from which it is
 * inherited (https://learn.microsoft.com/azure/role-based-access-control/scope-overview).
 */
export function holdsIn({ scope }: RoleAssignment, vault: Vault): Truth {
  const around = ["/providers/", "/resourcegroups/"].map((segment) => idAround(vault.id, segment));
  return any([sameResource(scope, vault.id), ...around.map((each) => equalValues(scope, each, true))]);
}
