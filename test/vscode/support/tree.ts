import type { Locator, Page } from "playwright-core";
import { allRows, type Row } from "./list.ts";
import { retrying } from "./until.ts";

/**
 * A tree view, addressed by its name. A row is addressed by its label; where several have the same one, by how a screen reader
 * begins to read it ("kv, denied for office").
 */
export interface Tree {
  readonly rows: () => Promise<readonly Row[]>;
  readonly expand: (label: string) => Promise<void>;
  /** A click selects the row and runs its command. */
  readonly click: (label: string) => Promise<void>;
  /** Presses one of the buttons that appear when the pointer is on the row. */
  readonly press: (label: string, button: string) => Promise<void>;
  /** Chooses an entry of a row's menu. */
  readonly menu: (label: string, entry: string) => Promise<void>;
}

/** The tree that a screen reader calls `name`: the title of a view, or the name VS Code gave its own trees. */
export function tree(page: Page, name: string): Tree {
  // Looking for the role would compute what every element of the window is called.
  const list = page.locator(`[role="tree"][aria-label="${name}"]`);
  return {
    rows: async () => ((await list.isVisible()) ? allRows(list) : []),
    expand: (label) => expandRow(firstRow(list, label)),
    click: (label) => rowOf(list, label).locator(".monaco-tl-contents").click(),
    press: async (label, button) => {
      await rowOf(list, label).hover();
      await rowOf(list, label).locator(`.action-label[aria-label^="${button}"]`).click();
    },
    menu: async (label, entry) => {
      const row = firstRow(list, label);
      await retrying(
        `the menu of ${label} has ${entry} in focus`,
        async () => {
          // A menu that opened late would keep the pointer from the row.
          if (await page.locator(".monaco-menu").first().isVisible()) await page.keyboard.press("Escape");
          await row.click({ button: "right" });
        },
        () => focusMenuItem(page, entry),
      );
      await page.keyboard.press("Enter");
    },
  };
}

/**
 * A sheet over a menu swallows clicks at first, so the keyboard chooses, once the entry has the focus. An editor that comes to the
 * front meanwhile closes the menu, and would take the key.
 */
async function focusMenuItem(page: Page, entry: string): Promise<boolean> {
  const item = page.getByRole("menuitem", { name: entry }).first();
  if (!(await item.isVisible())) return false;
  // The menu may close at any moment, and Playwright would wait for half a minute until there is another one.
  const briefly = { timeout: 2_000 };
  await item.hover({ force: true, ...briefly }).catch(() => undefined);
  return item
    .evaluate((element) => element.closest(".focused") !== null, undefined, briefly)
    .catch(() => false);
}

/** The first row whose label is `label`, or that a screen reader begins to read like that. */
function firstRow(list: Locator, label: string): Locator {
  const spoken = list.locator(`.monaco-list-row[aria-label^="${label}"]`);
  return rowOf(list, label).or(spoken).first();
}

/** Unfolds a folder's row and waits until it is unfolded. */
export async function expandRow(row: Locator): Promise<void> {
  await row.waitFor();
  const isExpanded = async () => (await row.getAttribute("aria-expanded")) === "true";
  if (await isExpanded()) return;
  // A list that is just drawn again swallows clicks.
  await retrying("a tree row unfolds", () => row.locator(".monaco-tl-twistie").click(), isExpanded);
}

/** The row of `list` whose label is exactly `label`. */
export function rowOf(list: Locator, label: string): Locator {
  const page = list.page();
  return list
    .locator(".monaco-list-row")
    .filter({ has: page.locator(".label-name").getByText(label, { exact: true }) });
}
