import { equalPlain, equalValues, type Plain } from "../../evaluate/values/plain.ts";
import type { Writers } from "../../evaluate/values/state.ts";
import { type Cause, choose, distinctCauses, unknown } from "../../evaluate/values/value.ts";
import type { Truth } from "../../logic/truth.ts";
import type { Slot } from "../../template/written.ts";
import type { Field, ListField } from "../fields/field.ts";
import { sameResource, twinsOf } from "../ids/links.ts";
import type { Subnet } from "../network.ts";
import { waitsFor } from "../order/dependencies.ts";
import type { Resource } from "../resources-by-type.ts";

/** Which writes may decide a property. */
export interface Last<R extends Resource> {
  /** Those that no other one certainly overwrites. */
  readonly deciding: readonly R[];
  /** Why it is not known which of them decides; empty when one does, and certainly. */
  readonly because: readonly Cause[];
  /** Some of them have no order between them. */
  readonly isConflict: boolean;
  /** A write that may come later leaves the property out, and does not say that it stays as it was. */
  readonly isKept: boolean;
}

/** Among more writes of one resource than this no order is looked for, and none is claimed. */
const mostOrdered = 64;
const mostNamed = 3;

/** Finds the writes that may decide a property; `writesIt` says whether a write contains it. */
export function lastOf<R extends Resource>(writes: readonly R[], writesIt: (write: R) => boolean): Last<R> {
  const isAfter = writes.length <= mostOrdered ? comesAfter : (): boolean => false;
  const writing = writes.filter(writesIt);
  const deciding = writing.filter(
    (write) => !writing.some((other) => other.exists.truth === "yes" && isAfter(other, write)),
  );
  const silent = writes.filter((write) => !writesIt(write) && !isMerged(write));
  const isKept = silent.some((write) => deciding.some((each) => !isAfter(each, write)));
  const unordered = deciding.filter((a) => deciding.some((b) => a !== b && !isAfter(a, b) && !isAfter(b, a)));
  const conflict: Cause = { kind: "conflict", writers: writersOf(unordered) };
  const isConflict = unordered.length > 0;
  const conditions = deciding.flatMap((write) => write.exists.because);
  const because = distinctCauses(isConflict ? [conflict, ...conditions] : conditions);
  return { deciding, because, isConflict, isKept };
}

/** Whether a write is merged into what is deployed, so that it keeps all that it leaves out. */
export function isMerged({ instance }: Resource): boolean {
  return instance.declaration.updates === "merge";
}

/** The write that creates the resource, if there is an order; otherwise the first one that is certainly deployed. */
export function firstOf<R extends Resource>(writes: readonly R[]): R {
  const all = writes.filter((write) => write.exists.truth === "yes");
  const creating = all.filter(({ instance }) => instance.declaration.updates === undefined);
  const certain = creating.length > 0 ? creating : all;
  const isFirst = (write: R): boolean => !certain.some((other) => comesAfter(write, other));
  const first = (writes.length <= mostOrdered ? certain.find(isFirst) : certain[0]) ?? writes[0];
  if (!first) throw new Error("A resource has at least one write.");
  return first;
}

function comesAfter(write: Resource, other: Resource): boolean {
  return write !== other && waitsFor(write.instance, other.instance) === "yes";
}

function writersOf(writes: readonly Resource[]): Writers {
  const names = writes.map(nameOfWrite);
  const others = names.length - mostNamed;
  const more = others > 1 ? others : 0;
  return { kind: "named", names: names.slice(0, names.length - more), more };
}

function nameOfWrite(write: Resource): string {
  return write.module === null ? write.symbol : `${write.module}/${write.symbol}`;
}

/** Whether a field is written at all. */
export function isWritten(field: Field<unknown>): boolean {
  return field.value.kind !== "absent";
}

/** The field that the deciding writes come to. */
export function fieldOf<R extends Resource, T extends Plain>(
  first: R,
  last: Last<R>,
  read: (write: R) => Field<T>,
): Field<T> {
  const [field = read(first), ...others] = last.deciding.map(read);
  const isOneAnswer = others.every((other) => sameField(field, other));
  if (last.deciding.length === 0 || (isOneAnswer && isCertain(last))) return field;
  const origin = { span: field.value.kind === "absent" ? field.value.within : field.value.origin.span };
  const values = [field, ...others].flatMap(({ value }) => (value.kind === "absent" ? [] : [value]));
  const isChoice = isCertain(last) && !last.isConflict && values.length > others.length;
  const value = isChoice ? choose(values, last.because, origin, Object.is) : unknown(last.because, origin);
  return { ...field, value, slot: closed(field.slot) };
}

/** Whether the property is written at all, by one or the other. */
function isCertain({ deciding }: Last<Resource>): boolean {
  return deciding.some((write) => write.exists.truth === "yes");
}

function sameField<T extends Plain>(a: Field<T>, b: Field<T>): boolean {
  if (a.value.kind === "absent" || b.value.kind === "absent") return a.value.kind === b.value.kind;
  if (a.value.kind !== "known" || b.value.kind !== "known") return false;
  return equalPlain(a.value.value, b.value.value, true) === "yes";
}

/** The list that the deciding writes come to. */
export function listOf<R extends Resource, T extends Plain>(
  first: R,
  last: Last<R>,
  read: (write: R) => ListField<T>,
): ListField<T> {
  const [write, ...others] = last.deciding;
  const list = read(write ?? first);
  if (!write || (others.length === 0 && write.exists.truth === "yes")) return list;
  const shared = { ...list, slot: closed(list.slot), site: null };
  if (isCertain(last) && others.every((other) => sameList(list, read(other))))
    return { ...shared, items: list.items.map((item) => ({ ...item, slot: null })) };
  return { ...shared, state: "unknown", items: [], open: last.because };
}

function sameList<T extends Plain>(a: ListField<T>, b: ListField<T>): boolean {
  return (
    a.open.length + b.open.length === 0 &&
    a.items.length === b.items.length &&
    a.items.every(({ field }, index) => {
      const other = b.items[index]?.field;
      return other !== undefined && sameField(field, other);
    })
  );
}

/** A place that several declarations write has none to edit. */
function closed(slot: Slot): Slot {
  return { ...slot, into: null, entry: null };
}

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
