import type { Locator, Page } from "playwright-core";
import { readSquiggles, type Squiggle } from "./squiggles.ts";
import { retrying, until } from "./until.ts";

/** The active text editor. Places in it are named by text: the first occurrence, or the one counted from 1. */
export interface Editor {
  /** The lines in sight, as shown. */
  readonly visibleText: () => Promise<string>;
  readonly squiggles: () => Promise<readonly Squiggle[]>;
  /** The CodeLens line above each line that has one, such as `Open to every network | Simulate access`. */
  readonly lenses: () => Promise<readonly string[]>;
  readonly clickLens: (title: string) => Promise<void>;
  readonly inlayHints: () => Promise<readonly string[]>;
  /** Selects `text`, which is on one line. */
  readonly select: (text: string, occurrence?: number) => Promise<void>;
  /** Puts the cursor before `text`. */
  readonly putCursorAt: (text: string, occurrence?: number) => Promise<void>;
  /** Puts the cursor at a line and column, both from 1. */
  readonly goTo: (line: number, column?: number) => Promise<void>;
  /** Shows the hover at `text` until it contains `expected`; returns all it says and leaves it open. */
  readonly hover: (text: string, expected: string) => Promise<string>;
  /** Opens the light bulb menu at `text` until it offers `expected`; returns the titles and closes it. */
  readonly codeActions: (text: string, expected: string) => Promise<readonly string[]>;
  /** Opens the light bulb menu at `text` and chooses `title`, waiting until it is offered. */
  readonly applyCodeAction: (text: string, title: string) => Promise<void>;
  /** Puts the cursor before `text` and lists what could be written there, waiting until `expected` is offered. */
  readonly suggestions: (text: string, expected: string) => Promise<readonly string[]>;
  /** Presses the keys of `text` one after the other, as a person does (brackets close themselves). */
  readonly type: (text: string) => Promise<void>;
  /** Replaces `text` by `replacement` in one stroke. */
  readonly replace: (text: string, replacement: string) => Promise<void>;
  /** Takes back the last change, also where it has been saved already. */
  readonly undo: () => Promise<void>;
  readonly save: () => Promise<void>;
}

export function editor(page: Page): Editor {
  const pane = page.locator(".editor-group-container.active .editor-instance .monaco-editor").first();
  const select = (text: string, occurrence = 1) => selectText(page, pane, text, occurrence);
  const putCursorAt = async (text: string, occurrence = 1) => {
    await select(text, occurrence);
    await page.keyboard.press("ArrowLeft");
  };
  return {
    visibleText: () => readLines(pane),
    squiggles: () => readSquiggles(pane),
    lenses: async () => (await pane.locator(".codelens-decoration").allTextContents()).map(plain),
    clickLens: (title) =>
      pane.locator(".codelens-decoration a").getByText(title, { exact: true }).first().click(),
    inlayHints: () => texts(pane.locator(".view-line [class*='dyn-rule-']")),
    select,
    putCursorAt,
    goTo: (line, column = 1) => goTo(page, pane, line, column),
    hover: (text, expected) => hover(page, pane, () => putCursorAt(text), expected),
    codeActions: async (text, expected) => {
      const titles = await openMenu(page, () => putCursorAt(text), expected);
      await closeMenu(page);
      return titles;
    },
    applyCodeAction: async (text, title) => {
      await openMenu(page, () => putCursorAt(text), title);
      const row = page.locator(".action-widget .action .title").getByText(title, { exact: true }).first();
      // A sheet over the menu swallows clicks until the pointer first moves, lest a double-click choose.
      await row.hover({ force: true });
      await row.click();
      await page.locator(".action-widget").first().waitFor({ state: "hidden" });
    },
    suggestions: (text, expected) => suggestions(page, pane, () => putCursorAt(text), expected),
    type: async (text) => {
      await focus(page, pane);
      await page.keyboard.type(text);
    },
    replace: async (text, replacement) => {
      await select(text);
      await paste(page, replacement);
    },
    undo: async () => {
      await focus(page, pane);
      await page.keyboard.press("Control+z");
    },
    save: async () => {
      await focus(page, pane);
      await page.keyboard.press("Control+s");
      await page.locator(".editor-group-container.active .tab.active:not(.dirty)").waitFor();
    },
  };
}

