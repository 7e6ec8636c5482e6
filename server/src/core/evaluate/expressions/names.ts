import { memoize } from "../../logic/memoize.ts";
import type { Truth } from "../../logic/truth.ts";
import type { Loop, NameExpression } from "../../template/expression.ts";
import type { ParameterDeclaration, Template } from "../../template/template.ts";
import { convert } from "../values/convert.ts";
import { importedAs } from "../instances/calls.ts";
import { callsOf, instancesOf } from "../instances/instances.ts";
import { listOf, type Plain } from "../values/plain.ts";
import { embeddedMark, evaluateIn, findLocal, type Frame, homeOf, type Scope } from "../scope.ts";
import { usesOf } from "./uses.ts";
import {
  type Hop,
  known,
  type Origin,
  symbolized,
  through,
  type Unknown,
  unknown,
  type Value,
} from "../values/value.ts";
import { factsOf, type TypeLookUp } from "../../template/declared-type.ts";

/** The value of a name. */
export function evaluateName(expression: NameExpression, scope: Scope): Value {
  const { name, span } = expression;
  if (expression.space === "local") return findLocal(scope, name) ?? undeclared(expression);
  const home = homeOf(scope);
  switch (expression.space) {
    case "parameter":
      return through(parameterValue(home.frame, name), span, hopOfParameter(home.frame, name));
    case "variable": {
      const hop = { via: "variable", name, uses: () => usesOfVariable(home.frame, name) } as const;
      return through(variableValue(home.frame, name), span, hop);
    }
    case "resource":
      return resourceValue(home.frame, expression);
    case "module":
      return moduleValue(home.frame, expression);
  }
}

/** What another file exports may be used by any number of others. */
function usesOfVariable({ template }: Frame, name: string): number {
  const uses = usesOf(template, "variable", name);
  return template.variables.has(name) ? uses : uses + 1;
}

/** The value of a parameter: what the caller gave, what the world assumes, its default, or unknown. */
export function parameterValue(frame: Frame, name: string): Value {
  return memoizeName(frame, "parameter", name, () => {
    const declaration = declarationOf(frame, name);
    const given = inputOf(frame, name)?.();
    if (!declaration)
      return (
        given ??
        unknown({ kind: "failure", reason: { kind: "no-parameter", name } }, { span: frame.template.span })
      );
    const isDefault = declaration.nullIsDefault && given?.kind === "known" && given.value === null;
    const value = given && !isDefault ? given : openParameter(frame, name, declaration);
    const { constraint } = declaration;
    const converted = constraint ? convert(value, constraint, { frame, locals: null }) : value;
    const { created } = frame.run;
    return created && frame.path === null
      ? created.parameter(name, converted, unseenParameter(frame, name, declaration))
      : converted;
  });
}

/** What a template holds that was a value is known in all that is nested in it. */
function inputOf({ inputs, caller }: Frame, name: string): (() => Value) | undefined {
  const isOuter = caller !== null && name.startsWith(embeddedMark);
  return inputs.get(name) ?? (isOuter ? inputOf(caller, name) : undefined);
}

function declarationOf(frame: Frame, name: string): ParameterDeclaration | undefined {
  const declaration = frame.template.parameters.get(name);
  return declaration && withImportedType(declaration, frame);
}

/** The value of a variable. */
export function variableValue(frame: Frame, name: string): Value {
  return memoizeName(frame, "variable", name, () => {
    const declaration = frame.template.variables.get(name);
    if (declaration) return evaluateIn({ frame, locals: null }, declaration.value);
    const origin = { span: frame.template.span };
    const imported = importedAs(frame, name);
    if (!imported) return unknown({ kind: "failure", reason: { kind: "no-variable", name } }, origin);
    return "frame" in imported ? variableValue(imported.frame, imported.name) : unknown(imported, origin);
  });
}

/** The values an open parameter may take; null when they are not few and known. */
function domainOf(declaration: ParameterDeclaration): readonly Plain[] | null {
  // Of an array the allowed values are those of its items.
  if (declaration.allowed && declaration.type !== "array") return declaration.allowed;
  return declaration.type === "bool" ? [true, false] : null;
}

function openParameter(frame: Frame, name: string, declaration: ParameterDeclaration): Value {
  const origin = { span: declaration.nameSpan };
  const assumed = frame.path === null ? frame.run.world.get(declaration.name) : undefined;
  if (assumed !== undefined) return known(assumed, origin);
  if (declaration.default) return evaluateIn({ frame, locals: null }, declaration.default);
  if (declaration.nullable) return known(null, origin);
  return unseenParameter(frame, name, declaration);
}

function unseenParameter(frame: Frame, name: string, declaration: ParameterDeclaration): Unknown {
  const origin = { span: declaration.nameSpan };
  const symbol = `parameter ${frame.identity}/${name}`;
  if (declaration.secure) return unknown({ kind: "secret", name: declaration.name }, origin, symbol);
  // Only the root's own parameters can be assumed; what a module is not given, its deployment refuses.
  const domain = frame.path === null && frame.run.home === null ? domainOf(declaration) : null;
  const isVariable = frame.template.dialect === "terraform";
  const cause = { kind: "parameter", name: declaration.name, domain } as const;
  return unknown(isVariable ? { ...cause, isVariable } : cause, origin, symbol);
}

