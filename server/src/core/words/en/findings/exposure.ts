import type { ExposureFact } from "../../../rules/facts/exposure-facts.ts";
import type { Sentences } from "../../words.ts";
import { sayCount } from "../count.ts";

export const exposureFindings: Sentences<ExposureFact, [kv: string]> = {
  KV101: (fact, kv) => {
    const why =
      fact.because === "perimeter-rule"
        ? "a perimeter allows all addresses"
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
  KV105: ({ property }, kv) => `${kv} does not set ${property}, so its firewall depends on Azure's default.`,
  KV106: ({ property, isDocumented }, kv) =>
    isDocumented
      ? `${kv} does not set ${property}, so trusted services are allowed by default.`
      : `${kv} does not set ${property}; whether trusted services are allowed is not documented.`,
  KV107: (_, kv) => `Trusted services can still reach ${kv}; nothing declared here needs them.`,
  KV108: (_, kv) => `${kv} has no network rules that would apply once public access is enabled.`,
  KV109: ({ rule }, kv) => `${rule} contains Azure addresses, so other Azure customers may reach ${kv}.`,
  KV110: ({ property }, kv) =>
    `${kv} opens to any public address once public access is enabled: ${property} is Allow.`,
};

const open = {
  allow: (property: string) => `${property} is Allow`,
  "default-action-not-set": (property: string) => `${property} is not set (Allow assumed)`,
  "rules-not-set": (property: string) => `${property} is not set`,
} as const;
