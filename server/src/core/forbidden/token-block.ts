import { groupFacts, placeOfGroup } from "../access/describe-path.ts";
import type { GateFact } from "../access/gate-fact.ts";
import type { RemedyFact } from "../access/refusal.ts";
import { allowInGroups } from "../fixes/allow-in-groups.ts";
import type { Fix } from "../fixes/fix.ts";
import { IpBounds } from "../ip/ip-bounds.ts";
import type { Network, Subnet } from "../network/network.ts";
import { groupsFrom, hopsFrom, sourcesOf } from "../path/passing.ts";
import { tokenHost } from "../path/hosts.ts";
import { tokenDestination } from "../path/vault-addresses.ts";
import { asMachine } from "../services/consumers/integration.ts";
import type { Span } from "../text/span.ts";
import { factsIn } from "./facts-in.ts";

/** Where requests of a subnet for tokens end. */
export interface TokenBlock {
  readonly gate: "network-security-group" | "route";
  readonly facts: readonly GateFact[];
  readonly span: Span | null;
  readonly remedy: RemedyFact | null;
  readonly fixes: readonly Fix[];
}

/**
 * The rule or route at which requests to Microsoft Entra ID end, in a subnet that cannot reach it
 * (https://learn.microsoft.com/azure/key-vault/general/access-behind-firewall).
 */
export function tokenBlock(subnet: Subnet, network: Network): TokenBlock | null {
  const destination = tokenDestination(IpBounds.none);
  const packets = { sources: () => sourcesOf(subnet), destination, endpoint: null };
  const start = { subnet, integration: asMachine };
  const group = groupsFrom(start, "yes", packets, network).find(
    ({ applies, filtered }) => applies === "yes" && filtered?.denies === "yes",
  );
  if (group) {
    const facts = groupFacts(group);
    return {
      ...{ gate: "network-security-group", facts, span: placeOfGroup(group), remedy: tokenRemedy(facts) },
      fixes: allowInGroups([{ passed: group, tag: "AzureActiveDirectory" }]),
    };
  }
  const [passed] = hopsFrom(start, packets, tokenHost, network);
  const route = passed && "route" in passed.hop ? passed.hop.route : null;
  return route && { gate: "route", facts: [], span: route.label, remedy: null, fixes: [] };
}

function tokenRemedy(facts: readonly GateFact[]): RemedyFact | null {
  const [fact] = factsIn(facts);
  if (fact?.kind !== "security-rule" && fact?.kind !== "default-security-rule") return null;
  const { direction, group, rule: before } = fact;
  return { kind: "allow-in-group", direction, group, to: "AzureActiveDirectory", before };
}
