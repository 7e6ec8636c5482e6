import type { SyntaxNode } from "../../../server/src/core/syntax/bicep/nodes.ts";
import {
  type BicepFile,
  type BicepNode,
  childrenOf,
} from "../../../server/src/core/syntax/bicep/file-nodes.ts";

const hidden = new Set(["kind", "start", "end", "text", "open", "close", "commas", "dialect"]);

/**
 * The tree as text for tests: one line per node with its plain fields, children indented below it. Missing brackets
 * are shown as `unclosed`; problems that are not nodes of the tree follow at the end.
 */
export function dumpBicep(file: BicepFile): string {
  const lines: string[] = [];
  for (const declaration of file.declarations) dumpNode(file.text, declaration, "", lines);
  for (const { kind, start, end } of file.comments)
    lines.push(`${kind} ${JSON.stringify(file.text.slice(start, end))}`);
  for (const { code, start, end } of file.errors) lines.push(`! ${code} ${quote(file.text, start, end)}`);
  return lines.join("\n") + "\n";
}

function dumpNode(text: string, node: BicepNode, indent: string, lines: string[]): void {
  lines.push(indent + headline(text, node));
  for (const child of childrenOf(node)) dumpNode(text, child, indent + "  ", lines);
}

function headline(text: string, node: BicepNode): string {
  const parts: string[] = [node.kind, ...plainFields(node)];
  if (node.kind === "name") parts.push(node.text);
  if (node.kind === "error") parts.push(quote(text, node.start, node.end));
  if ("close" in node && node.close === undefined) parts.push("unclosed");
  return parts.join(" ");
}

function plainFields(node: SyntaxNode): readonly string[] {
  const parts: string[] = [];
  for (const [field, value] of Object.entries(node) as [string, unknown][]) {
    if (hidden.has(field) || isDefault(field, value)) continue;
    if (field === "value" && typeof value !== "object") parts.push(JSON.stringify(value));
    else if (value === true) parts.push(field);
    else if (typeof value !== "object") parts.push(field === "intact" ? "damaged" : JSON.stringify(value));
    else if (field === "segments") parts.push(JSON.stringify(value));
  }
  return parts;
}

/** Fields that say the usual thing are left out. */
function isDefault(field: string, value: unknown): boolean {
  if (field === "intact") return value === true;
  if (field === "value") return value === undefined;
  return value === undefined || value === false || value === "none" || value === "single";
}

function quote(text: string, start: number, end: number): string {
  return start === end
    ? `after ${JSON.stringify(text.slice(Math.max(0, start - 12), start))}`
    : JSON.stringify(text.slice(start, end));
}
