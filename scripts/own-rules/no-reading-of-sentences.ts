import ts from "typescript";
import type { Mistake, OwnRule } from "./rule.ts";

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

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);

export const forgets = "Declare the parameter or property as `Sentence`, so that nothing looks into it.";
export const reads =
  "A sentence is for people to read: let the server send the fact that is looked for in it.";

/**
 * Forbids to compare texts of the type `Sentence`, to match them with patterns, and to look into them: they are made for people, in any
 * language and in words that change. Whether there is a sentence at all may be asked (`=== ""`, `=== null`).
 */
export const noReadingOfSentences: OwnRule = {
  name: "no-reading-of-sentences",
  within: (program) => {
    const checker = program.getTypeChecker();
    const isSentence = (node: ts.Node): boolean => isSentenceType(checker.getTypeAtLocation(node));
    return (node) => [
      ...(isRead(node, isSentence) ? [{ node, message: reads }] : []),
      ...forgottenAt(node, program, isSentence).map((each): Mistake => ({ node: each, message: forgets })),
    ];
  },
};

type Asked = (node: ts.Node) => boolean;

/** Whether a node looks into a sentence. */
function isRead(node: ts.Node, isSentence: Asked): boolean {
  if (ts.isBinaryExpression(node)) {
    const { left, operatorToken, right } = node;
    if (!comparisons.has(operatorToken.kind) || isEmpty(left) || isEmpty(right)) return false;
    return isSentence(left) || isSentence(right);
  }
  if (ts.isSwitchStatement(node)) return isSentence(node.expression);
  if (ts.isElementAccessExpression(node))
    return isSentence(node.argumentExpression) || isSentence(node.expression);
  if (ts.isPropertyAccessExpression(node)) return readers.has(node.name.text) && isSentence(node.expression);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  return comparers.has(node.expression.name.text) && plainArguments(node).some(isSentence);
}

/** The sentences that a node hands on as texts of any kind, which would forget what they are. */
function forgottenAt(node: ts.Node, program: ts.Program, isSentence: Asked): readonly ts.Node[] {
  const checker = program.getTypeChecker();
  if (ts.isCallExpression(node)) {
    const signature = checker.getResolvedSignature(node);
    if (!signature?.declaration || isOfLibrary(signature.declaration, program)) return [];
    return node.arguments.filter((each, index) => {
      const parameter = signature.parameters[Math.min(index, signature.parameters.length - 1)];
      return (
        parameter &&
        !ts.isSpreadElement(each) &&
        isSentence(each) &&
        isText(typeOfParameter(parameter, checker))
      );
    });
  }
  const isShort = ts.isShorthandPropertyAssignment(node);
  if ((!isShort && !ts.isPropertyAssignment(node)) || ts.isComputedPropertyName(node.name)) return [];
  if (!isSentence(isShort ? node.name : node.initializer)) return [];
  const property = checker.getContextualType(node.parent)?.getProperty(node.name.text);
  const declaration = property?.valueDeclaration;
  if (!declaration || isOfLibrary(declaration, program)) return [];
  return isText(checker.getTypeOfSymbol(property)) ? [node] : [];
}

function plainArguments({ arguments: all }: ts.CallExpression): readonly ts.Expression[] {
  return all.filter((each) => !ts.isSpreadElement(each));
}

/** Of a rest parameter, the type of each argument. */
function typeOfParameter(parameter: ts.Symbol, checker: ts.TypeChecker): ts.Type {
  const type = checker.getTypeOfSymbol(parameter);
  const { valueDeclaration } = parameter;
  const isRest = valueDeclaration && ts.isParameter(valueDeclaration) && valueDeclaration.dotDotDotToken;
  return isRest ? (checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type) : type;
}

function isOfLibrary(declaration: ts.Node, program: ts.Program): boolean {
  const file = declaration.getSourceFile();
  return program.isSourceFileDefaultLibrary(file) || file.isDeclarationFile;
}

/** Nothing is read by asking whether there is anything. */
function isEmpty(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === "undefined";
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isStringLiteral(node) && node.text === "");
}

/** Whether a type is that of all texts, alone or among others. */
function isText(type: ts.Type): boolean {
  if (isSentenceType(type)) return false;
  return (type.isUnion() ? type.types : [type]).some(({ flags }) => (flags & ts.TypeFlags.String) !== 0);
}

function isSentenceType(type: ts.Type): boolean {
  return type.isUnion() ? type.types.some(isSentenceType) : type.getProperty("isSentence") !== undefined;
}
