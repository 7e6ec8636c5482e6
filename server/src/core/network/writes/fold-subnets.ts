import { equalValues, type Plain } from "../../evaluate/values/plain.ts";
import type { Truth } from "../../logic/truth.ts";
import { type Cause, unknown } from "../../evaluate/values/value.ts";
import type { Field, ListField } from "../fields/field.ts";
import { fieldOf, firstOf, isWritten, type Last, lastOf, listOf } from "./last-write.ts";
import { sameResource, twinsOf } from "../ids/links.ts";
import type { Subnet } from "../network.ts";

/**
 * Subnets written inside of their network and as resources of their own are one subnet, called by the symbol it has of its own.
 * A subnet that is only looked up is what the deployment makes of it.
 */
export function foldSubnets(subnets: readonly Subnet[]): readonly Subnet[] {
  const done = new Set<Subnet>();
  return subnets.flatMap((subnet) => {
    if (done.has(subnet)) return [];
    const alike = twinsOf(subnet.id, subnets);
    const twins = alike.length < 2 ? [subnet] : alike.filter((each) => isTwin(each, subnet));
    for (const each of twins) done.add(each);
    return twins.length < 2 ? [subnet] : [folded(twins)];
  });
}

function isTwin(subnet: Subnet, other: Subnet): boolean {
  if (subnet === other) return true;
  const isSingle = !subnet.instance.repeats && !other.instance.repeats;
  const mayBeBoth = subnet.exists.truth !== "no" && other.exists.truth !== "no";
  return isSingle && mayBeBoth && isSameId(subnet, other) === "yes";
}

/** Names are unique in a group only, as of what `eachOnce` lists. */
function isSameId(a: Subnet, b: Subnet): Truth {
  const areWritten = [a, b].every(({ instance }) => !instance.declaration.existing);
  return areWritten ? equalValues(a.id, b.id, true) : sameResource(a.id, b.id);
}

function folded(twins: readonly Subnet[]): Subnet {
  const written = twins.filter((each) => !each.instance.declaration.existing);
  const writes = written.length > 0 ? written : twins;
  const own = twins.find((each) => each.instance.declaration !== firstOf(writes).instance.declaration);
  const first = firstOf(writes);
  const isListed = (write: Subnet): boolean => write.serviceEndpoints.state !== "absent";
  return {
    ...first,
    symbol: own?.symbol ?? first.symbol,
    exists: writes.find((write) => write.exists.truth === "yes")?.exists ?? first.exists,
    prefixes: writes.find((write) => write.prefixes.length > 0)?.prefixes ?? [],
    serviceEndpoints: agreedList(first, lastOf(writes, isListed), (write) => write.serviceEndpoints),
    natGateway: agreed(first, writes, (write) => write.natGateway),
    routeTable: agreed(first, writes, (write) => write.routeTable),
    defaultOutboundAccess: agreed(first, writes, (write) => write.defaultOutboundAccess),
    securityGroup: agreed(first, writes, (write) => write.securityGroup),
    privateEndpointNetworkPolicies: agreed(first, writes, (write) => write.privateEndpointNetworkPolicies),
  };
}

/** Whether a property that a later write leaves out is kept or removed is not documented, so it is not known. */
function agreedList(
  first: Subnet,
  last: Last<Subnet>,
  read: (write: Subnet) => ListField<string>,
): ListField<string> {
  const list = listOf(first, last, read);
  if (!last.isKept) return list;
  return { ...list, state: "unknown", items: [], open: [leftOut(first)], site: null };
}

function agreed<T extends Plain>(
  first: Subnet,
  writes: readonly Subnet[],
  read: (write: Subnet) => Field<T>,
): Field<T> {
  const last = lastOf(writes, (write) => isWritten(read(write)));
  const field = fieldOf(first, last, read);
  return last.isKept ? { ...field, value: unknown(leftOut(first), { span: first.label }) } : field;
}

function leftOut(subnet: Subnet): Cause {
  return { kind: "conflict", writers: { kind: "declarations", name: subnet.symbol } };
}
