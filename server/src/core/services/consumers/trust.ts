import { is } from "../../evaluate/values/value.ts";
import { truth } from "../../logic/truth.ts";
import type { RequiredIdentity } from "../vocabulary.ts";
import type { Consumer } from "./consumer.ts";
import { serviceStanding } from "../standing.ts";

/** What a consumer's trust hangs on, and what it certainly has instead; null if it has, or may have, what it needs. */
export interface BrokenTrust {
  /** The only identity or runtime that is trusted. */
  readonly trusted: RequiredIdentity | "azure-runtime";
  /** What the consumer has. */
  readonly instead: "self-hosted" | "no-identity" | "user-assigned";
}

/** Why the bypass certainly does not allow a consumer although it allows its service in other cases. */
export function brokenTrust({ service, identity, runtime }: Consumer): BrokenTrust | null {
  const standing = serviceStanding(service);
  if (standing.kind !== "trustedIf") return null;
  if (standing.needs === "runtime") {
    const isOwn = is(runtime, (kind) => truth(kind === "selfHosted")) === "yes";
    return isOwn ? { trusted: "azure-runtime", instead: "self-hosted" } : null;
  }
  const matches = is(identity, (kind) => truth(`${kind}-assigned` === standing.identity));
  if (matches !== "no") return null;
  const isNone = is(identity, (kind) => truth(kind === "none")) === "yes";
  return {
    trusted: standing.identity,
    instead: isNone ? "no-identity" : "user-assigned",
  };
}

/** Whether the bypass is made for the consumer: its service is on the list, and nothing is known that breaks the trust. */
export function isTrusted(consumer: Consumer): boolean {
  const { kind } = serviceStanding(consumer.service);
  return (kind === "trusted" || kind === "trustedIf") && brokenTrust(consumer) === null;
}
