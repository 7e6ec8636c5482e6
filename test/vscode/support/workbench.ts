import { join } from "node:path";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { editor, type Editor } from "./editor.ts";
import { type Problem, readProblems } from "./problems.ts";
import { clickRow, quickInput, type QuickInput } from "./quick-input.ts";
import { expandRow, rowOf, tree, type Tree } from "./tree.ts";
import { retrying, until, within } from "./until.ts";

/**
 * A window of VS Code, operated as a user would. Members that read (`problems`, `rows`, `lenses`…) return the current state:
 * wait with vitest's `expect.poll`. What acts waits until it can.
 */
export interface Workbench {
  /** For what this driver has no word for. */
  readonly page: Page;
  readonly editor: Editor;
  readonly quickInput: QuickInput;
  /** Opens a file by its path in the folder, through the Explorer, where its row must be in sight. */
  readonly openFile: (path: string) => Promise<void>;
  /** Opens a file by its path in the folder, through Quick Open; in web VS Code that finds nothing. */
  readonly quickOpen: (path: string) => Promise<void>;
  /** Runs a command by its full name in the palette, such as `View: Toggle Panel`. */
  readonly run: (command: string) => Promise<void>;
  /** The names the palette offers for `text`. */
  readonly commands: (text: string) => Promise<readonly string[]>;
  readonly problems: () => Promise<readonly Problem[]>;
  /** Opens a view container by its name in the activity bar. */
  readonly openContainer: (title: string) => Promise<void>;
  /** Opens and unfolds one of our views by its title. */
  readonly openView: (title: string) => Promise<void>;
  /** Folds a view of the container that is open. */
  readonly foldView: (title: string) => Promise<void>;
  readonly tree: (name: string) => Tree;
  /** The texts and buttons of the welcome views in sight. */
  readonly welcome: () => Promise<readonly string[]>;
  /** The messages of the notifications in sight. */
  readonly notifications: () => Promise<readonly string[]>;
  readonly pressInNotification: (button: string) => Promise<void>;
  /** What a screen reader says of each entry of the status bar. */
  readonly statusBar: () => Promise<readonly string[]>;
  readonly openTabs: () => Promise<readonly string[]>;
  /** The name of the file in front; empty if there is none. */
  readonly fileInFront: () => Promise<string>;
  /** The labels of the tabs; the names of their files are `openTabs`. */
  readonly titles: () => Promise<readonly string[]>;
  /** Closes the editor in front. */
  readonly closeEditor: () => Promise<void>;
  /** Moves the keyboard to the first of several groups of editors. */
  readonly focusFirstGroup: () => Promise<void>;
  /** Presses a button in the title bar of the editor in front. */
  readonly pressInTitleBar: (button: string) => Promise<void>;
  /** The texts of the pages in frames: rendered Markdown, web views of extensions. */
  readonly pages: () => Promise<string>;
  /** Clicks the first link with this text in a page. */
  readonly followLink: (text: RegExp) => Promise<void>;
  readonly clipboard: {
    readonly read: () => Promise<string>;
    readonly write: (text: string) => Promise<void>;
  };
  /** Writes `test-results/<name>.png` and returns its path. */
  readonly screenshot: (name: string) => Promise<string>;
  /** Shows another folder in this window, in which nothing of the last one is left. */
  readonly visit: (url: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How a window looks, where that differs from what most tests need. */
export interface Look extends Pick<BrowserContextOptions, "viewport" | "deviceScaleFactor" | "colorScheme"> {
  /** The language that extensions see, such as `de`; VS Code itself stays English, because it has no other texts. */
  readonly language?: string;
}

/** Opens a window at an address that a running VS Code gave, and returns when its folder is listed. */
export async function openWorkbench(
  browser: Browser,
  url: string,
  { language, ...look }: Look = {},
): Promise<Workbench> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
    ...look,
  });
  const page = await context.newPage();
  await page.addInitScript(still);
  if (language !== undefined)
    await page.addInitScript((spoken) => {
      // https://github.com/microsoft/vscode/blob/1.100.3/src/vs/nls.ts
      Reflect.set(globalThis, "_VSCODE_NLS_LANGUAGE", spoken);
    }, language);
  // What is not saved is of no interest to the next test.
  page.on("dialog", (dialog) => void dialog.accept());
  await visit(page, url);
  return workbench(page);
}

