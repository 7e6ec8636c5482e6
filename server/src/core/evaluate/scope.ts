import type { DocumentId } from "../text/span.ts";
import type { Expression } from "../template/expression.ts";
import type {
  Dialect,
  ModuleDeclaration,
  ModuleSource,
  ResourceDeclaration,
  Template,
} from "../template/template.ts";
import type { DeploymentGroup } from "./instances/resource-id.ts";
import type { Existence, ModuleInstance, ResourceInstance } from "./instances/deployment.ts";
import type { TemplateFunction } from "./functions/function.ts";
import type { Plain } from "./values/plain.ts";
import type { Cause, Value } from "./values/value.ts";
import type { Budget } from "./budget.ts";

/** What one evaluation of a root shares: limits, files, functions, and the world it is in. */
export interface Run {
  readonly budget: Budget;
  /** The evaluator itself; given here because expressions, names and loops need each other. */
  readonly evaluate: (expression: Expression, scope: Scope) => Value;
  readonly functions: (dialect: Dialect) => ReadonlyMap<string, TemplateFunction>;
  readonly resolveModule: (source: ModuleSource, from: DocumentId) => Template | Cause;
  /** Files beside templates; absent where none can be read. */
  readonly texts?: Texts;
  /** Conditions that are taken as met, whatever they come to: what they create is judged as it would be. */
  readonly met?: MetConditions;
  /** Values that this world assumes for parameters of the root which have none. */
  readonly world: ReadonlyMap<string, Plain>;
}

/** Says of a condition of a template that it is taken as met, or as not met; null where it is evaluated. */
export type MetConditions = (condition: Expression, template: Template) => boolean | null;

/** Files by their paths from a folder, whose id ends in a slash (empty for that of files without one). */
export interface Texts {
  /** The text; why not, where it cannot be read. */
  readonly read: (path: string, folder: DocumentId) => string | Cause;
  /** The template that a file holds, in which only these names are known. */
  readonly template: (path: string, folder: DocumentId, names: readonly string[]) => Expression | Cause;
}

/** One instance of a template: the root, or one call of a module. Remembers what it has evaluated. */
export interface Frame {
  readonly run: Run;
  readonly template: Template;
  /** The calls from the root, `keyVault[1]/inner`; null for the root. */
  readonly path: string | null;
  /** Values given by the caller or a parameter file. */
  readonly inputs: Inputs;
  /** Where the template is deployed to. */
  readonly group: DeploymentGroup;
  /** The frame that calls this one; null for the root. */
  readonly caller: Frame | null;
  /** Where names of an outer-scope nested deployment are looked up. */
  readonly outer: Scope | null;
  /** Whether this very frame is reached at all, from the conditions of its callers. */
  readonly exists: Existence;
  readonly repeats: boolean;
  readonly depth: number;
  readonly memo: FrameMemo;
}

/** Values by parameter, each computed on demand: modules of Terraform may use outputs of each other. */
export type Inputs = ReadonlyMap<string, () => Value>;

export interface FrameMemo {
  readonly parameters: Map<string, Value | "running">;
  readonly variables: Map<string, Value | "running">;
  readonly outputs: Map<string, Value | "running">;
  readonly resources: Map<ResourceDeclaration, readonly ResourceInstance[] | "running">;
  readonly modules: Map<ModuleDeclaration, readonly ModuleInstance[] | "running">;
  /** The frames of templates that this one imports from. */
  readonly imports: Map<Template, Frame>;
}

/** Where an expression is evaluated: a frame, and the locals of loops and lambdas around it. */
export interface Scope {
  readonly frame: Frame;
  readonly locals: Locals | null;
}

export interface Locals {
  readonly name: string;
  readonly value: Value;
  readonly next: Locals | null;
}

/** The scope with one more local. */
export function bind(scope: Scope, name: string | null, value: Value): Scope {
  return name === null ? scope : { frame: scope.frame, locals: { name, value, next: scope.locals } };
}

/** The innermost local of that name; an outer-scope nested deployment sees those of its caller. */
export function findLocal(scope: Scope, name: string): Value | null {
  for (let at: Scope | null = scope; at; at = at.frame.outer) {
    for (let local = at.locals; local; local = local.next) if (local.name === name) return local.value;
  }
  return null;
}

/** What an expression is worth in a scope. */
export function evaluateIn(scope: Scope, expression: Expression): Value {
  return scope.frame.run.evaluate(expression, scope);
}
