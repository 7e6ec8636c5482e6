import type { GateFact } from "../access/gate-fact.ts";
import { openPath } from "../fixes/open-path.ts";
import { writtenAt } from "../evaluate/values/value.ts";
import type { Network } from "../network/network.ts";
import { pathOf } from "../path/path.ts";
import { serviceEndpointOn } from "../path/endpoints.ts";
import type { Span } from "../text/document.ts";
import type { PathBlock } from "./facts/path-facts.ts";
import { type Blocked, blockedIn, callerOf, fromOf, placeFor } from "./questions/blocked-path.ts";
import { atUse } from "./questions/consumer-verdicts.ts";
import { learn, type Found, type Rule, finding } from "./rule.ts";

export const pathBlocked: Rule = {
  code: "KV307",
  name: "path-blocked",
  severity: "warning",
  fixable: true,
  references: learn(
    "key-vault/general/access-behind-firewall",
    "virtual-network/network-security-groups-overview",
    "virtual-network/virtual-networks-udr-overview",
    "firewall/rule-processing",
  ),
  check: (network) =>
    blockedIn(network)
      .filter((blocked) => !lacksOnlyEndpoint(blocked, network))
      .flatMap((blocked) => reportPathBlocked(blocked, network)),
};

/** KV302 reports a listed subnet whose service endpoint is missing, over which no route and no firewall would stop the traffic. */
function lacksOnlyEndpoint({ vault, caller, gate, meeting }: Blocked, network: Network): boolean {
  if (
    meeting ||
    caller.kind !== "subnet" ||
    gate.name === "network-security-group" ||
    gate.name === "name-resolution"
  )
    return false;
  const { ways } = pathOf(caller.subnet, vault, network);
  return serviceEndpointOn(caller.subnet) === "no" && ways.every(({ answer }) => answer.kind === "public");
}

export function reportPathBlocked(blocked: Blocked, network: Network): Found {
  const { rule, vault, caller, gate, because } = blocked;
  const by = gate.facts.map(blockIn).find((each) => each !== null);
  if (rule !== "KV307" || !by || caller.kind !== "subnet") return [];
  const asked = callerOf(blocked);
  const deciding = gate.span ?? placeOf(blocked);
  const place = placeFor(blocked, deciding, network);
  return finding(vault, {
    fact: { kind: "KV307", from: fromOf(blocked), by },
    span: place,
    ...(blocked.meeting?.consumer.holdsAddress ? { severity: "info" } : {}),
    about: caller.subnet,
    decided: asked,
    related: [
      ...(place === deciding
        ? [because]
        : [{ fact: { kind: "gate", facts: gate.facts }, span: deciding } as const]),
      { fact: { kind: "subnet-declared" }, span: caller.subnet.label },
    ],
    fixes: openPath(vault, network, caller, asked),
  });
}

/** Nothing is written that drops the traffic: what turns off outbound access does, or what says how a consumer gets out. */
function placeOf({ caller, meeting, because }: Blocked): Span {
  if (caller.kind !== "subnet") return because.span;
  const { value } = caller.subnet.defaultOutboundAccess;
  if (value.kind !== "absent") return writtenAt(value.origin);
  return meeting ? atUse(meeting).span : caller.subnet.label;
}

/** What stops the traffic, of what the gate says. */
function blockIn(fact: GateFact): PathBlock | null {
  switch (fact.kind) {
    case "security-rule":
    case "default-security-rule":
      return { kind: "security-rule", direction: fact.direction, group: fact.group, rule: fact.rule };
    case "next-hop":
      return { kind: "route", route: fact.route };
    case "no-outbound-access":
      return { kind: "no-outbound-access" };
    case "firewall-rule":
      return { kind: "firewall-rule", firewall: fact.firewall, rule: fact.rule };
    case "firewall-matches-nothing":
      return { kind: "firewall", firewall: fact.firewall };
    default:
      return null;
  }
}
