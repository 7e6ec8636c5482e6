import type { HclNode } from "./hcl/node.ts";

/** A quoted piece without its escapes: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
export function unescapeQuoted(raw: string): string {
  const plain = raw.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs,
    (whole: string, four?: string, eight?: string, letter?: string) => {
      const hex = four ?? eight;
      if (hex !== undefined) return characterOf(hex) ?? whole;
      return letters.get(letter ?? "") ?? letter ?? whole;
    },
  );
  return unescapeHeredoc(plain);
}

/** A piece of a heredoc, in which only template markers are escaped. */
export function unescapeHeredoc(raw: string): string {
  return raw.replaceAll("$${", "${").replaceAll("%%{", "%{");
}

/** What is between the line of the opening marker and that of the closing one. */
export function heredocContent(
  text: string,
  node: HclNode,
): { readonly start: number; readonly end: number } {
  const [, opening] = node.children;
  const closing = node.children.at(-1) ?? node;
  const lineEnd = text.indexOf("\n", opening?.end ?? node.start);
  const start = lineEnd < 0 ? node.end : lineEnd + 1;
  const end = text.lastIndexOf("\n", closing.start) + 1;
  return { start, end: Math.max(start, end) };
}

/** Removes the indentation that all lines share. Only literal text determines where a line begins. */
export function dedent<T>(parts: readonly (string | T)[]): readonly (string | T)[] {
  const marked = parts.map((part, index) =>
    typeof part === "string" ? { part, begins: index === 0 } : null,
  );
  const lines = marked.flatMap((each) => {
    if (!each) return [];
    const all = each.part.split("\n");
    const begun = each.begins ? all : all.slice(1);
    return begun.filter((line, index) => line.trim() !== "" || (index === begun.length - 1 && line !== ""));
  });
  const indents = lines.map((line) => line.length - line.trimStart().length);
  const first = typeof parts[0] === "string" ? indents : [...indents, 0];
  const indent = first.length > 0 ? Math.min(...first) : 0;
  const cut = new RegExp(`(^|\\n)[ \\t]{0,${indent}}`, "g");
  return parts.map((part, index) => {
    if (typeof part !== "string") return part;
    return part.replace(cut, (whole: string, begin: string) =>
      begin === "\n" || index === 0 ? begin : whole,
    );
  });
}

const letters: ReadonlyMap<string, string> = new Map(
  Object.entries({ n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" }),
);

function characterOf(hex: string): string | null {
  const code = parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
