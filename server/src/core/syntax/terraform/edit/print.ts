import type { Written } from "../../../template/written.ts";
import type { Layout } from "./lines.ts";

type Dictionary = Readonly<Record<string, Written>>;

export function isDictionary(value: Written): value is Dictionary {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value on one line. */
export function printValue(value: Written): string {
  if (typeof value === "string") return printString(value);
  if (isDictionary(value)) {
    const entries = Object.entries(value).map(([key, each]) => `${printKey(key)} = ${printValue(each)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  if (typeof value === "object" && value !== null) return `[${value.map(printValue).join(", ")}]`;
  return String(value);
}

/** The lines of a block, its first line without indentation. */
export function printBlock(type: string, value: Dictionary, indentation: string, layout: Layout): string {
  const inner = indentation + layout.indent;
  const attributes = Object.entries(value).filter(([, each]) => !isDictionary(each));
  const blocks = Object.entries(value).flatMap(([key, each]) =>
    isDictionary(each) ? [`${inner}${printBlock(key, each, inner, layout)}`] : [],
  );
  const width = Math.max(0, ...attributes.map(([key]) => key.length));
  const lines = attributes.map(([key, each]) => `${inner}${key.padEnd(width)} = ${printValue(each)}`);
  return [`${type} {`, ...lines, ...blocks, `${indentation}}`].join(layout.newline);
}

/** Keys of objects that are no names are quoted. */
export function printKey(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : printString(key);
}

function printString(value: string): string {
  const escaped = JSON.stringify(value)
    .replaceAll("${", () => "$${")
    .replaceAll("%{", () => "%%{");
  return escaped.replaceAll("\\b", "\\u0008").replaceAll("\\f", "\\u000c");
}
