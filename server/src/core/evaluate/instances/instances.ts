import type { Expression, Loop } from "../../template/expression.ts";
import {
  isDeclaration,
  type ModuleDeclaration,
  type ResourceDeclaration,
  type Template,
} from "../../template/template.ts";
import { type LimitName, limits } from "../../text/limits.ts";
import type { Existence, ModuleInstance, ResourceInstance, Unresolved } from "../types.ts";
import { anyIteration, iterationsOf } from "../expressions/for.ts";
import { bothExist, existenceOf, exists, moduleFrame } from "./frames.ts";
import { memoize, lazy } from "../../logic/memoize.ts";
import { childSegments, identityOf, idOfCall, idOfInstance, segmentsOf } from "./resource-id.ts";
import { evaluateIn, type Frame, type Scope } from "../scope.ts";
import { type Cause, unknown, type Value } from "../values/value.ts";

/** The resources a frame's own template declares, one per iteration of each loop. */
export function resourceInstances(frame: Frame): readonly ResourceInstance[] {
  return frame.template.resources.flatMap((each) => instancesOf(each, frame) ?? []);
}

/** The resources of one declaration; null while they are being computed, as when a loop runs over itself. */
export function instancesOf(
  declaration: ResourceDeclaration,
  frame: Frame,
): readonly ResourceInstance[] | null {
  return memoizeIn(frame.memo.resources, declaration, () =>
    turned(declaration, frame).map((each) => new DeclaredInstance(declaration, frame, each)),
  );
}

/** The calls of one declaration; null while they are being computed. */
export function callsOf(declaration: ModuleDeclaration, frame: Frame): readonly ModuleInstance[] | null {
  return memoizeIn(frame.memo.modules, declaration, () => makeCalls(declaration, frame));
}

function memoizeIn<K, V>(memo: Map<K, V | "running">, key: K, compute: () => V): V | null {
  const before = memo.get(key);
  if (before === "running") return null;
  if (before !== undefined) return before;
  memo.set(key, "running");
  const computed = compute();
  memo.set(key, computed);
  return computed;
}

interface Repetition {
  readonly scope: Scope;
  readonly iteration: number | string | null;
  readonly repeats: boolean;
  readonly exists: Existence;
}

/** Of nearly all declarations there is one, whatever it declares. */
const single = memoize((frame: Frame): readonly Repetition[] => [
  { scope: { frame, locals: null }, iteration: null, repeats: frame.repeats, exists },
]);

function turned(
  declaration: { readonly loop: Loop | null; readonly condition: Expression | null },
  frame: Frame,
): readonly Repetition[] {
  const { loop, condition } = declaration;
  if (!loop && !condition) return single(frame);
  const scope: Scope = { frame, locals: null };
  if (!loop)
    return [{ scope, iteration: null, repeats: frame.repeats, exists: existenceOf(condition, scope) }];
  const { budget } = frame.run;
  const { iterations, open } = iterationsOf(loop, scope, Math.min(limits.copies, budget.instancesLeft));
  budget.make(iterations.length);
  const certain = iterations.map((iteration) => ({
    scope: iteration.scope,
    iteration: iteration.label,
    repeats: frame.repeats,
    exists: existenceOf(condition, iteration.scope),
  }));
  if (open.length === 0) return certain;
  const any = anyIteration(loop, scope, open);
  const maybe: Existence = { truth: "maybe", because: open };
  return [
    ...certain,
    { scope: any, iteration: null, repeats: true, exists: bothExist(maybe, existenceOf(condition, any)) },
  ];
}

/** Marks what is being worked out: if it is asked for meanwhile, it depends on itself. */
const running = Symbol("running");

/** What is worked out when it is first asked for. */
type Made<T> = T | typeof running | undefined;

