// VS Code's lists and trees keep only the rows in sight in the page, in no particular order.
import type { Locator } from "playwright-core";
import { within } from "./until.ts";

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

/** A row with its position in the list, even while other rows are out of view. */
export interface Placed {
  readonly index: number;
  readonly last: boolean;
}

type PlacedRow = Row & Placed;

/** Reads the rows of `list` that are in sight, top to bottom. */
export async function visibleRows(list: Locator): Promise<readonly Row[]> {
  return (await placedRows(list)).map(withoutPlace);
}

/** Reads all rows of `list`, scrolling through it. */
export async function allRows(list: Locator): Promise<readonly Row[]> {
  return (await readThrough(list, () => placedRows(list))).map(withoutPlace);
}

/** Scrolls through `list` from its top; `read` returns what is in sight. */
export async function readThrough<T extends Placed>(
  list: Locator,
  read: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const seen = new Map<number, T>();
  let rows = await read();
  if (rows.length > 0 && rows.every((row) => row.index > 0)) rows = await scroll(list, -100_000, rows, read);
  for (;;) {
    const known = seen.size;
    for (const row of rows) seen.set(row.index, row);
    if (seen.size === known || rows.some((row) => row.last)) break;
    rows = await scroll(list, 100, rows, read);
  }
  return [...seen.values()].sort((a, b) => a.index - b.index);
}

/**
 * Turns a wheel over `list` and reads it when other rows are in sight than `before`, or a second has passed. The pointer stays
 * where it is: it would open tooltips over the rows, and those would take the next turn of the wheel.
 */
async function scroll<T extends Placed>(
  list: Locator,
  pixels: number,
  before: readonly T[],
  read: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const extent = (rows: readonly Placed[]) => rows.map((row) => row.index).join();
  await list.locator(".monaco-list-rows").evaluate((element, deltaY) => {
    // VS Code reads the old property, whose sign differs, and browsers do not agree on what it is where only the new one is given.
    const wheel = { deltaY, wheelDeltaY: -deltaY, bubbles: true, cancelable: true };
    element.dispatchEvent(new WheelEvent("wheel", wheel));
  }, pixels);
  const moved = await within(1_000, async () => {
    const now = await read();
    return extent(now) !== extent(before) && now;
  });
  return moved ?? [];
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
