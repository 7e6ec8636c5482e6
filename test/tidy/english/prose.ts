import ts from "typescript";

/** What people read of a Markdown file: no code and no addresses. */
export function markdownProse(markdown: string): string {
  return markdown
    .replaceAll(/^```[\s\S]*?^```/gm, "")
    .replaceAll(/`[^`\n]*`/g, "code")
    .replaceAll(/\]\([^)]*\)/g, "]")
    .replaceAll(/https?:\S+/g, "");
}

/** Every text under a key that people read, at any depth. */
export function textsUnder(json: unknown, keys: readonly string[]): readonly string[] {
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) =>
    typeof value === "string" ? (keys.includes(key) ? [value] : []) : textsUnder(value, keys),
  );
}

/** The texts of a TypeScript file that hold a space: sentences and parts of them, templates with `{}` for each value. */
export function textsOfCode(code: string): readonly string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node))
      texts.push(
        [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join("{}"),
      );
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("code.ts", code, ts.ScriptTarget.Latest));
  return texts.filter((text) => text.includes(" "));
}
