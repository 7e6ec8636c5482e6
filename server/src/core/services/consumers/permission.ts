import { isText } from "../../evaluate/values/plain.ts";
import { symbolOf } from "../../evaluate/values/symbol.ts";
import { memoize } from "../../logic/memoize.ts";
import { all } from "../../logic/truth.ts";
import { allInstances } from "../../network/all-instances.ts";
import { mayDeclareAbout } from "../../network/may-declare.ts";
import type { Network, Vault } from "../../network/network.ts";
import { sameVault } from "../../network/writes/writes.ts";
import type { Consumer } from "./consumer.ts";
import {
  asksFor,
  type Grant,
  grantsFor,
  identitiesOf,
  identityOrOwnPrincipal,
  principalsAt,
} from "./grants.ts";

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
export const principalsOfAll = memoize(
  (network: Network): ReadonlySet<string> =>
    new Set(
      allInstances(network)
        .filter(({ declaration }) => !declaration.existing)
        .map(identityOrOwnPrincipal)
        .flatMap((principal) => symbolOf(principal) ?? []),
    ),
);
