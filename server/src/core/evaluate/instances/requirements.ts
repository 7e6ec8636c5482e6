import type { CallExpression, Expression, Literal, NameExpression } from "../../template/expression.ts";
import { expressionsWithin } from "../expressions/uses.ts";
import { evaluateIn, type Frame, homeOf } from "../scope.ts";
import { callOf } from "./calls.ts";
import { isSameWord } from "../../text/fold.ts";

/** What must hold for a condition to be met. */
export type Requirement = RequiredCondition | RequiredValue;

/** A condition that a template writes holds, or does not. */
export interface RequiredCondition {
  readonly kind: "condition";
  readonly frame: Frame;
  readonly said: Expression;
  readonly holds: boolean;
}

/** A parameter of the root, or a member of it, has a value; undefined if it may need to have another one than it has. */
export interface RequiredValue {
  readonly kind: "value";
  readonly name: string;
  readonly path: readonly string[];
  readonly value: Literal["value"] | undefined;
}

/**
 * What must hold for a condition of a template to be met, down to values of the root's parameters: through variables and the arguments of
 * modules. What holds anyway requires nothing.
 */
export function requirementsOf(condition: Expression, frame: Frame): readonly Requirement[] {
  const solver = new Solver();
  solver.solve({ said: condition, path: [], frame }, true);
  return solver.found;
}

/** A member of what an expression says. */
interface Place {
  readonly said: Expression;
  readonly path: readonly string[];
  readonly frame: Frame;
}

type Wanted = RequiredValue["value"];

/** A name that refers to a member of itself has members without end. */
const longestPath = 20;

class Solver {
  readonly found: Requirement[] = [];
  readonly #asked = new Map<Expression, Set<string>>();

  /** Collects what must hold for a place to have the wanted value; what may have to, if that is undefined. */
  solve(place: Place, wanted: Wanted): void {
    const { said, path, frame } = place;
    if (path.length > longestPath || this.#isAsked(place, wanted)) return;
    const isCondition = path.length === 0 && typeof wanted === "boolean" && said.kind !== "literal";
    if (isCondition && !isMadeOfOthers(said, wanted))
      this.found.push({ kind: "condition", frame, said, holds: wanted });
    if (wanted !== undefined && holdsAnyway(place, wanted)) return;
    const step = stepOf(said);
    if (step) this.solve({ said: step.target, path: [step.name, ...path], frame }, wanted);
    else if (said.kind === "name") this.#name(said, place, wanted);
    else if (path.length > 0) this.#member(place, wanted);
    else if (said.kind === "call") this.#call(said, frame, wanted);
    else if (said.kind === "conditional") {
      const { test, yes, no } = said;
      if (isOther(no, wanted)) this.#all([test, true], [yes, wanted], frame);
      else if (isOther(yes, wanted)) this.#all([test, false], [no, wanted], frame);
      else this.#anything(said, frame);
    } else this.#anything(said, frame);
  }

  #isAsked({ said, path }: Place, wanted: Wanted): boolean {
    const asked = this.#asked.get(said) ?? new Set();
    const key = JSON.stringify([path, wanted]);
    if (asked.has(key)) return true;
    this.#asked.set(said, asked.add(key));
    return false;
  }

