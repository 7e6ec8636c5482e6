import { memoize } from "../../logic/memoize.ts";
import type { Expression } from "../../template/expression.ts";
import { expressionsWithin } from "../expressions/uses.ts";
import { type Frame, homeOf } from "../scope.ts";
import type { Created, ResourceInstance } from "../types.ts";
import { findEntry } from "../values/find-entry.ts";
import { isDict } from "../values/plain.ts";
import { known, type Unknown, type Value } from "../values/value.ts";
import { callOf } from "./calls.ts";
import {
  type RequiredCondition,
  type RequiredValue,
  type Requirement,
  requirementsOf,
} from "./requirements.ts";

/**
 * What holds if these resources are deployed: the conditions around them, their own and those of the calls of modules. What is written
 * under the same condition in the same template comes with them, and what its negation creates does not. Parameters of the root have the
 * values that this requires; where it may require another one, or several do not agree, their value is not known.
 */
export function whenCreated(resources: readonly ResourceInstance[]): Created {
  const all = resources.map((each) => [...conditionsOf(each)]);
  const met = new Set(all.flat().flatMap((each) => (each.kind === "condition" ? [textRequired(each)] : [])));
  const values = valuesByName(all.map(valuesOfOne));
  const isMet: Created["isMet"] = (condition, frame) => {
    const said = textOf(condition);
    if (met.has(keyOf(frame, said))) return true;
    return met.has(keyOf(frame, negationOf(said))) ? false : null;
  };
  return {
    isMet,
    holds: (test, frame) => (dependsOnLocals(test) ? null : isMet(test, frame)),
    parameter: (name, value, unseen) =>
      (values.get(name) ?? []).reduce((before, each) => withRequired(before, each, unseen), value),
  };
}

function* conditionsOf({ declaration, frame }: ResourceInstance): Generator<Requirement> {
  if (isOpen(declaration.condition)) yield* requiredBy(declaration.condition, frame);
  for (let at = frame; at.caller; at = at.caller) {
    const call = callOf(at)?.declaration;
    if (call && isOpen(call.condition)) yield* requiredBy(call.condition, at.caller);
  }
}

function requiredBy(said: Expression, frame: Frame): readonly Requirement[] {
  return [{ kind: "condition", frame, said, holds: true }, ...requirementsOf(said, frame)];
}

/** Locals mean something else in each loop. */
const dependsOnLocals = memoize((test: Expression): boolean =>
  expressionsWithin(test).some((each) => each.kind === "name" && each.space === "local"),
);

/** A condition that is a literal `false` stays false until the template is edited. */
function isOpen(condition: Expression | null): condition is Expression {
  return condition !== null && condition.kind !== "literal";
}

function textRequired({ said, frame, holds }: RequiredCondition): string {
  const text = textOf(said);
  return keyOf(frame, holds ? text : negationOf(text));
}

/** Names mean the same throughout an instance of a template. */
function keyOf(frame: Frame, said: string): string {
  return `${homeOf({ frame, locals: null }).frame.identity} ${said}`;
}

/** What a condition says, wherever it is written; a negation says `not` and what it negates. */
const textOf = memoize((condition: Expression): string => {
  const isNegation = condition.kind === "call" && (condition.name === "!" || condition.name === "not");
  const [inside] = isNegation ? condition.arguments : [];
  return inside
    ? negationOf(textOf(inside))
    : JSON.stringify(condition, (key, value: unknown) => (/span$/i.test(key) ? undefined : value));
});

const not = "not ";

function negationOf(said: string): string {
  return said.startsWith(not) ? said.slice(not.length) : `${not}${said}`;
}

/** The values that one resource requires: what must be goes before what only may have to be; undefined if two cannot both be. */
function valuesOfOne(required: readonly Requirement[]): readonly RequiredValue[] {
  const values = required.filter((each) => each.kind === "value");
  const certain = values.filter((each) => each.value !== undefined);
  const named = new Set(certain.map(placeOf));
  return agreed([...certain, ...values.filter((each) => !named.has(placeOf(each)))]);
}

/** The values that all of several resources require, those of a whole parameter before those of its members. */
function valuesByName(
  all: readonly (readonly RequiredValue[])[],
): ReadonlyMap<string, readonly RequiredValue[]> {
  const values = [...agreed(all.flat())].sort((a, b) => a.path.length - b.path.length);
  return new Map(values.map(({ name }) => [name, values.filter((each) => each.name === name)]));
}

function agreed(values: readonly RequiredValue[]): readonly RequiredValue[] {
  const found = new Map<string, RequiredValue>();
  for (const each of values) {
    const before = found.get(placeOf(each));
    found.set(placeOf(each), before && before.value !== each.value ? { ...each, value: undefined } : each);
  }
  return [...found.values()];
}

function placeOf({ name, path }: RequiredValue): string {
  return JSON.stringify([name, ...path]);
}

/** A value whose member at a path is the required one. Of what is not seen to have members, none is known. */
function withRequired(value: Value | null, required: RequiredValue, unseen: Unknown): Value {
  const [step, ...path] = required.path;
  if (step === undefined) return required.value === undefined ? unseen : known(required.value, unseen.origin);
  if (value?.kind !== "known" || !isDict(value.value)) return unseen;
  const found = findEntry(value.value, step);
  const symbol = unseen.symbol && `${unseen.symbol}.${step}`;
  const inner = withRequired(found?.value ?? null, { ...required, path }, { ...unseen, symbol });
  const entry = { value: inner, span: null, keySpan: null };
  const entries = new Map([...value.value.entries, [found?.key ?? step, entry]]);
  return { ...value, value: { ...value.value, entries } };
}
