import type { ExposureFact } from "../../../rules/facts/exposure-facts.ts";
import type { Sentences } from "../../words.ts";
import { sayCount } from "../count.ts";

export const exposureFindings: Sentences<ExposureFact, [kv: string]> = {
  KV101: (fact, kv) => {
    const why =
      fact.because === "perimeter-rule"
        ? "a perimeter's inbound rule allows all addresses"
        : open[fact.because](fact.property);
    return `${kv} is reachable from any public address: ${why}.`;
  },
  KV102: ({ rules, holdsAll }, kv) => {
    const subject =
      typeof rules === "string" ? `${rules} allows` : `${sayCount(rules, "IP rule")} together allow`;
    return `${subject} ${holdsAll ? "every" : "nearly every"} public IPv4 address to reach ${kv}.`;
  },
  KV103: ({ rule, addresses }, kv) => `${rule} allows ${sayCount(addresses, "address")} to reach ${kv}.`,
  KV104: (_, kv) => `${kv} has a private endpoint but is still reachable from any public address.`,
  KV105: ({ property }, kv) =>
    `${kv} does not set ${property}, so Azure's default decides whether its firewall is on.`,
  KV106: ({ property, isDocumented }, kv) =>
    isDocumented
      ? `${kv} does not set ${property}, so trusted services are allowed by default.`
      : `${kv} does not set ${property}; whether trusted services are then allowed is not documented.`,
  KV107: ({ property }, kv) =>
    `Trusted services can still reach ${kv}: ${property} allows them, but no consumer declared here needs it.`,
  KV108: (_, kv) => `${kv} has no network rules that would apply once public access is enabled.`,
  KV109: ({ rule }, kv) => `${rule} contains Azure addresses, so other Azure customers may reach ${kv}.`,
  KV110: ({ property }, kv) =>
    `${kv} will be reachable from any public address once public access is enabled: ${property} is Allow.`,
};

const open = {
  allow: (property: string) => `${property} is Allow`,
  "default-action-not-set": (property: string) => `${property} is not set, and Allow is assumed`,
  "rules-not-set": (property: string) => `${property} is not set, so the firewall is off`,
} as const;
