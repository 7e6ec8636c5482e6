import ts from "typescript";
import type { OwnRule } from "./rule.ts";

/** The core, but for what folds itself, and what changes case for people or as the functions of templates do. */
const within =
  /\/core\/(?!(?:text\/(?:fold|decode|addresses|glob)|services\/search|words\/.*|evaluate\/functions\/.*)\.ts$)/;

/** Forbids folding as JavaScript does in the core: it takes U+212A for k, which Azure does not. */
export const noForeignCase: OwnRule = {
  name: "no-foreign-case",
  within: () => (node) => {
    if (ts.isSourceFile(node) || !within.test(node.getSourceFile().fileName)) return [];
    if (ts.isRegularExpressionLiteral(node) && /\/[a-z]*(?:i[a-z]*[uv]|[uv][a-z]*i)[a-z]*$/.test(node.text))
      return [{ node, message: "With these flags U+212A is a k: leave one out." }];
    return ts.isPropertyAccessExpression(node) &&
      /^to(?:LocaleLower|LocaleUpper|Lower)Case$/.test(node.name.text)
      ? [
          {
            node: node.name,
            message: "Fold key words with foldWord, and names that authors choose with foldName.",
          },
        ]
      : [];
  },
};
