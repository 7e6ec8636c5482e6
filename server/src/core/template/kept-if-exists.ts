import type { CallExpression, Expression } from "./expression.ts";

/**
 * What is only certain of a resource that does not exist yet, for a whole body (https://learn.microsoft.com/azure/azure-resource-manager/bicep/resource-declaration#onlyifnotexists-decorator)
 * or what an argument leaves to others, such as `ignore_changes`.
 */
export function keptIfExists(declared: Expression, by: string | null = null): CallExpression {
  const { span } = declared;
  const named: readonly Expression[] = by === null ? [] : [{ kind: "literal", span, value: by }];
  return { kind: "call", span, name: kept, arguments: [declared, ...named] };
}

/** Whether it is certain only of a resource that does not exist yet, as a whole. */
export function isKept(expression: Expression): expression is CallExpression {
  return expression.kind === "call" && expression.name === kept;
}

/** The name of a call that no file can contain. */
export const kept = "kept if it exists";
