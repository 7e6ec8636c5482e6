import type { Span } from "../text/span.ts";
import type { CallExpression } from "./expression.ts";

/**
 * All that is written of a resource which is deployed only where it does not exist yet: nothing says what one that exists is like.
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/resource-declaration#onlyifnotexists-decorator
 */
export function keptIfExists(span: Span): CallExpression {
  return { kind: "call", span, name: "kept if it exists", arguments: [] };
}
