import { grouped } from "../../logic/grouped.ts";
import type { ResourceInstance } from "../../evaluate/types.ts";
import { callOf, moduleInstances } from "../../evaluate/instances/calls.ts";
import type { Frame } from "../../evaluate/scope.ts";
import { expressionsWithin } from "../../evaluate/expressions/uses.ts";
import { memoize } from "../../logic/memoize.ts";
import type { Truth } from "../../logic/truth.ts";
import type { Expression, NameExpression } from "../../template/expression.ts";
import type { ModuleDeclaration, ResourceDeclaration, Template } from "../../template/template.ts";

/**
 * Whether a Terraform resource waits for another one: it refers to it, or to something that does, through
 * variables, locals and outputs, or `depends_on` names it
 * (https://developer.hashicorp.com/terraform/internals/graph). A module is not a unit in this graph: its content
 * waits for what its own arguments need, and for everything that the `depends_on` of the call names.
 */
export function waitsInTerraform(resource: ResourceInstance, other: ResourceInstance): Truth {
  const { seen, isComplete } = waitedFor(resource);
  const isSelf = resource.declaration === other.declaration && resource.frame === other.frame;
  if (!isSelf && seen.get(other.frame)?.has(other.declaration)) return "yes";
  return isComplete ? "no" : "maybe";
}

/** All that a resource waits for, however many steps away. */
const waitedFor = memoize((resource: ResourceInstance): Pick<Walk, "seen" | "isComplete"> => {
  const walk: Walk = { waiting: [], seen: new Map(), isComplete: true };
  visitResource(resource.declaration, resource.frame, walk);
  for (let at = walk.waiting.pop(); at; at = walk.waiting.pop())
    visitResource(at.declaration, at.frame, walk);
  return walk;
});

/** A walk along what is referred to. */
interface Walk {
  /** Resources that are waited for and not yet looked into. */
  readonly waiting: { readonly declaration: ResourceDeclaration; readonly frame: Frame }[];
  /** The expressions and declarations that were visited, by the frame they were visited in. */
  readonly seen: Map<Frame, Set<unknown>>;
  /** False once something was met that cannot be followed. */
  isComplete: boolean;
}

function visitResource(declaration: ResourceDeclaration, frame: Frame, walk: Walk): void {
  if (!isNew(declaration, frame, walk)) return;
  // Plans and states contain values, but no references that would show an order.
  if (declaration.key === null) walk.isComplete = false;
  visitEach([declaration.body, declaration.dependsOn, ...repetition(declaration)], frame, walk);
  visitCalls(frame, walk);
}

/** What a module waits for, all in it waits for. */
function visitCalls(frame: Frame, walk: Walk): void {
  for (let at = frame; at.caller; at = at.caller) {
    const call = callOf(at)?.declaration;
    if (call) visitEach([call.dependsOn ?? null, ...repetition(call)], at.caller, walk);
  }
}

function repetition({
  loop,
  condition,
}: ResourceDeclaration | ModuleDeclaration): readonly (Expression | null)[] {
  return [loop?.source ?? null, condition];
}

function visitEach(expressions: readonly (Expression | null)[], frame: Frame, walk: Walk): void {
  for (const each of expressions) if (each) visit(each, frame, walk);
}

function visit(expression: Expression, frame: Frame, walk: Walk): void {
  if (!isNew(expression, frame, walk)) return;
  const within = expressionsWithin(expression);
  const outputs = new Map(within.flatMap((each) => outputOf(each)));
  for (const each of within) {
    if (each.kind === "unreadable") walk.isComplete = false;
    if (each.kind === "name") visitName(each, outputs.get(each) ?? null, frame, walk);
  }
}

/** `module.net.subnet_id` or `module.net["a"].subnet_id`: the name of the module, and that of its output. */
function outputOf(expression: Expression): readonly (readonly [NameExpression, string])[] {
  if (expression.kind !== "member") return [];
  const { target } = expression;
  const named = target.kind === "index" ? target.target : target;
  return named.kind === "name" && named.space === "module" ? [[named, expression.name]] : [];
}

function visitName(expression: NameExpression, output: string | null, frame: Frame, walk: Walk): void {
  const { name } = expression;
  switch (expression.space) {
    case "resource":
      wait(name, frame, walk);
      break;
    case "variable":
      visitEach([frame.template.variables.get(name)?.value ?? null], frame, walk);
      break;
    case "parameter":
      visitArgument(name, frame, walk);
      break;
    case "module":
      visitModule(name, output, frame, walk);
      break;
    case "local":
      break;
  }
}

function wait(name: string, frame: Frame, walk: Walk): void {
  const declaration = resourcesByKey(frame.template).get(name);
  if (declaration) walk.waiting.push({ declaration, frame });
  else walk.isComplete = false;
}

/** What the caller passes; the values of a root's variables have no caller. */
function visitArgument(name: string, frame: Frame, walk: Walk): void {
  if (!frame.caller) return;
  const call = callOf(frame)?.declaration.arguments;
  if (call?.kind !== "dictionary") {
    walk.isComplete = false;
    return;
  }
  for (const entry of call.entries) {
    const isIt = entry.kind === "entry" && entry.key.kind === "literal" && entry.key.value === name;
    if (isIt) visit(entry.value, frame.caller, walk);
  }
}

/** An output waits for what it refers to; the module as a whole is all that it declares. */
function visitModule(name: string, output: string | null, frame: Frame, walk: Walk): void {
  for (const { declaration, frame: inner } of callsByKey(frame).get(name) ?? []) {
    if (!inner) {
      walk.isComplete = false;
      visitEach([declaration.dependsOn ?? null], frame, walk);
    } else if (output !== null) {
      visitEach([inner.template.outputs.get(output)?.value ?? null], inner, walk);
    } else waitForAll(inner, walk);
  }
}

function waitForAll(frame: Frame, walk: Walk): void {
  walk.waiting.push(...frame.template.resources.map((declaration) => ({ declaration, frame })));
  for (const call of moduleInstances(frame)) {
    if (call.frame) waitForAll(call.frame, walk);
    else walk.isComplete = false;
  }
}

const resourcesByKey = memoize(({ resources }: Template): ReadonlyMap<string, ResourceDeclaration> => {
  const first = new Map<string, ResourceDeclaration>();
  for (const each of resources) if (each.key !== null && !first.has(each.key)) first.set(each.key, each);
  return first;
});

const callsByKey = memoize((frame: Frame) =>
  grouped(moduleInstances(frame), ({ declaration: { key } }) => (key === null ? [] : [key])),
);

function isNew(what: unknown, frame: Frame, walk: Walk): boolean {
  const seen = walk.seen.get(frame) ?? new Set();
  walk.seen.set(frame, seen);
  const { size } = seen;
  return seen.add(what).size > size;
}
