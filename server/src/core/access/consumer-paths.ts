import { textOf } from "../evaluate/values/plain.ts";
import type { Cause } from "../evaluate/values/value.ts";
import { unknown } from "../evaluate/values/value.ts";
import { isIdText } from "../network/ids/links.ts";
import type { Resource } from "../network/resource.ts";
import type { Consumer, ConsumerSubnet } from "../services/consumers/consumer.ts";
import type { Caller, DirectCaller } from "./caller.ts";
import type { Network, Vault } from "../network/network.ts";
import type { Path } from "../path/way.ts";
import type { Gate } from "./decision.ts";
import { nameGate, pathOfCaller, routeGate } from "./gate-path.ts";
import { distinctFacts } from "./gate-fact.ts";
import { everything, gate } from "./gate.ts";

/**
 * A gate from the point of view of a consumer's calls over the network. A consumer that runs in several subnets is
 * certain to pass it only if it does so from all of them.
 */
export function overAllPaths(caller: Caller, gateFor: (path: DirectCaller) => Gate): Gate {
  if (caller.kind !== "consumer") return gateFor(caller);
  const [first, ...others] = pathsOf(caller.consumer);
  return combined([gateFor(first), ...others.map(gateFor)]);
}

/** What is certain of several gates of a kind is what they agree on. */
export function combined(gates: readonly [Gate, ...Gate[]]): Gate {
  const [one, ...others] = gates;
  return others.every((other) => settlesAlike(other, one)) ? one : undecided(gates, one);
}

/**
 * A consumer in subnets resolves the name there, and reaches a private endpoint from there. Whether its packets pass the
 * security groups and routes of the subnet depends on its integration.
 */
export function consumerPathGates(vault: Vault, network: Network, consumer: Consumer): readonly Gate[] {
  const paths = pathsOf(consumer).map((caller) => pathOfCaller(vault, network, caller));
  const [first, ...others] = paths.flatMap((path) => path ?? []);
  if (!first || others.length + 1 < paths.length) return [];
  const reach = (path: Path): Gate => routeGate(withoutHops(path));
  return [
    combined([nameGate(first), ...others.map(nameGate)]),
    combined([reach(first), ...others.map(reach)]),
  ];
}

function withoutHops(path: Path): Path {
  return { ...path, ways: path.ways.map((way) => ({ ...way, groups: [], hops: [] })) };
}

/** The callers that a consumer's calls look like: the subnets it runs in, a machine of its service, or either. */
function pathsOf({ place, service, resource }: Consumer): readonly [DirectCaller, ...DirectCaller[]] {
  const [first, ...others] = place.kind === "subnets" ? place.subnets.map(subnetCaller) : [];
  if (first) return [first, ...others];
  const outside: DirectCaller = { kind: "service", service, isOutside: place.kind === "outside" };
  return place.kind === "unseen" ? [outside, unseenSubnet(resource)] : [outside];
}

function unseenSubnet({ symbol, label }: Resource): DirectCaller {
  const cause: Cause = { kind: "runtime", call: { kind: "subnet-of", name: symbol } };
  return { kind: "externalSubnet", id: textOf([unknown([cause], { span: label })]) };
}

function subnetCaller({ id, link }: ConsumerSubnet): DirectCaller {
  if (link.kind === "declared") return { kind: "subnet", subnet: link.to };
  const { value } = id;
  if (value.kind === "known" && isIdText(value.value)) return { kind: "externalSubnet", id: value.value };
  return { kind: "externalSubnet", id: value.kind === "unknown" ? textOf([value]) : "" };
}

function settlesAlike(a: Gate, b: Gate): boolean {
  if (a.settles === null || b.settles === null) return a.settles === b.settles;
  return a.settles.certain.equals(b.settles.certain) && a.settles.possible.equals(b.settles.possible);
}

function undecided(gates: readonly Gate[], first: Gate): Gate {
  return gate({
    ...(gates.find(({ settles }) => settles !== null) ?? first),
    settles: everything("maybe"),
    openReason: "DEPENDS_SUBNET",
    because: gates.flatMap(({ because }) => because),
    facts: distinctFacts(gates.map(({ facts }) => facts)),
    notes: [...new Set(gates.flatMap(({ notes }) => notes))],
  });
}
