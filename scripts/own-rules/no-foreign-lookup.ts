import ts from "typescript";
import type { OwnRule } from "./rule.ts";

const anyText = ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.Any;
const message = "Look names up in a Map: an object also has the names of Object.prototype.";

/**
 * Forbids `table[name]` and `name in table` where `name` may be any string: a plain object also answers to `constructor`, `toString` and
 * `__proto__`, so a file that uses such a name gets something that no one wrote. Keys whose type lists
 * them are allowed, and so are private names and the indices of lists and texts.
 */
export const noForeignLookup: OwnRule = {
  name: "no-foreign-lookup",
  within: (program) => {
    const checker = program.getTypeChecker();
    const isAnyText = (node: ts.Node): boolean => {
      const type = checker.getTypeAtLocation(node);
      return (type.isUnion() ? type.types : [type]).some(({ flags }) => (flags & anyText) !== 0);
    };
    return (node) => {
      const key = keyOf(node);
      return key && isAnyText(key) ? [{ node, message }] : [];
    };
  },
};

/** What is looked up in an object. */
function keyOf(node: ts.Node): ts.Expression | null {
  if (ts.isElementAccessExpression(node)) return node.argumentExpression;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.InKeyword) return null;
  return ts.isPrivateIdentifier(node.left) ? null : node.left;
}
