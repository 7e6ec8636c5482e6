import { memoize } from "../../logic/memoize.ts";
import type { Expression, Loop, NameExpression, NameSpace } from "../../template/expression.ts";
import { isDeclaration, type Template } from "../../template/template.ts";

/** How often a template refers to a parameter or variable of its own. */
export function usesOf(template: Template, space: NameSpace, name: string): number {
  return countUses(template).get(`${space} ${name}`) ?? 0;
}

/** Every place in which a template refers to something it declares by name; inner deployments are templates of their own. */
export function namesIn(template: Template): readonly NameExpression[] {
  const names: NameExpression[] = [];
  for (const expression of expressionsOf(template)) {
    for (const each of expressionsWithin(expression)) if (each.kind === "name") names.push(each);
  }
  return names;
}

/** An expression and all within it. Without recursion, so that depth of nesting does not matter. */
export function expressionsWithin(root: Expression): readonly Expression[] {
  const found: Expression[] = [root];
  // Grows while it is walked.
  for (const each of found) pushChildren(each, found);
  return found;
}

const countUses = memoize((template: Template): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { space, name } of namesIn(template)) {
    const key = `${space} ${name}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
});

function* expressionsOf(template: Template): Generator<Expression> {
  for (const each of template.parameters.values()) if (each.default) yield each.default;
  for (const each of template.variables.values()) yield each.value;
  for (const each of template.outputs.values()) yield each.value;
  for (const each of template.resources) {
    yield* present([
      each.condition,
      each.name,
      each.body,
      each.scope,
      each.dependsOn,
      // In azapi, the body is only a part; the version is written next to it.
      each.around ? each.apiVersion : null,
      ...loopParts(each.loop),
    ]);
    if (each.parent && !isDeclaration(each.parent)) yield each.parent;
  }
  for (const each of template.modules) {
    yield* present([each.condition, each.arguments, ...loopParts(each.loop)]);
    if (each.source.kind === "inline" && each.source.outer) yield* expressionsOf(each.source.template);
  }
}

function* present(expressions: readonly (Expression | null)[]): Generator<Expression> {
  for (const each of expressions) if (each) yield each;
}

function loopParts(loop: Loop | null): readonly Expression[] {
  return loop ? [loop.source] : [];
}

/** Adds what an expression is made of. This visits every value of a template, so it makes no lists on the way. */
function pushChildren(expression: Expression, into: Expression[]): void {
  switch (expression.kind) {
    case "literal":
    case "unreadable":
    case "name":
      return;
    case "text":
      for (const part of expression.parts) into.push(part);
      return;
    case "list":
      for (const item of expression.items) into.push(item.kind === "spread" ? item.value : item);
      return;
    case "dictionary":
      for (const entry of expression.entries) {
        if (entry.kind !== "spread") into.push(entry.key);
        into.push(entry.value);
      }
      return;
    case "call":
      for (const argument of expression.arguments) into.push(argument);
      return;
    case "member":
      into.push(expression.target);
      return;
    case "index":
      into.push(expression.target, expression.index);
      return;
    case "conditional":
      into.push(expression.test, expression.yes, expression.no);
      return;
    case "lambda":
      into.push(expression.body);
      return;
    case "for":
      into.push(...present([expression.loop.source, expression.filter, expression.key, expression.body]));
  }
}
