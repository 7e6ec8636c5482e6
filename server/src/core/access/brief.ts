import { assertNever } from "../logic/assert-never.ts";
import type { GateFact } from "./gate-fact.ts";
import type { NextHopType } from "./path-fact.ts";

/** The short form of a gate for a row that has room for a word or two; `words` turns it into text. */
export type Brief =
  /** There is nothing of the kind. */
  | { readonly kind: "none" }
  | { readonly kind: "no-match" }
  | { readonly kind: "match" }
  /** A rule by its number, from 1, and what it lists; null of a subnet rule, and where that is not known. */
  | { readonly kind: "rule"; readonly number: number; readonly lists: string | null }
  /** A rule lists the subnet, whose service endpoint is off. */
  | { readonly kind: "endpoint-missing" }
  /** A setting, as ARM spells it. */
  | { readonly kind: "value"; readonly value: string; readonly byDefault: boolean }
  /** What a name resolves to, where packets go next, or the rule that decides. */
  | { readonly kind: "public-address" | "private-address" | "no-address" }
  | { readonly kind: "next-hop"; readonly hop: NextHopType }
  | { readonly kind: "named-rule"; readonly name: string }
  | { readonly kind: "not-connected" | "no-outbound-access" | "assumed" }
  | { readonly kind: "connected" }
  | { readonly kind: "not-used" }
  | { readonly kind: "waiting" }
  | { readonly kind: "learning" }
  | { readonly kind: "enforced" }
  | { readonly kind: "no-inbound-rules" }
  | { readonly kind: "trusted" }
  | { readonly kind: "not-trusted" }
  | { readonly kind: "unknown" }
  | { readonly kind: "not-applicable" };

/** The shortest form of what a gate does; of several facts, the last one decides that says what it does. */
export function briefOf(facts: readonly GateFact[]): Brief {
  const fact = facts.findLast(({ kind }) => kind !== "as-deployed" && kind !== "endpoint-rejected");
  return fact ? briefOfFact(fact) : { kind: "not-applicable" };
}

function briefOfFact(fact: GateFact): Brief {
  switch (fact.kind) {
    case "name-public":
      return { kind: fact.isCertain ? "public-address" : "unknown" };
    case "name-private":
      return { kind: fact.isCertain ? "private-address" : "unknown" };
    case "name-missing":
    case "dns-blocked":
      return { kind: fact.isCertain ? "no-address" : "unknown" };
    case "security-rule":
    case "default-security-rule":
    case "firewall-rule":
      return fact.rule === null || fact.effect === "unclear"
        ? { kind: "unknown" }
        : { kind: "named-rule", name: fact.rule };
    case "next-hop":
      return { kind: "next-hop", hop: fact.hop };
    case "zones-conflict":
      return { kind: "unknown" };
    case "networks-not-connected":
      return { kind: "not-connected" };
    case "past-subnet":
      return fact.isCertain ? { kind: "next-hop", hop: "Internet" } : { kind: "unknown" };
    case "no-outbound-access":
      return { kind: fact.isCertain ? "no-outbound-access" : "unknown" };
    case "way-not-declared":
    case "security-group-unseen":
    case "routes-unseen":
      return { kind: "assumed" };
    case "firewall-matches-nothing":
      return { kind: "no-match" };
    case "no-security-group":
    case "no-firewall":
    case "no-private-endpoint":
    case "no-perimeter":
      return { kind: "none" };
    case "ip-rules-match-none":
    case "subnet-rules-match-none":
    case "caller-without-subnet":
      return { kind: fact.count === 0 ? "none" : "no-match" };
    case "ip-rule-matches":
      return { kind: "rule", number: fact.number, lists: typeof fact.rule === "string" ? fact.rule : null };
    case "subnet-rule-lists":
      if (fact.endpoint === "off") return { kind: "endpoint-missing" };
      return { kind: "rule", number: fact.number, lists: null };
    case "public-access":
    case "default-action":
      return { kind: "value", value: fact.value, byDefault: fact.byDefault };
    case "no-network-rules":
      return { kind: "value", value: "Allow", byDefault: true };
    case "nothing-matched":
      return fact.denies ? { kind: "value", value: "Deny", byDefault: false } : { kind: "unknown" };
    case "nothing-remains":
      return { kind: "not-applicable" };
    case "secured-without-association":
      return { kind: "value", value: "SecuredByPerimeter", byDefault: false };
    case "endpoint-used":
      return { kind: "connected" };
    case "endpoints-not-used":
      return { kind: "not-used" };
    case "endpoint-waiting":
    case "managed-endpoint":
    case "managed-network":
      return { kind: "waiting" };
    case "perimeter-rules":
      if (fact.admits === "maybe") return { kind: "unknown" };
      if (fact.admits !== "no") return { kind: "match" };
      return { kind: fact.hasRules ? "no-match" : "no-inbound-rules" };
    case "perimeter-enforced":
    case "perimeter-secures":
      return { kind: "enforced" };
    case "perimeter-observes":
      return { kind: "learning" };
    case "bypass":
      if (fact.allows === "yes") return { kind: "trusted" };
      return fact.allows === "no" ? { kind: "value", value: "None", byDefault: false } : { kind: "unknown" };
    case "no-service":
    case "untrusted":
      return { kind: "not-trusted" };
    case "trusted-if":
      return { kind: fact.isMet === false ? "not-trusted" : "unknown" };
    case "egress":
      return { kind: fact.isListed ? "match" : "no-match" };
    case "ip-rules-list-everything":
    case "through-control-plane":
      return { kind: "match" };
    case "listed-addresses":
    case "ip-rules-ipv4-only":
    case "ip-rules-and-services":
    case "caller-outside-networks":
    case "arrives-from-private-address":
      return { kind: "no-match" };
    case "data-plane-only":
    case "hsm-subnet-rules":
      return { kind: "not-applicable" };
    case "permission-granted":
      return { kind: "match" };
    case "permission-missing":
      return { kind: "none" };
    case "permission-not-needed":
      return { kind: "not-applicable" };
    case "permission-unknown":
    case "dns-server-unknown":
    case "security-rules-unknown":
    case "next-hop-unknown":
    case "private-needs-route-all":
    case "firewall-rules-unseen":
    case "endpoint-unclear":
    case "endpoint-perhaps-used":
    case "endpoint-unread":
    case "perimeter-depends":
    case "enforcement-depends":
    case "trusted-scenario":
    case "trust-unclear":
    case "public-access-depends":
    case "default-action-depends":
    case "subnet-rules-unknown":
    case "service-subnet-unknown":
    case "subnet-of-address-unknown":
    case "subnet-rule-depends":
    case "ip-rules-depend":
    case "address-behind-private":
    case "egress-unknown":
    case "service-address-unknown":
    case "job-doubt":
    case "when":
    case "endpoint-rejected":
    case "as-deployed":
      return { kind: "unknown" };
    default:
      return assertNever(fact);
  }
}
