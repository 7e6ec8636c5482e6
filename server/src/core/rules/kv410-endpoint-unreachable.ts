import { attemptsOf } from "../access/consumer-paths.ts";
import { pathOfCaller } from "../access/gate-path.ts";
import { nameOf } from "../access/vault-label.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Network } from "../network/network.ts";
import type { Peering } from "../network/path-resources.ts";
import type { Connected } from "../path/peering.ts";
import type { NotConnected } from "./facts/path-facts.ts";
import { connectNetworks } from "../fixes/declare/private-endpoint.ts";
import { atUse, type Meeting, meetingsIn } from "./questions/consumer-verdicts.ts";
import { type Blocked, blockedIn, callerOf, fromOf, placeFor } from "./questions/blocked-path.ts";
import { learn, type Found, type Rule, finding } from "./rule.ts";

export const endpointUnreachable: Rule = {
  code: "KV410",
  name: "endpoint-unreachable",
  severity: "warning",
  fixable: true,
  references: learn(
    "virtual-network/virtual-network-manage-peering",
    "private-link/private-endpoint-overview",
  ),
  check: (network) => [
    ...blockedIn(network).flatMap((blocked) => reportUnreachable(blocked, network)),
    ...meetingsIn(network).flatMap((meeting) => reportUnpeered(meeting, network)),
  ],
};

export function reportUnreachable(blocked: Blocked, network: Network): Found {
  if (blocked.rule !== "KV410") return [];
  const { vault, caller, because } = blocked;
  const ways = pathOfCaller(vault, network, caller)?.ways ?? [];
  const way = ways.find(({ connected }) => connected?.answer === "no");
  if (way?.answer.kind !== "private" || !way.connected) return [];
  const { endpoint } = way.answer;
  const why = reasonOf(way.connected);
  const link =
    way.connected.links.find((each) => why === "access-off" && isClosed(each)) ?? way.connected.links[0];
  return finding(vault, {
    fact: { kind: "KV410", from: fromOf(blocked), because: why },
    span: link ? placeFor(blocked, link.label, network) : because.span,
    about: caller.kind === "subnet" ? caller.subnet : endpoint,
    decided: callerOf(blocked),
    related: [
      because,
      { fact: { kind: "private-endpoint", endpoint: nameOf(endpoint) }, span: endpoint.label },
    ],
    fixes: connectNetworks(way.connected, network),
  });
}

/** Consumers whose ways all lead into a network that nothing here peers with theirs. */
function reportUnpeered(meeting: Meeting, network: Network): Found {
  const { vault, consumer, verdict } = meeting;
  const [first, second] = attemptsOf(consumer);
  const ways = (second ?? first).map((caller) => pathOfCaller(vault, network, caller)?.ways ?? []);
  const areApart = ways.every(
    (each) => each.length > 0 && each.every(({ connected }) => connected?.why === "unpeered"),
  );
  if (verdict.verdict !== "depends" || !areApart) return [];
  return finding(vault, {
    fact: {
      kind: "KV410",
      from: { kind: "consumer", name: nameOf(consumer.resource) },
      because: "unpeered",
    },
    severity: "hint",
    ...atUse(meeting),
    decided: { kind: "consumer", consumer },
    related: ways.flat().flatMap(({ answer }) =>
      answer.kind === "private"
        ? [
            {
              fact: { kind: "private-endpoint", endpoint: nameOf(answer.endpoint) },
              span: answer.endpoint.label,
            },
          ]
        : [],
    ),
  });
}

function isClosed({ allowsAccess }: Peering): boolean {
  return allowsAccess.value.kind !== "absent" && is(allowsAccess.value, truth) === "no";
}

function reasonOf({ why }: Connected): NotConnected {
  switch (why) {
    case "access-off":
    case "subnets-left-out":
    case "overlapping":
    case "through-hub":
    case "unpeered":
      return why;
    default:
      return "one-side";
  }
}
