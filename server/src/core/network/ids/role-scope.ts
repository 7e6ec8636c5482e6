import { equalValues } from "../../evaluate/values/plain.ts";
import { any, type Truth } from "../../logic/truth.ts";
import { idAround, sameResource } from "./links.ts";
import type { RoleAssignment, Vault } from "../network.ts";

/**
 * Whether a role holds in a vault: it is assigned there, or to the resource group or subscription around it, from which it is
 * inherited (https://learn.microsoft.com/azure/role-based-access-control/scope-overview).
 */
export function holdsIn({ scope }: RoleAssignment, vault: Vault): Truth {
  const around = ["/providers/", "/resourcegroups/"].map((segment) => idAround(vault.id, segment));
  return any([sameResource(scope, vault.id), ...around.map((each) => equalValues(scope, each, true))]);
}
