// VS Code's lists and trees keep only the rows in sight in the page, in no particular order.
import type { Locator } from "playwright-core";
import { until } from "./until.ts";

/** One row of a list or tree as a person sees and hears it. */
export interface Row {
  readonly label: string;
  readonly description: string;
  /** The second line of a quick pick's row. */
  readonly detail: string;
  /** The class of the icon, such as `codicon-error`; empty without one. */
  readonly icon: string;
  /** What a screen reader says. */
  readonly accessibleName: string;
  /** 1 at the root. */
  readonly level: number;
  /** Absent on a row that has no children. */
  readonly expanded: boolean | undefined;
}

interface PlacedRow extends Row {
  readonly index: number;
  readonly last: boolean;
}

/** Reads the rows of `list` that are in sight, top to bottom. */
export async function visibleRows(list: Locator): Promise<readonly Row[]> {
  return (await placedRows(list)).map(withoutPlace);
}

/** Reads all rows of `list`, scrolling through it. */
export async function allRows(list: Locator): Promise<readonly Row[]> {
  const seen = new Map<number, PlacedRow>();
  if ((await placedRows(list))[0]?.index !== 0) await scroll(list, -100_000);
  for (;;) {
    const rows = await placedRows(list);
    for (const row of rows) seen.set(row.index, row);
    if (rows.length === 0 || rows.some((row) => row.last)) break;
    await scroll(list, 100);
  }
  return [...seen.values()].sort((a, b) => a.index - b.index).map(withoutPlace);
}

/** Turns the wheel over `list` and waits until other rows are in sight. */
async function scroll(list: Locator, pixels: number): Promise<void> {
  const before = await placedRows(list);
  await list.hover({ force: true });
  await list.page().mouse.wheel(0, pixels);
  await until("a list scrolls", async () => {
    const now = await placedRows(list);
    return now[0]?.index !== before[0]?.index || now.at(-1)?.index !== before.at(-1)?.index;
  });
}

function withoutPlace({ label, description, detail, icon, accessibleName, level, expanded }: PlacedRow): Row {
  return { label, description, detail, icon, accessibleName, level, expanded };
}

async function placedRows(list: Locator): Promise<readonly PlacedRow[]> {
  const rows = await list.locator(".monaco-list-row").evaluateAll((elements) =>
    elements.map((row) => ({
      index: Number(row.getAttribute("data-index")),
      last: row.getAttribute("data-last-element") === "true",
      label: row.querySelector(".label-name")?.textContent.trim() ?? "",
      description: row.querySelector(".label-description")?.textContent.trim() ?? "",
      detail: row.querySelector(".quick-input-list-label-meta .label-name")?.textContent.trim() ?? "",
      icon:
        [...(row.querySelector(".monaco-tl-contents .codicon:not(.action-label)")?.classList ?? [])].find(
          (name) => name.startsWith("codicon-"),
        ) ?? "",
      accessibleName: row.getAttribute("aria-label") ?? "",
      level: Number(row.getAttribute("aria-level") ?? 1),
      expanded: row.hasAttribute("aria-expanded") ? row.getAttribute("aria-expanded") === "true" : undefined,
    })),
  );
  return rows.sort((a, b) => a.index - b.index);
}
