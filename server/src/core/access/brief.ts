import type { GateFact } from "./gate-fact.ts";
import type { Effect, NextHopType } from "./path-fact.ts";

/** The short form of a gate for a row that has room for a word or two; `words` turns it into text. */
export type Brief =
  | { readonly kind: PlainBrief }
  /** A rule by its number, from 1, and what it lists; null of a subnet rule, and where that is not known. */
  | { readonly kind: "rule"; readonly number: number; readonly lists: string | null }
  /** A setting, as ARM spells it. */
  | { readonly kind: "value"; readonly value: string; readonly byDefault: boolean }
  /** Where packets go next, or the rule that decides. */
  | { readonly kind: "next-hop"; readonly hop: NextHopType }
  | { readonly kind: "named-rule"; readonly name: string };

type PlainBrief =
  /** There is nothing of the kind. */
  | "none"
  | "no-match"
  | "match"
  /** A rule lists the subnet, whose service endpoint is off. */
  | "endpoint-missing"
  /** What a name resolves to. */
  | "public-address"
  | "private-address"
  | "no-address"
  | "not-connected"
  | "no-outbound-access"
  | "assumed"
  | "connected"
  | "not-used"
  | "waiting"
  | "learning"
  | "enforced"
  | "no-inbound-rules"
  | "trusted"
  | "not-trusted"
  | "unknown"
  | "not-applicable";

/** The shortest form of what a gate does; of several facts, the last one decides that says what it does. */
export function briefOf(facts: readonly GateFact[]): Brief {
  const fact = facts.findLast(({ kind }) => kind !== "as-deployed" && kind !== "endpoint-rejected");
  if (!fact) return { kind: "not-applicable" };
  // The function under a kind receives only facts of that kind, which TypeScript cannot follow.
  const found = briefs[fact.kind] as PlainBrief | ((fact: GateFact) => PlainBrief | Brief) | undefined;
  const brief = typeof found === "function" ? found(fact) : (found ?? "unknown");
  return typeof brief === "string" ? { kind: brief } : brief;
}

/** What is left out stays open. */
type Briefs = {
  readonly [Kind in GateFact["kind"]]?:
    | PlainBrief
    | ((fact: Extract<GateFact, { readonly kind: Kind }>) => PlainBrief | Brief);
};

const briefs: Briefs = {
  "name-public": certainly("public-address"),
  "name-private": certainly("private-address"),
  "name-missing": certainly("no-address"),
  "dns-blocked": certainly("no-address"),
  "security-rule": namedRule,
  "default-security-rule": namedRule,
  "firewall-rule": namedRule,
  "next-hop": ({ hop }) => ({ kind: "next-hop", hop }),
  "networks-not-connected": "not-connected",
  "past-subnet": certainly({ kind: "next-hop", hop: "Internet" }),
  "no-outbound-access": certainly("no-outbound-access"),
  "way-not-declared": "assumed",
  "security-group-unseen": "assumed",
  "routes-unseen": "assumed",
  "firewall-matches-nothing": "no-match",
  "no-security-group": "none",
  "no-firewall": "none",
  "no-private-endpoint": "none",
  "no-perimeter": "none",
  "ip-rules-match-none": noneOrNoMatch,
  "subnet-rules-match-none": noneOrNoMatch,
  "caller-without-subnet": noneOrNoMatch,
  "ip-rule-matches": ({ number, rule }) => ({
    kind: "rule",
    number,
    lists: typeof rule === "string" ? rule : null,
  }),
  "subnet-rule-lists": ({ endpoint, number }) =>
    endpoint === "off" ? "endpoint-missing" : { kind: "rule", number, lists: null },
  "public-access": ({ value, byDefault }) => ({ kind: "value", value, byDefault }),
  "default-action": ({ value, byDefault }) => ({ kind: "value", value, byDefault }),
  "no-network-rules": () => ({ kind: "value", value: "Allow", byDefault: true }),
  "nothing-matched": ({ denies }) => (denies ? written("Deny") : "unknown"),
  "nothing-remains": "not-applicable",
  "secured-without-association": () => written("SecuredByPerimeter"),
  "endpoint-used": "connected",
  "endpoints-not-used": "not-used",
  "endpoint-waiting": "waiting",
  "managed-endpoint": "waiting",
  "managed-network": "waiting",
  "perimeter-rules": ({ admits, hasRules }) => {
    if (admits === "no") return hasRules ? "no-match" : "no-inbound-rules";
    return admits === "maybe" ? "unknown" : "match";
  },
  "perimeter-enforced": "enforced",
  "perimeter-secures": "enforced",
  "perimeter-observes": "learning",
  bypass: ({ allows }) => ({ yes: "trusted", no: written("None"), maybe: "unknown" } as const)[allows],
  "no-service": "not-trusted",
  untrusted: "not-trusted",
  "trusted-if": ({ isMet }) => (isMet === false ? "not-trusted" : "unknown"),
  egress: ({ isListed }) => (isListed ? "match" : "no-match"),
  "ip-rules-list-everything": "match",
  "through-control-plane": "match",
  "listed-addresses": "no-match",
  "ip-rules-ipv4-only": "no-match",
  "ip-rules-and-services": "no-match",
  "caller-outside-networks": "no-match",
  "arrives-from-private-address": "no-match",
  "data-plane-only": "not-applicable",
  "hsm-subnet-rules": "not-applicable",
  "permission-granted": "match",
  "permission-missing": "none",
  "permission-not-needed": "not-applicable",
};

/** The brief of a fact that holds for certain. */
function certainly(brief: PlainBrief | Brief) {
  return ({ isCertain }: { readonly isCertain: boolean }) => (isCertain ? brief : "unknown");
}

function namedRule({ rule, effect }: { readonly rule: string | null; readonly effect: Effect }) {
  return rule === null || effect === "unclear" ? "unknown" : { kind: "named-rule" as const, name: rule };
}

function noneOrNoMatch({ count }: { readonly count: number }): PlainBrief {
  return count === 0 ? "none" : "no-match";
}

function written(value: string): Brief {
  return { kind: "value", value, byDefault: false };
}
