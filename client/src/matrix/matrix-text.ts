import { escapeMarkdown, markdownTable } from "../markdown.ts";
import type { Matrix } from "./matrix.ts";

/** The matrix as a Markdown document; the same matrix gives the same bytes. */
export function matrixMarkdown({ caption, summary, vaults, rows }: Matrix): string {
  const table = markdownTable(
    ["", ...vaults].map(escapeMarkdown),
    rows.map(({ source, cells }) => [source, ...cells.map((cell) => cell?.text ?? "")].map(escapeMarkdown)),
  );
  const paragraphs = [
    "# Access matrix",
    escapeMarkdown(caption),
    table,
    escapeMarkdown(summary),
    "Data plane only: deployments and changes of the vault itself are not filtered by these rules. Permissions are not checked.",
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

/** The matrix for a spreadsheet (RFC 4180). */
export function matrixCsv({ vaults, rows }: Matrix): string {
  const lines = rows.map(({ source, cells }) => [source, ...cells.map((cell) => cell?.text ?? "")]);
  return [["", ...vaults], ...lines].map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

/** A spreadsheet would run a cell that begins like a formula; the apostrophe makes it text. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
