import { is } from "../../evaluate/values/value.ts";
import { type Truth, truth } from "../../logic/truth.ts";
import type { Network, Vault } from "../../network/network.ts";
import { type RequiredIdentity, type ServiceStanding, serviceStanding } from "../service.ts";
import { type Consumer, mayUse } from "./consumer.ts";
import { consumersOf } from "./find-consumers.ts";
import { isUntoldScript } from "./script-use.ts";

/** What a consumer's trust hangs on, and what it certainly has instead; null if it has, or may have, what it needs. */
export interface BrokenTrust {
  /** The only identity or runtime that is trusted. */
  readonly trusted: RequiredIdentity | "azure-runtime";
  /** What the consumer has. */
  readonly instead: "self-hosted" | "no-identity" | "user-assigned";
}

/** Whether a consumer has the identity, or runs on the machines, that the trust of its service depends on. */
export function meetsCondition(
  { identity, runtime }: Pick<Consumer, "identity" | "runtime">,
  standing: Extract<ServiceStanding, { readonly kind: "trustedIf" }>,
): Truth {
  return standing.needs === "runtime"
    ? is(runtime, (kind) => truth(kind === "azure"))
    : is(identity, (kind) => truth(`${kind}-assigned` === standing.identity));
}

/** Whether a consumer certainly has an identity that a page rules out for vaults with a firewall. */
export function isRuledOut({ service, identity }: Pick<Consumer, "service" | "identity">): boolean {
  const { ruledOut } = service.identity;
  return ruledOut !== undefined && is(identity, (kind) => truth(`${kind}-assigned` === ruledOut)) === "yes";
}

/** Why the bypass certainly does not allow a consumer although it allows its service in other cases. */
export function brokenTrust(consumer: Consumer): BrokenTrust | null {
  const standing = serviceStanding(consumer.service);
  if (standing.kind !== "trustedIf" || meetsCondition(consumer, standing) !== "no") return null;
  if (standing.needs === "runtime") return { trusted: "azure-runtime", instead: "self-hosted" };
  const isNone = is(consumer.identity, (kind) => truth(kind === "none")) === "yes";
  return { trusted: standing.identity, instead: isNone ? "no-identity" : "user-assigned" };
}

/** Whether the bypass is made for the consumer: its service is on the list, and nothing is known that breaks the trust. */
export function isTrusted(consumer: Consumer): boolean {
  return trustOf(consumer).startsWith("trusted");
}

/** Whether a consumer uses the vault, or may use it, that the bypass allows or may allow. */
export function mayNeedBypass(vault: Vault, network: Network): boolean {
  return trustsAt(vault, network).some((trust) => trust !== "not-trusted");
}

/** Whether it is not known of a consumer if it needs the bypass: nothing can say who is blocked without it. */
export function isBypassInDoubt(vault: Vault, network: Network): boolean {
  return trustsAt(vault, network).some((trust) => trust === "trusted-if" || trust === "not-documented");
}

/** What is known of the bypass for one consumer. Only one that is not trusted certainly does without it. */
type ConsumerTrust = "trusted" | "trusted-if" | "not-documented" | "not-trusted";

const byStanding: Readonly<Record<ServiceStanding["kind"], ConsumerTrust>> = {
  trusted: "trusted",
  trustedIf: "trusted-if",
  unknown: "not-documented",
  notTrusted: "not-trusted",
  followClient: "not-trusted",
  controlPlane: "not-trusted",
};

function trustOf(consumer: Consumer): ConsumerTrust {
  if (isRuledOut(consumer)) return "not-trusted";
  const standing = serviceStanding(consumer.service);
  const isMet = standing.kind === "trustedIf" ? meetsCondition(consumer, standing) : "maybe";
  return isMet === "maybe" ? byStanding[standing.kind] : isMet === "yes" ? "trusted" : "not-trusted";
}

/**
 * The trust of each consumer that may use a vault. Of managed HSMs only the list of services is documented, not the scenarios and their
 * conditions; a script that is not known may create a secret scope of Azure Databricks.
 */
function trustsAt(vault: Vault, network: Network): readonly ConsumerTrust[] {
  return consumersOf(network)
    .filter((each) => each.exists.truth !== "no" && mayUse(each, vault))
    .map((each) => {
      const isListed = byStanding[serviceStanding(each.service).kind].startsWith("trusted");
      const isUnclear = isUntoldScript(each.resource, network) || (vault.kind === "managedHsm" && isListed);
      return isUnclear ? "not-documented" : trustOf(each);
    });
}
