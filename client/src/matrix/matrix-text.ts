import { escapeMarkdown, markdownTable } from "../markdown.ts";
import type { Say } from "../say.ts";
import { dataPlaneOnly } from "../verdicts/verdict-markdown.ts";
import { legend } from "./legend.ts";
import type { EnvironmentTable, Matrix } from "./matrix.ts";

/** The matrix as a Markdown document; the same matrix gives the same bytes. */
export function matrixMarkdown(
  say: Say,
  { caption, summary, vaults, rows, notes, environments }: Matrix,
): string {
  const table = markdownTable(
    ["", ...vaults].map(escapeMarkdown),
    rows.map(({ source, cells }) => [source, ...cells.map((cell) => cell?.text ?? "")].map(escapeMarkdown)),
  );
  const paragraphs = [
    `# ${say("Access matrix")}`,
    escapeMarkdown(caption),
    table,
    escapeMarkdown(summary),
    ...notes.map(escapeMarkdown),
    legend(say)
      .map(([, meaning]) => `* ${escapeMarkdown(meaning)}`)
      .join("\n"),
    ...(environments ? environmentsMarkdown(environments) : []),
    say(dataPlaneOnly),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function environmentsMarkdown({ caption, names, rows }: EnvironmentTable): readonly string[] {
  const cells = rows.map((row) => [row.vault, ...row.cells].map(escapeMarkdown));
  return [`## ${escapeMarkdown(caption)}`, markdownTable(["", ...names].map(escapeMarkdown), cells)];
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
