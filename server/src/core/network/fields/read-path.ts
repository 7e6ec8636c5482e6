import { equalValues, isDict, isList, type Plain } from "../../evaluate/values/plain.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { findEntry } from "../../evaluate/values/find-entry.ts";
import { type Span, spanKey } from "../../text/document.ts";
import type { Field, FieldSchema } from "./field.ts";
import { readField } from "./read-field.ts";

/** One place at which a path ends. */
export interface Found {
  readonly field: Field<Plain>;
  /** The path with the items and members it came through: `["properties", "secrets", "[0]", "url"]`. */
  readonly steps: readonly string[];
}

/** The value at a path. */
export interface Reading {
  readonly found: readonly Found[];
  /** Whether there may be something that is not visible. */
  readonly isOpen: boolean;
}

export const nothing: Reading = { found: [], isOpen: false };
export const unseen: Reading = { found: [], isOpen: true };

/**
 * Reads what a resource writes at a path: members, `[]` for the items of a list, `[0]` for one of them, `*` for any
 * member. A list of Terraform blocks is read as its items even without `[]`.
 */
export function readSteps(body: Value, steps: readonly string[], near: Span): Reading {
  return readFrom(body, steps, { near, before: [] });
}

/** The steps of a path as written in the catalog, with `[]` as separate steps. */
export const stepsOf = splitOnce((path) => path.split(".").flatMap((member) => member.split(/(?=\[)/)));

/** The parts of a path that leaves its resource, each with steps of its own. */
export const segmentsOf = splitOnce((path) => path.split(" > "));

/** The catalog has few paths, and they are looked up in every resource. */
function splitOnce(split: (path: string) => readonly string[]): (path: string) => readonly string[] {
  const parts = new Map<string, readonly string[]>();
  return (path) => {
    const before = parts.get(path);
    if (before) return before;
    const fresh = split(path);
    parts.set(path, fresh);
    return fresh;
  };
}

/** A path through the same items and members as another one, for as long as both are equal: a sibling of a place. */
export function beside(steps: readonly string[], found: readonly string[]): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const step of steps) {
    let other = found[at];
    while (other !== undefined && isIndex(other) && step !== "[]") {
      result.push(other);
      other = found[++at];
    }
    const isSame =
      other !== undefined && (step === "*" || step === other || (step === "[]" && isIndex(other)));
    result.push(isSame && other !== undefined ? other : step);
    at = isSame ? at + 1 : found.length;
  }
  return result;
}

/** All readings together. */
export function allOf(readings: readonly Reading[]): Reading {
  return {
    found: readings.flatMap(({ found }) => found),
    isOpen: readings.some(({ isOpen }) => isOpen),
  };
}

/** What every choice holds; what only some of them hold may be there. */
function inEvery(readings: readonly Reading[]): Reading {
  const [first = unseen, ...others] = readings;
  const found = first.found.filter((each) => others.every((other) => other.found.some(isSame(each))));
  const isOpen = readings.some((reading) => reading.isOpen || reading.found.length > found.length);
  return { found, isOpen };
}

function isSame({ field: { value } }: Found): (other: Found) => boolean {
  return ({ field: { value: other } }) =>
    value.kind !== "absent" &&
    other.kind !== "absent" &&
    spanKey(value.origin.span) === spanKey(other.origin.span) &&
    equalValues(value, other) === "yes";
}

interface Way {
  readonly near: Span;
  readonly before: readonly string[];
}

function readFrom(value: Value, steps: readonly string[], way: Way): Reading {
  const [step, ...rest] = steps;
  if (step === undefined) return nothing;
  if (value.kind === "oneOf" && (step === "*" || value.options.some((option) => isList(option.value))))
    return inEvery(value.options.map((option) => readFrom(option, steps, way)));
  if (value.kind === "known" && isList(value.value)) return readItems(value, steps, way);
  if (step === "*") return readMembers(value, rest, way);
  if (step.startsWith("[")) return isNull(value) ? nothing : unseen;
  return readMember(value, step, rest, way);
}

function readItems(value: Value, steps: readonly string[], way: Way): Reading {
  if (value.kind !== "known" || !isList(value.value)) return unseen;
  const [step = "", ...rest] = steps;
  const list = value.value;
  const further = step.startsWith("[") ? rest : steps;
  const wanted = isIndex(step) ? Number(step.slice(1, -1)) : null;
  const readings = list.items.map((item, index): Reading => {
    if (wanted !== null && wanted !== index) return nothing;
    const before = [...way.before, `[${index}]`];
    if (further.length === 0) return { found: [{ field: fieldOf(item), steps: before }], isOpen: false };
    return readFrom(item, further, { near: item.origin.span, before });
  });
  return allOf([...readings, { found: [], isOpen: list.open.length > 0 }]);
}

function readMembers(value: Value, rest: readonly string[], way: Way): Reading {
  if (isNull(value)) return nothing;
  if (value.kind !== "known" || !isDict(value.value)) return unseen;
  const dict = value.value;
  const readings = [...dict.entries.keys()].map((key) => readMember(value, key, rest, way));
  return allOf([...readings, { found: [], isOpen: dict.open.length > 0 }]);
}

function readMember(value: Value, name: string, rest: readonly string[], way: Way): Reading {
  if (value.kind === "unknown") return unseen;
  const field = readField(value, { path: [name], decode: anything, encode: () => null }, way.near);
  const read = field.value;
  if (read.kind === "absent") return nothing;
  const before = [...way.before, name];
  if (rest.length > 0) return readFrom(read, rest, { near: read.origin.span, before });
  const isSeen = read.kind !== "unknown" || isWritten(value, name);
  return isSeen ? { found: [{ field, steps: before }], isOpen: false } : unseen;
}

/** Of what is written a value may be unknown; of what may be written nothing is known. */
function isWritten(value: Value, name: string): boolean {
  return value.kind === "known" && isDict(value.value) && findEntry(value.value, name) !== null;
}

function fieldOf(item: Value): Field<Plain> {
  return readField(item, { path: [], decode: anything, encode: () => null }, item.origin.span);
}

const anything: FieldSchema<Plain>["decode"] = (plain) => plain;

function isNull(value: Value): boolean {
  return value.kind === "known" && value.value === null;
}

function isIndex(step: string): boolean {
  return step.startsWith("[") && step !== "[]";
}
