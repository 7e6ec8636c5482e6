import ts from "typescript";

const anyText = ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.Any;

/**
 * Forbids `table[name]` and `name in table` where `name` may be any string: a plain object also answers to `constructor`, `toString` and
 * `__proto__`, so a file that uses such a name gets something that no one wrote. Keys whose type lists
 * them are allowed, and so are private names and the indices of lists and texts.
 *
 * @type {import("eslint").Rule.RuleModule}
 */
export const noForeignLookup = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      foreign: "Look names up in a Map: an object also has the names of Object.prototype.",
    },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const isAnyText = (node) => {
      const type = program.getTypeChecker().getTypeAtLocation(esTreeNodeToTSNodeMap.get(node));
      return (type.isUnion() ? type.types : [type]).some(({ flags }) => (flags & anyText) !== 0);
    };
    return {
      MemberExpression(node) {
        if (node.computed && isAnyText(node.property)) context.report({ node, messageId: "foreign" });
      },
      BinaryExpression(node) {
        const isPrivate = node.left.type === "PrivateIdentifier";
        if (node.operator === "in" && !isPrivate && isAnyText(node.left))
          context.report({ node, messageId: "foreign" });
      },
    };
  },
};
