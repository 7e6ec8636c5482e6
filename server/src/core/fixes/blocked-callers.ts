import { grouped } from "../logic/grouped.ts";
import { nameOf } from "../access/say.ts";
import { judge } from "../access/verdict.ts";
import { known } from "../evaluate/values/value.ts";
import { memoize } from "../logic/memoize.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import type { Consumer } from "../services/consumers/consumer.ts";
import { consumersOf } from "../services/consumers/find-consumers.ts";
import { isRunner } from "../services/consumers/runner.ts";
import type { BlockedCaller } from "./fix-title.ts";

/** More callers than these are counted rather than named. */
const mostNames = 3;

/** The vault as it is once its default action is Deny. */
export function denying(vault: Vault): Vault {
  const { defaultAction } = vault;
  return { ...vault, defaultAction: { ...defaultAction, value: known("Deny", { span: vault.label }) } };
}

/** The vault as it is once its public access is disabled. */
export function disabled(vault: Vault): Vault {
  const { publicNetworkAccess } = vault;
  const value = known("Disabled", { span: vault.label });
  return { ...vault, publicNetworkAccess: { ...publicNetworkAccess, value } };
}

/**
 * The callers declared here that reach a vault and certainly no longer do once it is closed, but from the subnets that are kept: the
 * first by name, the others by their number.
 */
export function blockedCallers(
  vault: Vault,
  closed: Vault,
  network: Network,
  kept: readonly Subnet[] = [],
): readonly BlockedCaller[] {
  const consumers = (consumersByVault(network).get(vault.key) ?? []).filter(
    (consumer) => isBlocked(vault, closed, network, consumer) && !isKept(consumer, kept),
  );
  const callers = [...new Map(consumers.map(callerOf).map((each) => [JSON.stringify(each), each])).values()];
  const count = callers.length - mostNames;
  return count > 0 ? [...callers.slice(0, mostNames), { kind: "more", count }] : callers;
}

function callerOf({ service, resource }: Consumer): BlockedCaller {
  return isRunner(service) ? { kind: "runner" } : { kind: "consumer", name: nameOf(resource) };
}

/** The consumers that certainly are deployed, by the keys of the vaults that they certainly use. */
const consumersByVault = memoize((network: Network) =>
  grouped(
    consumersOf(network).filter(({ exists }) => exists.truth === "yes"),
    ({ uses }) => new Set(uses.flatMap(({ vault }) => (vault.kind === "declared" ? [vault.to.key] : []))),
  ),
);

function isBlocked(vault: Vault, closed: Vault, network: Network, consumer: Consumer): boolean {
  const caller = { kind: "consumer", consumer } as const;
  return (
    judge(closed, network, caller).verdict === "denied" && judge(vault, network, caller).verdict === "allowed"
  );
}

function isKept({ place }: Consumer, kept: readonly Subnet[]): boolean {
  if (place.kind !== "subnets") return false;
  return place.subnets.every(
    ({ link }) => link.kind === "declared" && kept.some(({ key }) => key === link.to.key),
  );
}
