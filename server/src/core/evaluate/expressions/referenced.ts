import { memoize } from "../../logic/memoize.ts";
import { idBesideCaller } from "../instances/instance-id.ts";
import { callsOf, instancesOf } from "../instances/instances.ts";
import type { Frame } from "../scope.ts";
import type { ModuleInstance, ResourceInstance } from "../types.ts";
import type { Plain } from "../values/plain.ts";
import { foldedText } from "../values/symbol.ts";
import { causesOf, known, type Value } from "../values/value.ts";

type Unit = ResourceInstance | ModuleInstance;

/**
 * The resource or call of a template that a text means: by symbolic name, by id, or by bare name (which ARM allows for resources of the
 * same template).
 */
export function findReferenced(target: Plain, frame: Frame): Unit | null {
  const keys = keysOfTarget(target, frame);
  if (keys.length === 0) return null;
  return search(searchedOf(frame, "resources"), keys) ?? search(searchedOf(frame, "modules"), keys);
}

/**
 * Units in their order, and what is known about those already examined: each search continues where the furthest
 * one ended.
 */
interface Searched {
  readonly units: readonly Unit[];
  readonly firstOf: Map<string, number>;
  /** Units that were being worked out themselves when they were looked at. */
  unsettled: readonly number[];
  next: number;
}

function search(searched: Searched, keys: readonly string[]): Unit | null {
  const { units, firstOf } = searched;
  searched.unsettled = searched.unsettled.filter((at) => !learn(searched, at));
  const found = Math.min(...keys.map((key) => firstOf.get(key) ?? Infinity));
  if (found !== Infinity) return units[found] ?? null;
  for (let unit = units[searched.next]; unit; unit = units[searched.next]) {
    const at = searched.next;
    const symbol = symbolOfUnit(unit);
    if (symbol !== null) recordFirst(firstOf, symbol, at);
    if (symbol !== null && keys.includes(symbol)) return unit;
    // Names may refer to resources themselves, which is a search within this one.
    searched.next++;
    if (!learn(searched, at)) searched.unsettled = [...searched.unsettled, at];
    if (keys.some((key) => firstOf.get(key) === at)) return unit;
  }
  return null;
}

/** Whether the names of a unit are settled by now. */
function learn({ units, firstOf }: Searched, at: number): boolean {
  const unit = units[at];
  const names = unit ? namesOf(unit) : [];
  for (const name of names) {
    const key = foldedText(name);
    if (key !== null) recordFirst(firstOf, key, at);
  }
  return names.every((name) => name.kind === "known" || !causesOf(name).some(({ kind }) => kind === "cycle"));
}

function recordFirst(firstOf: Map<string, number>, key: string, at: number): void {
  firstOf.set(key, Math.min(at, firstOf.get(key) ?? at));
}

/** Kept once the loops of all declarations have run: while one does, what it makes is not there yet. */
const searchedIn = memoize((_frame: Frame) => new Map<"resources" | "modules", Searched>());

function searchedOf(frame: Frame, what: "resources" | "modules"): Searched {
  const before = searchedIn(frame).get(what);
  if (before) return before;
  const { resources, modules } = frame.template;
  const units: readonly (readonly Unit[] | null)[] =
    what === "resources"
      ? resources.map((each) => instancesOf(each, frame))
      : modules.map((each) => callsOf(each, frame));
  const searched: Searched = {
    units: units.flatMap((each) => each ?? []),
    firstOf: new Map(),
    unsettled: [],
    next: 0,
  };
  if (!units.includes(null)) searchedIn(frame).set(what, searched);
  return searched;
}

function keysOfTarget(target: Plain, frame: Frame): readonly string[] {
  const text = foldedText(known(target, { span: frame.template.span }));
  return [...(typeof target === "string" ? [symbolic(target)] : []), ...(text === null ? [] : [text])];
}

/** The symbolic name, with its iteration where there are several: `many[1]`. */
function symbolOfUnit({ declaration: { key }, iteration }: Unit): string | null {
  return key === null ? null : symbolic(iteration === null ? key : `${key}[${iteration}]`);
}

/** No text that is compared without case looks like one. */
function symbolic(key: string): string {
  return `symbol ${key}`;
}

/** By what a unit can be meant: its id, which of a call may leave out its scope, and its name where that has one segment. */
function namesOf(unit: Unit): readonly Value[] {
  if (!("body" in unit)) return [unit.name, unit.id, idBesideCaller(unit)];
  const segments = unit.nameSegments();
  return segments.length === 1 ? [unit.id(), ...segments] : [unit.id()];
}
