import type { Locator, Page } from "playwright-core";
import { type Row, visibleRows } from "./list.ts";
import { until } from "./until.ts";

/** The box at the top of the window: palette, Quick Open, quick picks and input boxes. */
export interface QuickInput {
  readonly isOpen: () => Promise<boolean>;
  readonly title: () => Promise<string>;
  readonly placeholder: () => Promise<string>;
  /** The text in the input. */
  readonly value: () => Promise<string>;
  /** The prompt, or what is wrong with the input. */
  readonly message: () => Promise<string>;
  /** The rows in sight (about the first twenty that match); none while the box is closed. */
  readonly rows: () => Promise<readonly Row[]>;
  /** Waits until the box is open and replaces the text in its input. */
  readonly fill: (text: string) => Promise<void>;
  /** Whether the box is open and stays so while the text in its input is replaced. */
  readonly fills: (text: string) => Promise<boolean>;
  /** Waits for the row with exactly this label and chooses it. */
  readonly choose: (label: string) => Promise<void>;
  /** Presses a button of the title. */
  readonly pressButton: (name: string) => Promise<void>;
  /** Confirms: the focused row, or the text of an input box. */
  readonly accept: () => Promise<void>;
  readonly cancel: () => Promise<void>;
}

export function quickInput(page: Page): QuickInput {
  const widget = page.locator(".quick-input-widget");
  const input = widget.locator(".quick-input-box input");
  const list = widget.locator(".quick-input-list");
  const whenOpen = <T>(read: () => Promise<T>, otherwise: T) =>
    widget.isVisible().then((open) => (open ? read() : otherwise));
  return {
    isOpen: () => widget.isVisible(),
    title: () => whenOpen(() => widget.locator(".quick-input-title").innerText(), ""),
    placeholder: () => whenOpen(async () => (await input.getAttribute("placeholder")) ?? "", ""),
    value: () => whenOpen(() => input.inputValue(), ""),
    message: () => whenOpen(() => widget.locator(".quick-input-message").innerText(), ""),
    rows: () => whenOpen(() => visibleRows(list), []),
    fill: async (text) => {
      await input.waitFor();
      await input.fill(text);
    },
    fills: (text) =>
      whenOpen(
        () =>
          input.fill(text, { timeout: 2_000 }).then(
            () => true,
            () => false,
          ),
        false,
      ),
    choose: async (label) => {
      await until(`the quick pick offers "${label}"`, () => clickRow(list, (row) => row.label === label));
    },
    pressButton: async (name) => {
      // Where the pointer was left it may hold a tooltip open that lies over the button.
      await page.mouse.move(0, 0);
      await widget.locator(`.action-label[aria-label="${name}"]`).click();
    },
    accept: async () => {
      await input.waitFor();
      await input.press("Enter");
    },
    cancel: async () => {
      await input.press("Escape");
      await widget.waitFor({ state: "hidden" });
    },
  };
}

/** Clicks the first row in sight that is `wanted`; returns whether there was one. */
export async function clickRow(list: Locator, wanted: (row: Row) => boolean): Promise<boolean> {
  const row = (await visibleRows(list)).find(wanted);
  if (row === undefined) return false;
  // The list may change between the look and the click: then the caller looks again.
  return list
    .locator(`.monaco-list-row[aria-label="${quoted(row.accessibleName)}"]`)
    .first()
    .click({ timeout: 2_000 })
    .then(
      () => true,
      async () => {
        // Where the pointer was left it may hold a tooltip open that lies over the row.
        await list.page().mouse.move(0, 0);
        return false;
      },
    );
}

function quoted(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
}
