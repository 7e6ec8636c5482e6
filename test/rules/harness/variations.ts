import type { Fixture } from "./fixtures.ts";

/** Another way to lay out the same text. */
export interface Variation {
  readonly name: string;
  /** Whether a fix of the varied text gives the varied fixed text, character by character: only white space differs. */
  readonly isExact: boolean;
  readonly of: (text: string, extension: Fixture["extension"]) => string;
}

/** The ways in which people lay out files, each applied to every fixture whose syntax allows it. */
export const variations: readonly Variation[] = [
  { name: "CRLF", isExact: true, of: (text) => text.replace(/\r?\n/g, "\r\n") },
  { name: "tabs", isExact: true, of: tabbed },
  { name: "a comment behind every line", isExact: false, of: commented },
  { name: "objects on one line", isExact: false, of: onOneLine },
  { name: "lists on one line", isExact: false, of: listsOnOneLine },
];

function tabbed(text: string): string {
  return text.replace(/^(?: {2})+/gm, (blanks) => "\t".repeat(blanks.length / 2));
}

/** Where a text runs over lines no comment can be added. */
function commented(text: string, extension: Fixture["extension"]): string {
  if (/'''|<<|^---/m.test(text)) return text;
  const marker = extension.endsWith("tf") ? "#" : "//";
  return text
    .split("\n")
    .map((line, index) =>
      /[^\s\\]\s*$/.test(line) && !/(?:\/\/|#|\/\*)/.test(line)
        ? `${line.trimEnd()} ${marker} line ${index + 1}`
        : line,
    )
    .join("\n");
}

/** The network rules, and whatever else has that shape: objects that hold no comment. Terraform's blocks take lines of their own. */
function onOneLine(text: string, extension: Fixture["extension"]): string {
  if (extension.endsWith("tf")) return text;
  return text.replace(
    /^( *)("?networkAcls"?: )\{\r?\n([^]*?)^\1\}/gm,
    (whole, blanks: string, key: string, inside: string) =>
      /\/\/|\/\*|'''/.test(inside) ? whole : `${blanks}${key}{ ${joined(inside, extension)} }`,
  );
}

/** Lists of plain items or small objects, whose brackets are on separate lines. */
function listsOnOneLine(text: string, extension: Fixture["extension"]): string {
  return text.replace(
    /^( *)([\w"]+ *[:=] )\[\r?\n([^[\]]*?)^\1\]/gm,
    (whole, blanks: string, key: string, inside: string) =>
      /\/\/|\/\*|#|'''/.test(inside) ? whole : `${blanks}${key}[${joined(inside, extension)}]`,
  );
}

/** Bicep, and objects of Terraform, separate items on separate lines by their line breaks. */
function joined(inside: string, extension: Fixture["extension"]): string {
  const lines = inside
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (extension !== "bicep" && !extension.endsWith("tf")) return lines.join(" ").replace(/,$/, "");
  return lines
    .reduce(
      (text, line) =>
        /[{[(,]$|^$/.test(text) || /^[}\])]/.test(line) ? `${text} ${line}` : `${text}, ${line}`,
      "",
    )
    .replace(/^,? /, "");
}
