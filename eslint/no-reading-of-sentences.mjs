import ts from "typescript";

/** What looks into a text. */
const readers = new Set([
  "at",
  "charAt",
  "charCodeAt",
  "codePointAt",
  "endsWith",
  "includes",
  "indexOf",
  "lastIndexOf",
  "localeCompare",
  "match",
  "matchAll",
  "replace",
  "replaceAll",
  "search",
  "slice",
  "split",
  "startsWith",
  "substr",
  "substring",
]);

/** What compares a text that it is given: with a pattern, or with the members of a list, a set or a map. */
const comparers = new Set([...readers, "delete", "exec", "get", "has", "test"]);

const comparisons = new Set(["===", "!==", "==", "!=", "<", ">", "<=", ">="]);

/**
 * Forbids to compare texts of the type `Sentence`, to match them with patterns, and to look into them: they are made for people, in any
 * language and in words that change. Whether there is a sentence at all may be asked (`=== ""`, `=== null`).
 *
 * @type {import("eslint").Rule.RuleModule}
 */
export const noReadingOfSentences = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      forgets: "Declare the parameter or property as `Sentence`, so that nothing looks into it.",
      reads: "A sentence is for people to read: let the server send the fact that is looked for in it.",
    },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    const isSentence = (node) => isSentenceType(checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node)));
    /** The arguments that a function of ours takes for texts of any kind, which would forget what they are. */
    const forgottenIn = (node) => {
      const signature = checker.getResolvedSignature(esTreeNodeToTSNodeMap.get(node));
      const declaration = signature?.declaration;
      if (!declaration || isOfLibrary(declaration.getSourceFile())) return [];
      return node.arguments.filter((each, index) => {
        const parameter = signature.parameters[Math.min(index, signature.parameters.length - 1)];
        if (!parameter || each.type === "SpreadElement" || !isSentence(each)) return false;
        const type = checker.getTypeOfSymbol(parameter);
        const isRest = parameter.valueDeclaration?.dotDotDotToken !== undefined;
        return isText(isRest ? (checker.getTypeArguments(type)[0] ?? type) : type);
      });
    };
    const isOfLibrary = (file) => program.isSourceFileDefaultLibrary(file) || file.isDeclarationFile;
    const report = (node) => {
      context.report({ node, messageId: "reads" });
    };
    return {
      BinaryExpression(node) {
        const { operator, left, right } = node;
        if (!comparisons.has(operator) || isEmpty(left) || isEmpty(right)) return;
        if (isSentence(left) || isSentence(right)) report(node);
      },
      Property(node) {
        if (node.parent.type !== "ObjectExpression" || node.computed || !isSentence(node.value)) return;
        const literal = esTreeNodeToTSNodeMap.get(node.parent);
        const name = esTreeNodeToTSNodeMap.get(node).name.text;
        const property = checker.getContextualType(literal)?.getProperty(name);
        const declaration = property?.valueDeclaration;
        if (!declaration || isOfLibrary(declaration.getSourceFile())) return;
        if (isText(checker.getTypeOfSymbol(property))) context.report({ node, messageId: "forgets" });
      },
      SwitchStatement(node) {
        if (isSentence(node.discriminant)) report(node);
      },
      MemberExpression(node) {
        const isLookup = node.computed && isSentence(node.property);
        const isIndex = node.computed && isSentence(node.object);
        const isReader = !node.computed && readers.has(node.property.name) && isSentence(node.object);
        if (isLookup || isIndex || isReader) report(node);
      },
      CallExpression(node) {
        const { callee } = node;
        for (const each of forgottenIn(node)) context.report({ node: each, messageId: "forgets" });
        if (callee.type !== "MemberExpression" || callee.computed || !comparers.has(callee.property.name))
          return;
        if (node.arguments.some((each) => each.type !== "SpreadElement" && isSentence(each))) report(node);
      },
    };
  },
};

/** Nothing is read by asking whether there is anything. */
function isEmpty(node) {
  if (node.type === "Identifier") return node.name === "undefined";
  return node.type === "Literal" && (node.value === "" || node.value === null);
}

/** Whether a type is that of all texts, alone or among others. */
function isText(type) {
  if (isSentenceType(type)) return false;
  return (type.isUnion() ? type.types : [type]).some(({ flags }) => (flags & ts.TypeFlags.String) !== 0);
}

function isSentenceType(type) {
  return type.isUnion() ? type.types.some(isSentenceType) : type.getProperty("isSentence") !== undefined;
}
