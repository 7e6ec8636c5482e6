import { all, truth } from "../../logic/truth.ts";
import { conjuncts, type Expression } from "../../template/expression.ts";
import type { ModuleDeclaration, Template } from "../../template/template.ts";
import { foldName } from "../../text/fold.ts";
import { evaluateTest } from "../conditions.ts";
import { evaluateIn, type Frame, type FrameMemo, type Inputs, type Run, type Scope } from "../scope.ts";
import type { DeploymentGroup, Existence, Home } from "../types.ts";
import { isDict } from "../values/plain.ts";
import { causesOf, distinctCauses, unknown, type Value } from "../values/value.ts";
import { ordinal } from "./ordinal.ts";
import { groupOfRoot } from "./resource-id.ts";

/** What begins the identity of all frames of a root, where it is evaluated for what other roots see of it. */
export function identityOfRoot({ root, environment }: Home): string {
  return `${root}@${environment ?? ""}:`;
}

/** The frame of a root, with the parameter values of the selected environment. */
export function rootFrame(run: Run, template: Template, inputs: ReadonlyMap<string, Value>): Frame {
  const identity = run.home === null ? "" : identityOfRoot(run.home);
  return {
    run,
    template,
    path: null,
    identity,
    inputs: computed(givenInputs(template, inputs)),
    group: groupOfRoot(template.span, identity),
    caller: null,
    outer: null,
    exists,
    repeats: false,
    depth: 0,
    memo: emptyMemo(),
  };
}

export interface ModuleCall {
  readonly template: Template;
  readonly caller: Scope;
  readonly declaration: ModuleDeclaration;
  readonly symbol: string;
  /** The value of the arguments, a dictionary as a rule. */
  readonly given: () => Value;
  readonly exists: Existence;
  readonly repeats: boolean;
  /** Where it is deployed to, if its declaration does not say so. */
  readonly group?: DeploymentGroup;
}

/** The frame of one call of a module. */
export function moduleFrame(call: ModuleCall): Frame {
  const { source } = call.declaration;
  const { frame } = call.caller;
  return {
    run: frame.run,
    template: call.template,
    path: frame.path === null ? call.symbol : `${frame.path}/${call.symbol}`,
    identity: `${frame.identity}${call.symbol}${ordinal(call.declaration, frame.template.modules)}/`,
    inputs: inputsOf(call),
    group: call.group ?? groupOf(call),
    caller: frame,
    outer: source.kind === "inline" && source.outer ? call.caller : null,
    exists: call.exists,
    repeats: call.repeats,
    depth: frame.depth + 1,
    memo: emptyMemo(),
  };
}

/** The frame of a file that another one imports from. What is exported depends on no parameter of either. */
export function importFrame(importer: Frame, template: Template): Frame {
  return { ...rootFrame(importer.run, template, new Map()), depth: importer.depth + 1 };
}

/** A module deploys to its caller's subscription and group unless its declaration says otherwise. */
function groupOf({ caller, declaration }: ModuleCall): DeploymentGroup {
  const { subscription, resourceGroup } = declaration.scope ?? {};
  return {
    subscription: subscription ? evaluateIn(caller, subscription) : caller.frame.group.subscription,
    resourceGroup: resourceGroup ? evaluateIn(caller, resourceGroup) : caller.frame.group.resourceGroup,
  };
}

function emptyMemo(): FrameMemo {
  return {
    parameters: new Map(),
    variables: new Map(),
    outputs: new Map(),
    resources: new Map(),
    modules: new Map(),
    imports: new Map(),
  };
}

/**
 * What the caller gives, by parameter. In Terraform each argument is a node of the graph of its own
 * (https://developer.hashicorp.com/terraform/internals/graph), so that two modules can feed each other.
 */
function inputsOf({ template, declaration, caller, given }: ModuleCall): Inputs {
  const written = template.dialect === "terraform" ? writtenEntries(declaration.arguments) : null;
  if (!written) return computed(allInputs(template, given()));
  return new Map(written.map(([name, value]) => [name, (): Value => evaluateIn(caller, value)]));
}

/** The entries of a dictionary that is certainly all there; null of anything else. */
function writtenEntries(expression: Expression): readonly (readonly [string, Expression])[] | null {
  if (expression.kind !== "dictionary" || !expression.intact) return null;
  const entries = expression.entries.flatMap((entry) =>
    entry.kind === "entry" && entry.key.kind === "literal"
      ? [[String(entry.key.value), entry.value] as const]
      : [],
  );
  return entries.length === expression.entries.length ? entries : null;
}

function computed(values: ReadonlyMap<string, Value>): Inputs {
  return new Map([...values].map(([name, value]) => [name, (): Value => value]));
}

/** Where the arguments are not fully known, neither are the parameters not given. */
function allInputs(template: Template, given: Value): ReadonlyMap<string, Value> {
  if (given.kind !== "known" || !isDict(given.value)) return allUnknown(template, given);
  const entries = [...given.value.entries].map(([name, entry]) => [name, entry.value] as const);
  const inputs = new Map(givenInputs(template, new Map(entries)));
  if (given.value.open.length > 0) {
    for (const name of template.parameters.keys()) {
      if (!inputs.has(name)) inputs.set(name, unknown(given.value.open, given.origin));
    }
  }
  return inputs;
}

function allUnknown(template: Template, given: Value): ReadonlyMap<string, Value> {
  const because = causesOf(given);
  return new Map([...template.parameters.keys()].map((name) => [name, unknown(because, given.origin)]));
}

/**
 * Inputs under the names of the template's parameters. Azure compares parameter names without case and treats null as not
 * given (https://learn.microsoft.com/azure/azure-resource-manager/templates/parameters); Terraform's null is a value.
 */
function givenInputs(template: Template, inputs: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  if (template.dialect === "terraform") return inputs;
  const declared = new Map([...template.parameters.keys()].map((name) => [foldName(name), name]));
  const result = new Map<string, Value>();
  for (const [name, value] of inputs) {
    const isNull = value.kind === "known" && value.value === null;
    const folded = foldName(name);
    if (!isNull) result.set(declared.get(folded) ?? folded, value);
  }
  return result;
}

/** The frame and those that call it, the root last. */
export function framesAround(frame: Frame): readonly Frame[] {
  return frame.caller ? [frame, ...framesAround(frame.caller)] : [frame];
}

/** Certainly deployed. */
export const exists: Existence = { truth: "yes", because: [] };

/** Whether a condition lets its declaration be deployed; none always does. */
export function existenceOf(condition: Expression | null, scope: Scope): Existence {
  if (!condition) return exists;
  return conjuncts(condition)
    .map((each) => existenceIf(each, scope))
    .reduce(bothExist, exists);
}

function existenceIf(condition: Expression, scope: Scope): Existence {
  const isMet = scope.frame.run.created?.isMet(condition, scope.frame) ?? null;
  if (isMet !== null) return { truth: truth(isMet), because: [] };
  const value = evaluateTest(condition, scope);
  if (value.kind === "known" && typeof value.value === "boolean")
    return { truth: truth(value.value), because: [] };
  return { truth: "maybe", because: causesOf(value) };
}

/** Both must hold. */
export function bothExist(a: Existence, b: Existence): Existence {
  if (a === exists) return b;
  if (b === exists) return a;
  const both = all([a.truth, b.truth]);
  return { truth: both, because: both === "maybe" ? distinctCauses([...a.because, ...b.because]) : [] };
}