/** Closes what floats over the editor and moves the keyboard into it. */
async function focus(page: Page, pane: Locator): Promise<void> {
  await retrying(
    "the editor has the keyboard",
    async () => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+1");
    },
    () => pane.evaluate((element) => element.contains(document.activeElement)),
  );
}

/** Finds through the find widget, which searches the whole document and not only the lines in sight. */
async function selectText(page: Page, pane: Locator, text: string, occurrence: number): Promise<void> {
  const widget = pane.locator(".find-widget.visible");
  const count = widget.locator(".matchesCount");
  await focus(page, pane);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+f");
  const input = widget.locator(".find-part textarea.input");
  await matchCase(widget);
  // The widget remembers the last search, and only a change of the text moves to the first match.
  await input.fill("");
  await input.fill(text);
  for (let match = 1; match <= occurrence; match++) {
    if (match > 1) await input.press("Enter");
    await until(`the editor selects match ${match} of ${text}`, async () =>
      (await count.innerText()).startsWith(`${match} `),
    );
  }
  // What floats over the editor may take the first one.
  await retrying(
    "the search closes",
    () => page.keyboard.press("Escape"),
    async () => !(await widget.isVisible()),
  );
}

async function matchCase(widget: Locator): Promise<void> {
  const toggle = widget.locator(".find-part .codicon-case-sensitive");
  if ((await toggle.getAttribute("aria-checked")) !== "true") await toggle.click();
}

/** Typing would close brackets and quotes on the way; pasting is taken as it is. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((data) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", data);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

async function goTo(page: Page, pane: Locator, line: number, column: number): Promise<void> {
  await focus(page, pane);
  await page.keyboard.press("Control+g");
  const input = page.locator(".quick-input-widget input");
  await input.fill(`:${line}:${column}`);
  await input.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

async function hover(
  page: Page,
  pane: Locator,
  place: () => Promise<void>,
  expected: string,
): Promise<string> {
  const rows = pane.locator(".monaco-hover:not(.hidden) .hover-row:not(.status-bar)");
  let shown = "";
  return retrying(
    () => `a hover says "${expected}", where it says "${shown}"`,
    async () => {
      await place();
      await page.keyboard.press("Control+k");
      await page.keyboard.press("Control+i");
    },
    async () => {
      shown = (await texts(rows)).join("\n");
      return shown.includes(expected) && shown;
    },
  );
}

async function openMenu(
  page: Page,
  place: () => Promise<void>,
  expected: string,
): Promise<readonly string[]> {
  const rows = page.locator(".action-widget .monaco-list-row.action .title");
  let titles: readonly string[] = [];
  return retrying(
    () => `the light bulb offers "${expected}", where it offers ${JSON.stringify(titles)}`,
    async () => {
      await place();
      await page.keyboard.press("Control+.");
    },
    async () => {
      titles = await texts(rows);
      return titles.includes(expected) && titles;
    },
  );
}

async function suggestions(
  page: Page,
  pane: Locator,
  place: () => Promise<void>,
  expected: string,
): Promise<readonly string[]> {
  const rows = pane.locator(".suggest-widget .monaco-list-row .label-name");
  const offered = await retrying(
    `the editor offers "${expected}"`,
    async () => {
      await place();
      await page.keyboard.press("Control+Space");
    },
    async () => {
      const labels = await texts(rows);
      return labels.includes(expected) && labels;
    },
  );
  await page.keyboard.press("Escape");
  return offered;
}

async function closeMenu(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.locator(".action-widget").first().waitFor({ state: "hidden" });
}

async function readLines(pane: Locator): Promise<string> {
  const lines = await pane.locator(".view-line").evaluateAll((elements) =>
    elements
      .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent }))
      .sort((a, b) => a.top - b.top)
      .map((line) => line.text),
  );
  return lines.map(plain).join("\n");
}

async function texts(locator: Locator): Promise<readonly string[]> {
  return (await locator.allInnerTexts()).map(plain);
}

/** The page shows spaces as no-break spaces. */
function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}
