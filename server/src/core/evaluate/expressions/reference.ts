import { memoize } from "../../logic/memoize.ts";
import type { CallExpression } from "../../template/expression.ts";
import { kept } from "../../template/kept-if-exists.ts";
import { foldName, foldWord } from "../../text/fold.ts";
import { evaluateKept } from "../conditions.ts";
import { callsOf, instancesOf } from "../instances/instances.ts";
import { idBesideCaller, splitText } from "../instances/resource-id.ts";
import { evaluateIn, type Frame, homeOf, type Scope } from "../scope.ts";
import type { ModuleInstance, ResourceInstance } from "../types.ts";
import { dictOf, isText, type Plain, textOf } from "../values/plain.ts";
import { callSymbol, foldedText, textPieces } from "../values/symbol.ts";
import {
  type Cause,
  causesOf,
  known,
  type Known,
  type Origin,
  unknown,
  type Value,
  withOrigin,
} from "../values/value.ts";
import { found, orNull, outputOf, resourceMember, symbolOfCall } from "./handles.ts";
import { parameterValue, variableValue } from "./names.ts";
import { uriPieces } from "./runtime-view.ts";

/**
 * ARM's `reference(nameOrId, apiVersion?, 'Full'?)`: the properties of a resource of this deployment, or the outputs of
 * a nested one (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#reference).
 */
function evaluateReference(call: CallExpression, scope: Scope): Value {
  const [target, ...rest] = call.arguments.map((argument) => evaluateIn(scope, argument));
  const origin = { span: call.span };
  if (!target) return unknown({ kind: "failure", reason: { kind: "reference-without-target" } }, origin);
  const full = rest.some((each) => isFull(each));
  if (target.kind === "known") {
    const found = firstFound(target.value, framesOf(scope));
    if (found && "nameSegments" in found) return referenced(found, full, origin);
    if (found) return outputsOf(found, origin);
  }
  const because =
    target.kind === "unknown" ? causesOf(target) : [{ kind: "runtime", call: "reference()" } as const];
  const symbol = callSymbol("reference", [target]);
  const byId = target.kind === "known" && !full ? propertiesById(target, because, symbol) : null;
  return byId ?? unknown(because, origin, symbol);
}

/** The documentation writes 'Full', the Bicep compiler 'full'. */
function isFull(value: Value): boolean {
  return value.kind === "known" && typeof value.value === "string" && foldWord(value.value) === "full";
}

function framesOf(scope: Scope): readonly Frame[] {
  const home = homeOf(scope).frame;
  return home === scope.frame ? [home] : [scope.frame, home];
}

function firstFound(target: Plain, frames: readonly Frame[]): ResourceInstance | ModuleInstance | null {
  for (const frame of frames) {
    const found = findReferenced(target, frame);
    if (found) return found;
  }
  return null;
}

function referenced(instance: ResourceInstance, full: boolean, origin: Origin): Value {
  return full
    ? known({ kind: "resource", instance }, origin)
    : orNull(resourceMember(instance, "properties", origin), found(instance), origin);
}

/** The outputs as `reference()` gives them: each below its name, wrapped as `{ "value": … }`. */
function outputsOf(instance: ModuleInstance, origin: Origin): Value {
  if (!instance.frame) {
    return unknown(
      { kind: "module", reference: instance.symbol },
      origin,
      symbolOfCall(instance, "reference"),
    );
  }
  const outputs = [...instance.frame.template.outputs.keys()].map(
    (key) => [key, known(dictOf([["value", outputOf(instance, key, origin)]]), origin)] as const,
  );
  return known(dictOf([["outputs", known(dictOf(outputs), origin)]]), origin);
}

/**
 * What follows from the id alone of a vault, or of a secret or key in one, that the template does not declare: its URI, with
 * all else open. Null for the id of anything else. (https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates)
 */
function propertiesById(
  { value, origin }: Known,
  because: readonly Cause[],
  symbol: string | null,
): Value | null {
  const segments = typeof value === "string" || isText(value) ? splitText(value, origin) : [];
  const at = segments.findLastIndex((segment) => isWord(segment, "microsoft.keyvault"));
  const [type, vault, kind, name, ...rest] = segments.slice(at + 1);
  if (at < 0 || !type || !isWord(type, "vaults") || !vault || rest.length > 0) return null;
  const base = uriPieces(vault, origin);
  const open = (entries: readonly (readonly [string, Value])[]): Value =>
    known({ ...dictOf(entries, because), symbol }, origin);
  if (!kind) return open([["vaultUri", known(textOf(base), origin)]]);
  const what = contents.find((each) => isWord(kind, `${each}s`));
  if (!what || !name) return null;
  const uri = [...base, `${what}s/`, ...textPieces(name)];
  const version = unknown(because, origin, symbol === null ? null : `${symbol}.version`);
  return open([
    [`${what}Uri`, known(textOf(uri), origin)],
    [`${what}UriWithVersion`, known(textOf([...uri, "/", version]), origin)],
  ]);
}

const contents = ["secret", "key"] as const;

function isWord(segment: Value, word: string): boolean {
  return segment.kind === "known" && typeof segment.value === "string" && foldWord(segment.value) === word;
}

type Unit = ResourceInstance | ModuleInstance;

/**
 * The resource or call of a template that a text means: by symbolic name, by id, or by bare name (which ARM allows for resources of the
 * same template).
 */
function findReferenced(target: Plain, frame: Frame): Unit | null {
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

/** A call that needs more than the values of its arguments; null when it is an ordinary call after all. */
type SpecialForm = (call: CallExpression, scope: Scope) => Value | null;

/** Calls that look at the template itself. Names are lower case, as ARM's reader writes its calls. */
export const specialForms: ReadonlyMap<string, SpecialForm> = new Map<string, SpecialForm>([
  ["parameters", (call, scope) => computedName(call, scope, parameterValue)],
  ["variables", (call, scope) => computedName(call, scope, variableValue)],
  ["reference", evaluateReference],
  [kept, evaluateKept],
]);

/** `parameters(concat(…))`: the reader of the syntax turns literal names into name expressions; the rest comes here. */
function computedName(
  call: CallExpression,
  scope: Scope,
  lookUp: (frame: Scope["frame"], name: string) => Value,
): Value | null {
  const [argument] = call.arguments;
  if (!argument) return null;
  const name = evaluateIn(scope, argument);
  const origin = { span: call.span };
  if (name.kind !== "known" || typeof name.value !== "string")
    return unknown({ kind: "unsupported", construct: { kind: "computed-name", name: call.name } }, origin);
  return withOrigin(lookUp(homeOf(scope).frame, foldName(name.value)), origin);
}
