import { grouped } from "../logic/grouped.ts";
import { nameOf } from "../access/vault-label.ts";
import { judge } from "../access/verdict.ts";
import { known } from "../evaluate/values/value.ts";
import { memoize } from "../logic/memoize.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { type Consumer, isRunner } from "../services/consumers/consumer.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import type { BlockedCaller } from "./fix-title.ts";

/** The vault as it is once one of its settings has a value. */
export function having(
  vault: Vault,
  setting: "publicNetworkAccess" | "defaultAction" | "bypass",
  word: string,
): Vault {
  return { ...vault, [setting]: { ...vault[setting], value: known(word, { span: vault.label }) } };
}

/**
 * The callers declared here that reach a vault and certainly no longer do once it is closed, but from the subnets that are kept.
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
  return [...new Map(consumers.map(callerOf).map((each) => [JSON.stringify(each), each])).values()];
}

function callerOf({ service, resource }: Consumer): BlockedCaller {
  return isRunner(service) ? { kind: "runner" } : { kind: "consumer", name: nameOf(resource) };
}

/** The consumers that certainly are deployed, by the keys of the vaults that they certainly use. */
const consumersByVault = memoize((network: Network) =>
  grouped(
    callersOfVaultsIn(network).filter(({ exists }) => exists.truth === "yes"),
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
