import type { Locator, Page } from "playwright-core";
import { readThrough } from "./list.ts";

/** A row of the Problems panel. */
export interface Problem {
  readonly file: string;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  /** Who says so; VS Code's own JSON support speaks here too, so filter by it. */
  readonly source: string;
  readonly code: string;
  /** From 1, as shown. */
  readonly line: number;
  readonly column: number;
}

/** Reads the open Problems panel; hints are not listed there. */
export async function readProblems(page: Page): Promise<readonly Problem[]> {
  const panel = page.locator(".markers-panel .monaco-list");
  if (!(await panel.isVisible())) return [];
  return problemsOf(await readThrough(panel, () => readRows(panel)));
}

type PanelRow = Awaited<ReturnType<typeof readRows>>[number];

async function readRows(panel: Locator) {
  const rows = await panel.locator(".monaco-list-row").evaluateAll((elements) =>
    elements.map((row) => ({
      index: Number(row.getAttribute("data-index")),
      last: row.getAttribute("data-last-element") === "true",
      file: row.querySelector(".label-name")?.textContent,
      icon: row.querySelector(".marker-icon")?.className ?? "",
      message: [...row.querySelectorAll(".marker-message")].map((line) => line.textContent).join("\n"),
      source: row.querySelector(".marker-source")?.textContent ?? "",
      code: row.querySelector(".marker-code")?.textContent ?? "",
      place: row.querySelector(".marker-line")?.textContent ?? "",
    })),
  );
  return rows.sort((a, b) => a.index - b.index);
}

/** A file's row is above the rows of its problems. */
function problemsOf(rows: readonly PanelRow[]): readonly Problem[] {
  let file = "";
  const problems: Problem[] = [];
  for (const { icon, message, source, code, place, ...row } of rows) {
    file = row.file ?? file;
    const position = /Ln (\d+), Col (\d+)/.exec(place);
    if (position === null) continue;
    const severity = (["error", "warning"] as const).find((word) => icon.includes(word)) ?? "info";
    problems.push({
      file,
      severity,
      message,
      source,
      code,
      line: Number(position[1]),
      column: Number(position[2]),
    });
  }
  return problems;
}