/** In a page: what spins, wiggles, or fades is at its end at once. A window in which something moves is painted all the time. */
function still(): void {
  const style = new CSSStyleSheet();
  style.replaceSync(`
    .progress-bit, .codicon, .statusbar-item-label, .monaco-hover, .monaco-menu-container {
      animation-duration: 1ms !important;
      animation-delay: 0s !important;
      animation-iteration-count: 1 !important;
    }
    .monaco-scrollable-element > .scrollbar { transition: none !important; }
  `);
  document.adoptedStyleSheets = [style];
}

async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator(explorer).locator(".monaco-list-row").first().waitFor({ timeout: 60_000 });
}

const explorer = ".explorer-folders-view";
const results = join(import.meta.dirname, "../../../test-results");

function workbench(page: Page): Workbench {
  const input = quickInput(page);
  return {
    page,
    editor: editor(page),
    quickInput: input,
    openFile: (path) => openFile(page, path),
    quickOpen: (path) => quickOpen(page, input, path),
    run: (command) => run(page, input, command),
    commands: async (text) => {
      await openPalette(page, input, text);
      const rows = await input.rows();
      await input.cancel();
      return rows.map((row) => row.label);
    },
    problems: async () => {
      if (!(await page.locator(".markers-panel").isVisible()))
        await run(page, input, "Problems: Focus on Problems View");
      return readProblems(page);
    },
    openContainer: (title) => openContainer(page, title),
    openView: async (title) => {
      await openContainer(page, "Key Vault Network");
      // Rows out of sight are not drawn, and this view is open from the start.
      for (const overview of ["Overview", "Übersicht"]) {
        const isThere = await page.locator(`.pane-header[aria-label^="${overview}"]`).isVisible();
        if (isThere && title !== overview) await fold(page, overview, true);
      }
      await fold(page, title, false);
    },
    foldView: (title) => fold(page, title, true),
    tree: (name) => tree(page, name),
    welcome: () => page.locator(".welcome-view-content > *:visible").allInnerTexts(),
    notifications: () =>
      page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts(),
    pressInNotification: (button) =>
      page.locator(".notifications-toasts .monaco-button").getByText(button, { exact: true }).first().click(),
    statusBar: () =>
      page
        .locator(".statusbar-item")
        .evaluateAll((items) => items.map((item) => item.getAttribute("aria-label") ?? "")),
    openTabs: () =>
      page
        .locator(".tabs-container .tab")
        .evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute("data-resource-name") ?? "")),
    fileInFront: async () => {
      const tabs = page.locator(".editor-group-container.active .tab.active");
      const [name] = await tabs.evaluateAll((found) =>
        found.map((tab) => tab.getAttribute("data-resource-name")),
      );
      return name ?? "";
    },
    titles: async () =>
      (await page.locator(".tabs-container .tab .label-name").allInnerTexts()).map((title) =>
        title.replaceAll("\u00a0", " "),
      ),
    closeEditor: () => closeEditor(page),
    focusFirstGroup: () => focusFirstGroup(page),
    pressInTitleBar: (button) =>
      page.locator(".editor-group-container.active .editor-actions").getByLabel(button).first().click(),
    pages: () => readPages(page),
    followLink: async (text) => {
      await until(`a page has the link ${String(text)}`, () => clickLink(page, text));
    },
    clipboard: {
      read: () => page.evaluate(() => navigator.clipboard.readText()),
      write: (text) => page.evaluate((copied) => navigator.clipboard.writeText(copied), text),
    },
    screenshot: async (name) => {
      const path = join(results, `${name}.png`);
      await page.screenshot({ path });
      return path;
    },
    visit: (url) => visit(page, url),
    close: () => page.context().close(),
  };
}

async function readPages(page: Page): Promise<string> {
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  const bodies = frames.map((frame) =>
    frame
      .locator("body")
      .allInnerTexts()
      // A frame may go while it is read.
      .catch(() => []),
  );
  return (await Promise.all(bodies)).flat().join("\n");
}

async function clickLink(page: Page, text: RegExp): Promise<boolean> {
  for (const frame of page.frames()) {
    const link = frame.getByRole("link", { name: text }).first();
    // A frame may go while it is read.
    if (!(await link.isVisible().catch(() => false))) continue;
    await link.click();
    return true;
  }
  return false;
}