  #all(first: readonly [Expression, Wanted], second: readonly [Expression, Wanted], frame: Frame): void {
    for (const [said, wanted] of [first, second]) this.solve({ said, path: [], frame }, wanted);
  }

  #name({ name, space }: NameExpression, { path, frame }: Place, wanted: Wanted): void {
    const home = homeOf({ frame, locals: null }).frame;
    const { template, caller, inputs } = home;
    const variable = space === "variable" ? template.variables.get(name) : undefined;
    if (variable) this.solve({ said: variable.value, path, frame: home }, wanted);
    if (space !== "parameter") return;
    const byDefault = inputs.has(name) ? null : template.parameters.get(name)?.default;
    if (!caller) {
      this.found.push({ kind: "value", name, path, value: wanted });
      // Whether it is given, or what its default is made of, is open.
      if (byDefault) this.#anything(byDefault, home);
    } else if (byDefault) this.solve({ said: byDefault, path, frame: home }, wanted);
    else {
      const given = callOf(home)?.declaration.arguments;
      if (given) this.solve({ said: given, path: [name, ...path], frame: caller }, wanted);
    }
  }

  #member({ said, path, frame }: Place, wanted: Wanted): void {
    const [name, ...rest] = path;
    const entries = said.kind === "dictionary" ? said.entries : [];
    const entry = entries.find((each) => each.kind === "entry" && isKey(each.key, name));
    if (entry) this.solve({ said: entry.value, path: rest, frame }, wanted);
    else this.#anything(said, frame);
  }

  #call(said: CallExpression, frame: Frame, wanted: Wanted): void {
    const [first, second, ...others] = said.arguments;
    const parts = wanted === true ? conjunctions : disjunctions;
    if (typeof wanted === "boolean" && first && negations.has(said.name))
      this.solve({ said: first, path: [], frame }, !wanted);
    else if (typeof wanted === "boolean" && parts.has(said.name))
      for (const part of said.arguments) this.solve({ said: part, path: [], frame }, wanted);
    else if (first && second && others.length === 0 && fallbacks.has(said.name) && isOther(second, wanted))
      this.solve({ said: first, path: [], frame }, wanted);
    else {
      const compared = first && second ? comparedIn(said.name, [first, second], frame, wanted) : null;
      if (compared) this.solve({ said: compared.said, path: [], frame }, compared.value);
      else this.#anything(said, frame);
    }
  }

  /** Of what is not followed, every parameter may have to have another value. */
  #anything(root: Expression, frame: Frame): void {
    const inner = new Set<Expression>();
    for (const said of expressionsWithin(root)) {
      if (inner.has(said)) continue;
      const chain: Expression[] = [];
      let at = said;
      for (let step = stepOf(at); step; step = stepOf(at)) chain.push((at = step.target));
      if (at.kind !== "name") continue;
      for (const each of chain) inner.add(each);
      this.solve({ said, path: [], frame }, undefined);
    }
  }
}

const negations: ReadonlySet<string> = new Set(["!", "not"]);
const conjunctions: ReadonlySet<string> = new Set(["&&", "and"]);
const disjunctions: ReadonlySet<string> = new Set(["||", "or"]);
/** Each gives its first argument, or the second where there is none. */
const fallbacks: ReadonlySet<string> = new Set(["??", "coalesce", "try"]);
/** Whether each says that its arguments are equal. */
const comparisons: ReadonlyMap<string, boolean> = new Map([
  ["==", true],
  ["equals", true],
  ["!=", false],
]);

/** What a comparison with a literal requires of the other side; null if that is not one value. */
function comparedIn(
  name: string,
  [first, second]: readonly [Expression, Expression],
  frame: Frame,
  wanted: Wanted,
): { readonly said: Expression; readonly value: Literal["value"] } | null {
  const saysEqual = comparisons.get(name);
  const [said, literal] = second.kind === "literal" ? [first, second] : [second, first];
  if (saysEqual === undefined || typeof wanted !== "boolean" || literal.kind !== "literal") return null;
  if (saysEqual === wanted) return { said, value: literal.value };
  const others = domainOf(said, frame).filter((each) => each !== literal.value);
  const [only] = others;
  return only !== undefined && others.length === 1 ? { said, value: only } : null;
}

/** Whether it holds just if its parts do, or do not. */
function isMadeOfOthers(said: Expression, wanted: boolean): boolean {
  const parts = wanted ? conjunctions : disjunctions;
  return said.kind === "call" && (negations.has(said.name) || parts.has(said.name));
}

function domainOf(said: Expression, frame: Frame): readonly Literal["value"][] {
  if (said.kind !== "name" || said.space !== "parameter") return [];
  const declared = homeOf({ frame, locals: null }).frame.template.parameters.get(said.name);
  return declared?.allowed ?? (declared?.type === "bool" ? [true, false] : []);
}

function isOther(said: Expression, wanted: Wanted): boolean {
  return wanted !== undefined && said.kind === "literal" && said.value !== wanted;
}

function holdsAnyway({ said, path, frame }: Place, wanted: Wanted): boolean {
  if (path.length > 0) return false;
  const value = evaluateIn({ frame, locals: null }, said);
  return value.kind === "known" && value.value === wanted;
}

/** What a member is of, and its name. */
function stepOf(said: Expression): { readonly target: Expression; readonly name: string } | null {
  if (said.kind === "member") return said;
  if (said.kind !== "index" || said.index.kind !== "literal" || typeof said.index.value !== "string")
    return null;
  return { target: said.target, name: said.index.value };
}

function isKey(key: Expression, name: string | undefined): boolean {
  return name !== undefined && key.kind === "literal" && isSameWord(String(key.value), name);
}