function hopOfParameter(frame: Frame, name: string): Omit<Hop, "origin"> {
  const uses = (): number => usesOf(frame.template, "parameter", name);
  const declaration = frame.template.parameters.get(name);
  const label = declaration?.name ?? name;
  const allowed = declaration?.allowed ?? null;
  if (!frame.inputs.has(name)) return { via: "parameter default", name: label, uses, allowed };
  return { via: frame.path === null ? "parameter file" : "argument", name: label, uses, allowed };
}

function resourceValue(frame: Frame, expression: NameExpression): Value {
  const origin = { span: expression.span };
  const declaration = resourcesByKey(frame.template).get(expression.name);
  if (!declaration) return undeclared(expression);
  const found = instancesOf(declaration, frame);
  return handles(found, declaration, frame, origin, {
    exists: (instance) => instance.exists().truth,
    handle: (instance) => known({ kind: "resource", instance }, origin),
  });
}

function moduleValue(frame: Frame, expression: NameExpression): Value {
  const origin = { span: expression.span };
  const declaration = modulesByKey(frame.template).get(expression.name);
  if (!declaration) return undeclared(expression);
  const found = callsOf(declaration, frame);
  return handles(found, declaration, frame, origin, {
    exists: (instance) => instance.exists.truth,
    handle: (instance) => known({ kind: "module", instance }, origin),
  });
}

const resourcesByKey = memoize((template: Template) => byKey(template.resources));
const modulesByKey = memoize((template: Template) => byKey(template.modules));

/** Of several declarations with one key the first counts. */
function byKey<T extends { readonly key: string | null }>(
  declarations: readonly T[],
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const each of declarations) if (each.key !== null && !found.has(each.key)) found.set(each.key, each);
  return found;
}

interface Handling<I> {
  readonly exists: (instance: I) => Truth;
  readonly handle: (instance: I) => Value;
}

/**
 * One instance is the value itself; the instances of a loop are a list, or a dictionary when iterations have keys. Terraform lists
 * only those that there are.
 */
function handles<I extends { readonly iteration: number | string | null; readonly repeats: boolean }>(
  found: readonly I[] | null,
  declaration: { readonly symbol: string; readonly loop: Loop | null },
  frame: Frame,
  origin: Origin,
  { exists, handle }: Handling<I>,
): Value {
  if (!found) return unknown({ kind: "cycle", name: declaration.symbol }, origin);
  const [first] = found;
  if (first && declaration.loop === null) return handle(first);
  const isTerraform = frame.template.dialect === "terraform";
  const listed = found.filter((each) => !isTerraform || exists(each) !== "no");
  const open = found.some((each) => each.repeats && each.iteration === null)
    ? ([{ kind: "unsupported", construct: { kind: "loop-of-unknown-length" } }] as const)
    : [];
  // Terraform's `for_each` gives the instances keys, even if there are none.
  const hasKeys = isTerraform && declaration.loop !== null && declaration.loop.key !== null;
  if (hasKeys || listed.some((each) => typeof each.iteration === "string")) {
    const entries = new Map(
      listed
        .filter((each) => each.iteration !== null)
        .map((each) => [String(each.iteration), { value: handle(each), span: null, keySpan: null }]),
    );
    return known({ kind: "dict", entries, open, site: null }, origin);
  }
  return known(listOf(open.length > 0 ? [] : listed.map(handle), open), origin);
}

function undeclared(expression: NameExpression): Value {
  const because = { kind: "failure", reason: { kind: "not-declared", name: expression.name } } as const;
  return unknown(because, { span: expression.span });
}

/**
 * Computes once per frame; a name that is asked for while it is being computed refers to itself. What is not known and has no
 * name of its own is named after what holds it, which has one value in the whole frame.
 */
function memoizeName(
  frame: Frame,
  space: "parameter" | "variable",
  name: string,
  compute: () => Value,
): Value {
  const memo = space === "parameter" ? frame.memo.parameters : frame.memo.variables;
  const before = memo.get(name);
  if (before === "running") return unknown({ kind: "cycle", name }, { span: frame.template.span });
  if (before) return before;
  memo.set(name, "running");
  const computed = compute();
  const value = symbolized(computed, () => `${space} ${frame.identity}/${name}`);
  memo.set(name, value);
  return value;
}

/**
 * A parameter with what other files say of its type: its values, and whether it may be left out or is a secret
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-import).
 */
function withImportedType(declaration: ParameterDeclaration, frame: Frame): ParameterDeclaration {
  if (!declaration.declared) return declaration;
  const facts = factsOf({ type: declaration.declared, lookUp: lookUpIn(frame) });
  return {
    ...declaration,
    ...facts,
    allowed: facts.allowed ?? declaration.allowed,
    secure: facts.secure || declaration.secure,
  };
}

function lookUpIn(frame: Frame): TypeLookUp {
  return (name) => {
    const own = frame.template.types?.get(name);
    if (own) return { type: own, lookUp: lookUpIn(frame) };
    const imported = importedAs(frame, name);
    return imported && "frame" in imported ? lookUpIn(imported.frame)(imported.name) : null;
  };
}