/** One iteration of a declaration. Of most resources little is asked, so that what works it out is made on demand. */
class DeclaredInstance implements ResourceInstance {
  readonly declaration: ResourceDeclaration;
  readonly frame: Frame;
  readonly symbol: string;
  readonly iteration: number | string | null;
  readonly repeats: boolean;
  readonly #each: Repetition;
  #type: Made<string | null>;
  #nameSegments: Made<readonly Value[]>;
  #id: Made<Value>;
  #parent: Made<ResourceInstance | null>;
  #body: Made<Value>;

  constructor(declaration: ResourceDeclaration, frame: Frame, each: Repetition) {
    this.declaration = declaration;
    this.frame = frame;
    this.symbol = withIteration(declaration.symbol, each.iteration);
    this.iteration = each.iteration;
    this.repeats = each.repeats;
    this.#each = each;
  }

  get condition(): Existence {
    return this.#each.exists;
  }

  exists(): Existence {
    return bothExist(this.frame.exists, this.condition);
  }

  parent(): ResourceInstance | null {
    if (this.#parent !== undefined) return this.#parent === running ? null : this.#parent;
    this.#parent = running;
    return (this.#parent = parentOf(this.declaration, this.#each));
  }

  writtenType(): Value {
    return evaluateIn(this.#each.scope, this.declaration.type);
  }

  type(): string | null {
    if (this.#type !== undefined) return this.#type === running ? null : this.#type;
    this.#type = running;
    return (this.#type = typeOf(this, this.#each.scope));
  }

  nameSegments(): readonly Value[] {
    if (this.#nameSegments !== undefined)
      return this.#nameSegments === running ? [this.#cyclic()] : this.#nameSegments;
    this.#nameSegments = running;
    return (this.#nameSegments = namesOf(this, this.#each.scope));
  }

  id(): Value {
    if (this.#id !== undefined) return this.#id === running ? this.#cyclic() : this.#id;
    this.#id = running;
    return (this.#id = idOfInstance(this, this.#each.scope));
  }

  body(): Value {
    if (this.#body !== undefined) return this.#body === running ? this.#cyclic() : this.#body;
    this.#body = running;
    return (this.#body = evaluateIn(this.#each.scope, this.declaration.body));
  }

  #cyclic(): Value {
    const { symbol, labelSpan } = this.declaration;
    return unknown({ kind: "cycle", name: symbol }, { span: labelSpan });
  }
}

function typeOf(instance: ResourceInstance, scope: Scope): string | null {
  const { declaration } = instance;
  const type = textOfType(declaration.type, scope);
  if (type === null || !declaration.parent || type.split("/", 1)[0]?.includes(".") === true) return type;
  const above = instance.parent()?.type() ?? null;
  return above === null ? null : `${above}/${type}`;
}

/** Nearly all types are written as they are. */
function textOfType(written: Expression, scope: Scope): string | null {
  const type = written.kind === "literal" ? written : evaluateIn(scope, written);
  return type.kind !== "unknown" && type.kind !== "oneOf" && typeof type.value === "string"
    ? type.value
    : null;
}

function parentOf(
  declaration: ResourceDeclaration,
  { scope, iteration }: Repetition,
): ResourceInstance | null {
  const { parent } = declaration;
  if (!parent) return null;
  if (isDeclaration(parent)) {
    const parents = instancesOf(parent, scope.frame) ?? [];
    // What is nested in a loop shares it: each iteration has its own parent.
    const ofIteration = parent.loop && parent.loop === declaration.loop;
    return parents.find((each) => !ofIteration || each.iteration === iteration) ?? null;
  }
  const value = evaluateIn(scope, parent);
  return value.kind === "known" && typeof value.value === "object" && value.value?.kind === "resource"
    ? value.value.instance
    : null;
}

function namesOf(instance: ResourceInstance, scope: Scope): readonly Value[] {
  const { declaration } = instance;
  const origin = { span: declaration.labelSpan };
  const identity = identityOf(instance);
  if (identity) return identity.names.map((name) => evaluateIn(scope, name));
  const own = declaration.name
    ? evaluateIn(scope, declaration.name)
    : unknown({ kind: "unsupported", construct: { kind: "resource-without-name" } }, origin);
  if (!declaration.parent) return segmentsOf(own, typeDepth(instance.type()));
  return childSegments(instance.parent()?.nameSegments() ?? null, own, typeDepth(instance.type()), origin);
}

/** How many name segments a type has: `Microsoft.KeyVault/vaults` one. */
function typeDepth(type: string | null): number {
  if (type === null) return 1;
  let depth = 0;
  for (let at = type.indexOf("/"); at >= 0; at = type.indexOf("/", at + 1)) depth++;
  return Math.max(1, depth);
}

function makeCalls(declaration: ModuleDeclaration, frame: Frame): readonly ModuleInstance[] {
  // Looked up even for a loop without iterations: a template that is called is not a root.
  const { template, unresolved } = templateOf(declaration, frame);
  return turned(declaration, frame).map((each) => {
    const symbol = withIteration(declaration.symbol, each.iteration);
    const cycle: Cause = { kind: "cycle", name: declaration.symbol };
    const given = lazy(
      () => evaluateIn(each.scope, declaration.arguments),
      () => unknown(cycle, { span: declaration.labelSpan }),
    );
    const reached = bothExist(frame.exists, each.exists);
    const name = deploymentName(declaration, each.scope);
    const id = idOfCall(declaration, name, each.scope);
    const place = { declaration, caller: frame, symbol, iteration: each.iteration, repeats: each.repeats };
    const configs = declaration.extensionConfigs;
    const extensionConfigs = (): Value | null => (configs ? evaluateIn(each.scope, configs) : null);
    const shared = {
      ...{ ...place, exists: reached, condition: each.exists, name, id },
      ...{ arguments: given, extensionConfigs },
    };
    const because = unresolved ? [unresolved.cause] : [];
    const unread = { because, unread: unresolved?.why ?? null, instead: unresolved?.instead };
    if (!template) return { ...shared, frame: null, ...unread };
    if (!frame.run.budget.call(template.resources.length)) {
      const { why, cause } = beyond(frame.run.budget.instancesLeft > 0 ? "module-calls" : "instances");
      return { ...shared, frame: null, because: [cause], unread: why };
    }
    const called = moduleFrame({
      template,
      caller: each.scope,
      declaration,
      symbol,
      given,
      exists: unresolved ? bothExist(reached, { truth: "maybe", because }) : reached,
      repeats: each.repeats,
    });
    return { ...shared, frame: called, ...unread };
  });
}

function deploymentName(declaration: ModuleDeclaration, scope: Scope): Value {
  if (declaration.name) return evaluateIn(scope, declaration.name);
  return unknown({ kind: "runtime", call: `${declaration.symbol}.name` }, { span: declaration.labelSpan });
}

function beyond(limit: LimitName): Unresolved {
  return { why: "limit", cause: { kind: "budget", limit } };
}

/** The template of a call, or one that may be it; why that is not certain, or there is none. */
function templateOf(
  declaration: ModuleDeclaration,
  frame: Frame,
): { readonly template?: Template | undefined; readonly unresolved?: Unresolved } {
  if (frame.depth >= limits.moduleDepth) return { unresolved: beyond("module-depth") };
  if (!frame.run.budget.spend(1)) return { unresolved: beyond("steps") };
  const { source } = declaration;
  const found =
    source.kind === "inline" ? source.template : frame.run.resolveModule(source, frame.template.document);
  const { template, unresolved } =
    "resources" in found ? { template: found } : { template: found.instead?.template, unresolved: found };
  if (!template || !callsItself(template, frame)) return { template, ...(unresolved ? { unresolved } : {}) };
  return { unresolved: unresolved ?? { why: "limit", cause: { kind: "cycle", name: declaration.symbol } } };
}

function callsItself(template: Template, frame: Frame): boolean {
  for (let at: Frame | null = frame; at; at = at.caller) if (at.template === template) return true;
  return false;
}

function withIteration(symbol: string, iteration: number | string | null): string {
  if (iteration === null) return symbol;
  return typeof iteration === "number" ? `${symbol}[${iteration}]` : `${symbol}["${iteration}"]`;
}
