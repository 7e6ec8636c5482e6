import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../../..");

/** A regular expression as it is written, and where. */
export interface Pattern {
  readonly file: string;
  readonly regex: RegExp;
}

/** Every regular expression that a folder's source has as a literal, and the calls that put others together. */
export function patternsOf(folder: string): {
  readonly literals: readonly Pattern[];
  readonly computed: readonly string[];
} {
  const literals: Pattern[] = [];
  const computed: string[] = [];
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort()) {
    if (!name.endsWith(".ts") || name.endsWith(".d.ts")) continue;
    const file = `${folder}/${name.replaceAll("\\", "/")}`;
    const text = readFileSync(join(root, file), "utf8");
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) literals.push({ file, regex: regexOf(node.text) });
      if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "RegExp")
        computed.push(`${file}: ${(node.arguments ?? []).map((each) => each.getText()).join(", ")}`);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true));
  }
  return { literals, computed };
}

function regexOf(literal: string): RegExp {
  const end = literal.lastIndexOf("/");
  return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}
