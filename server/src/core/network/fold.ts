import type { Cause } from "../evaluate/value.ts";
import { choose, distinctCauses, unknown } from "../evaluate/value.ts";
import { equalPlain } from "../evaluate/plain.ts";
import type { Plain } from "../evaluate/plain.ts";
import type { Slot } from "../template/slot.ts";
import { waitsFor } from "./dependency.ts";
import type { Field, ListField } from "./field.ts";
import type { Vault } from "./network.ts";

/**
 * What several writes of one vault make of it: each property is as the last of them writes it, in the order of their
 * dependencies; without an order it is not known. What a later write leaves out stays as it was, which is not documented
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-modes speaks of resources, not of their
 * properties), and is noted down in `kept`. The default action and the bypass belong to the block around them: where a later
 * write has the block without them, their defaults hold.
 */
export function foldedVault(writes: readonly Vault[]): Vault {
  const first = firstOf(writes);
  const access = lastOf(writes, (write) => isWritten(write.publicNetworkAccess));
  const block = lastOf(writes, (write) => isWritten(write.networkAcls));
  const ip = lastOf(writes, (write) => write.ipRules.state !== "absent");
  const subnet = lastOf(writes, (write) => write.subnetRules.state !== "absent");
  const flag = (read: (write: Vault) => Field<boolean>): Field<boolean> =>
    fieldOf(
      first,
      lastOf(writes, (write) => isWritten(read(write))),
      read,
    );
  const folded = {
    publicNetworkAccess: fieldOf(first, access, (write) => write.publicNetworkAccess),
    networkAcls: fieldOf(first, block, (write) => write.networkAcls),
    defaultAction: fieldOf(first, block, (write) => write.defaultAction),
    bypass: fieldOf(first, block, (write) => write.bypass),
    ipRules: listOf(first, ip, (write) => write.ipRules),
    subnetRules: listOf(first, subnet, (write) => write.subnetRules),
  };
  return {
    ...first,
    ...folded,
    exists: writes.find((write) => write.exists.truth === "yes")?.exists ?? first.exists,
    apiVersion: (access.deciding[0] ?? first).apiVersion,
    subnetLinks: writes.find((write) => write.subnetRules === folded.subnetRules)?.subnetLinks ?? [],
    enabledForDeployment: flag((write) => write.enabledForDeployment),
    enabledForDiskEncryption: flag((write) => write.enabledForDiskEncryption),
    enabledForTemplateDeployment: flag((write) => write.enabledForTemplateDeployment),
    writes,
    kept: [
      ...(access.isKept ? [folded.publicNetworkAccess] : []),
      ...(block.isKept ? [folded.networkAcls, folded.defaultAction, folded.bypass] : []),
      ...(ip.isKept ? [folded.ipRules] : []),
      ...(subnet.isKept ? [folded.subnetRules] : []),
    ],
  };
}

/** Which writes may decide a property. */
interface Last {
  /** Those that no other one certainly overwrites. */
  readonly deciding: readonly Vault[];
  /** Why it is not known which of them decides; empty when one does, and certainly. */
  readonly because: readonly Cause[];
  /** Some of them have no order between them. */
  readonly isConflict: boolean;
  /** A write that may come later leaves the property out. */
  readonly isKept: boolean;
}

function lastOf(writes: readonly Vault[], writesIt: (write: Vault) => boolean): Last {
  const writing = writes.filter(writesIt);
  const deciding = writing.filter(
    (write) => !writing.some((other) => other.exists.truth === "yes" && comesAfter(other, write)),
  );
  const silent = writes.filter((write) => !writing.includes(write));
  const isKept = silent.some((write) => deciding.some((each) => !comesAfter(each, write)));
  const unordered = deciding.filter((a) =>
    deciding.some((b) => a !== b && !comesAfter(a, b) && !comesAfter(b, a)),
  );
  const conflict: Cause = { kind: "conflict", writers: unordered.map(nameOfWrite).join(" and ") };
  const isConflict = unordered.length > 0;
  const conditions = deciding.flatMap((write) => write.exists.because);
  const because = distinctCauses(isConflict ? [conflict, ...conditions] : conditions);
  return { deciding, because, isConflict, isKept };
}

function firstOf(writes: readonly Vault[]): Vault {
  const certain = writes.filter((write) => write.exists.truth === "yes");
  const first = certain.find((write) => !certain.some((other) => comesAfter(write, other))) ?? writes[0];
  if (!first) throw new Error("A vault has at least one write.");
  return first;
}

function comesAfter(write: Vault, other: Vault): boolean {
  return write !== other && waitsFor(write.instance, other.instance) === "yes";
}

function nameOfWrite(write: Vault): string {
  return write.module === null ? write.symbol : `${write.module}/${write.symbol}`;
}

function isWritten(field: Field<unknown>): boolean {
  return field.value.kind !== "absent";
}

function fieldOf<T extends Plain>(first: Vault, last: Last, read: (write: Vault) => Field<T>): Field<T> {
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
function isCertain({ deciding }: Last): boolean {
  return deciding.some((write) => write.exists.truth === "yes");
}

function sameField<T extends Plain>(a: Field<T>, b: Field<T>): boolean {
  if (a.value.kind === "absent" || b.value.kind === "absent") return a.value.kind === b.value.kind;
  if (a.value.kind !== "known" || b.value.kind !== "known") return false;
  return equalPlain(a.value.value, b.value.value, true) === "yes";
}

function listOf<T>(first: Vault, last: Last, read: (write: Vault) => ListField<T>): ListField<T> {
  const [write, ...others] = last.deciding;
  const list = read(write ?? first);
  if (!write || (others.length === 0 && write.exists.truth === "yes")) return list;
  return { ...list, state: "unknown", items: [], open: last.because, slot: closed(list.slot), site: null };
}

/** A place that several declarations write has none to edit. */
function closed(slot: Slot): Slot {
  return { ...slot, into: null, entry: null };
}
