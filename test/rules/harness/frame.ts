import { readFileSync } from "node:fs";

/**
 * What many scenarios have in common is written once, in `frame.md`: a line `«closed vault»` of a block is the part of that name, in
 * the block's language and indented as the line is. A block of JSON that is a list holds the resources of a template.
 */
const parts = readParts(readFileSync("test/rules/harness/frame.md", "utf8"));

interface Part {
  readonly language: string;
  readonly name: string;
  readonly lines: readonly string[];
}

const reference = /^([ \t]*)«(.+)»(,?)$/;
const start = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
`;
const end = "  ]\n}\n";

/** The text that a block represents. An unknown part is an error of the page. */
export function expand(written: string, fence: string): string {
  const text = written
    .split("\n")
    .flatMap((line) => {
      const [, indent = "", name = "", comma = ""] = reference.exec(line) ?? [];
      return name === "" ? [line] : laidOut(partNamed(name, languageOf(fence)), indent, comma);
    })
    .join("\n");
  if (fence !== "json" || !text.startsWith("[\n")) return text;
  return `${start}${text.slice(2, -2).replace(/^(?=.)/gm, "  ")}${end}`;
}

/** The shortest block that represents a text: the inverse of `expand`, with those parts of the frame that `isWanted` names. */
export function collapse(
  text: string,
  fence: string,
  isWanted: (name: string) => boolean = () => true,
): string {
  let lines = listed(text, fence).split("\n");
  for (const part of parts.filter(({ language, name }) => language === languageOf(fence) && isWanted(name)))
    lines = withReferences(lines, part);
  const written = lines.join("\n");
  return expand(written, fence) === text ? written : text;
}

/** The parts of the frame that a block refers to. */
export function partsOf(written: string): ReadonlySet<string> {
  return new Set(written.split("\n").flatMap((line) => reference.exec(line)?.[2] ?? []));
}

/** A template of nothing but resources as their list, if all its lines can move to the left. */
function listed(text: string, fence: string): string {
  if (fence !== "json" || !text.startsWith(start) || !text.endsWith(end)) return text;
  const inside = text.slice(start.length, -end.length);
  return /^(?! {2}|$)/m.test(inside) ? text : `[\n${inside.replace(/^ {2}/gm, "")}]\n`;
}

function withReferences(lines: readonly string[], { name, lines: wanted }: Part): string[] {
  const written: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const indent = /^\s*/.exec(lines[index] ?? "")?.[0] ?? "";
    const found = lines.slice(index, index + wanted.length).join("\n");
    const comma = ["", ","].find((each) => laidOut(wanted, indent, each).join("\n") === found);
    written.push(comma === undefined ? (lines[index] ?? "") : `${indent}«${name}»${comma}`);
    if (comma !== undefined) index += wanted.length - 1;
  }
  return written;
}

function laidOut(lines: readonly string[], indent: string, comma: string): readonly string[] {
  return lines.map((line, index) => {
    const isLast = index === lines.length - 1;
    return `${line === "" ? "" : indent}${line}${isLast ? comma : ""}`;
  });
}

function partNamed(name: string, language: string): readonly string[] {
  const part = parts.find((each) => each.name === name && each.language === language);
  if (!part) throw new Error(`frame.md has no part «${name}» in ${language}.`);
  return part.lines;
}

function languageOf(fence: string): string {
  return fence.split(" ")[0] ?? "";
}

/** The longest first, so that a text is as short as it can be. */
function readParts(page: string): readonly Part[] {
  const sections = page.split(/^## /m).slice(1);
  return sections
    .flatMap((section) => {
      const name = section.slice(0, section.indexOf("\n"));
      const blocks = [...section.matchAll(/^```(\w+)\n(.*?)\n```$/gms)];
      return blocks.map(([, language = "", text = ""]) => ({ language, name, lines: text.split("\n") }));
    })
    .sort((a, b) => b.lines.length - a.lines.length);
}