async function quickOpen(page: Page, input: QuickInput, path: string): Promise<void> {
  const { folder, name } = split(path);
  const list = page.locator(".quick-input-list");
  await retrying(
    `Quick Open finds ${path}`,
    async () => {
      if (await input.isOpen()) await input.cancel();
      await page.keyboard.press("Control+p");
      await input.fill(path);
    },
    () => clickRow(list, (row) => row.label === name && row.description === folder),
  );
  await shown(page, name);
}

async function openFile(page: Page, path: string): Promise<void> {
  await openContainer(page, "Explorer");
  const list = page.locator(explorer);
  const { folders, name } = split(path);
  const isInFront = (): Promise<boolean> => tabInFront(page, name).isVisible();
  // A list that is just drawn again swallows clicks, or folds a folder that was clicked twice.
  await retrying(
    `${path} is in front`,
    async () => {
      for (const folder of folders) await expandRow(rowOf(list, folder).last());
      const row = rowOf(list, name).last();
      if (await within(3_000, () => row.isVisible())) await row.dblclick();
    },
    isInFront,
  );
  await shown(page, name);
}

async function openContainer(page: Page, title: string): Promise<void> {
  const icon = page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${title}"])`);
  await icon.waitFor();
  // A second click would close it; a badge may lie over the icon.
  if (!(await icon.evaluate((item) => item.classList.contains("checked")))) await icon.click({ force: true });
  // The tooltip of the icon would lie over the first rows.
  await page.mouse.move(0, 0);
}

async function fold(page: Page, view: string, folded: boolean): Promise<void> {
  const header = page.locator(`.pane-header[aria-label^="${view}"]`);
  // In the middle there may be one of its buttons.
  if ((await header.getAttribute("aria-expanded")) === String(folded)) await header.locator(".title").click();
}

/** A middle click closes a tab, at a tenth of what the palette takes. */
async function closeEditor(page: Page): Promise<void> {
  const tabs = page.locator(".tabs-container .tab");
  const before = await tabs.count();
  await page.locator(".editor-group-container.active .tab.active").click({ button: "middle" });
  await until("the editor closes", async () => (await tabs.count()) < before);
  // The tooltip of the next tab would lie over the editor.
  await page.mouse.move(0, 0);
}

async function focusFirstGroup(page: Page): Promise<void> {
  const first = page.locator(".editor-group-container").first();
  await retrying(
    "the first group of editors has the keyboard",
    () => page.keyboard.press("Control+1"),
    () => first.evaluate((group) => group.classList.contains("active")),
  );
}

function tabInFront(page: Page, name: string): Locator {
  return page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`);
}

/** Waits until the file called `name` is in the active editor with its text. */
async function shown(page: Page, name: string): Promise<void> {
  await tabInFront(page, name).waitFor();
  await page.locator(".editor-group-container.active .monaco-editor .view-line").first().waitFor();
}

async function run(page: Page, input: QuickInput, command: string): Promise<void> {
  const list = page.locator(".quick-input-list");
  // The command may open a quick pick of its own, so the box need not close: but it is the palette no more.
  const isGone = async () => !(await input.value()).startsWith(">");
  await retrying(
    `the palette offers "${command}"`,
    () => openPalette(page, input, command),
    async () => {
      const [first] = await input.rows();
      if (first?.label !== command) return clickRow(list, (row) => row.label === command);
      // It has the focus, and a key is handled at half the cost of a click; while the list is filtered again, a key is lost.
      await retrying("the palette is gone", () => page.keyboard.press("Enter"), isGone);
      return true;
    },
  );
  await until("the palette is gone", isGone);
}

async function openPalette(page: Page, input: QuickInput, text: string): Promise<void> {
  if (await input.isOpen()) await input.cancel();
  // A frame that is just going away takes the key with it, and one that is just shown takes the focus, which closes the palette.
  await retrying(
    "the palette opens",
    () => page.keyboard.press("F1"),
    () => input.fills(`>${text}`),
  );
}

function split(path: string): {
  readonly folders: readonly string[];
  readonly folder: string;
  readonly name: string;
} {
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  return { folders, folder: folders.join("/"), name };
}
