import type { Page } from "playwright-core";
import { retrying, until, within } from "./until.ts";
import type { Workbench } from "./workbench.ts";

/** From now on every press of a button of the pointer is counted. */
export async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.documentElement.dataset["clicks"] = "0";
    const count = () => {
      const { dataset } = document.documentElement;
      dataset["clicks"] = String(Number(dataset["clicks"]) + 1);
    };
    document.addEventListener("pointerdown", count, { capture: true });
  });
  return () => page.evaluate(() => Number(document.documentElement.dataset["clicks"]));
}

/** Runs one of our commands by its name; each key costs a new list, so the name of the product is left out. */
export async function runByTyping(workbench: Workbench, command: string): Promise<void> {
  await chooseByTyping(workbench, "F1", command, `Key Vault Network: ${command}`);
}

/** Opens the box at the top, types, and presses Enter once the first row is called `label`. */
export async function chooseByTyping(
  workbench: Workbench,
  key: string,
  text: string,
  label: string,
): Promise<void> {
  const { page, quickInput } = workbench;
  await retrying(
    `${key} offers "${label}"`,
    async () => {
      if (await quickInput.isOpen()) await page.keyboard.press("Escape");
      await page.keyboard.press(key);
      // What was asked before may still take the keyboard, which closes the box.
      if (await within(3_000, () => hasKeyboard(page, ".quick-input-widget"))) await page.keyboard.type(text);
    },
    async () => (await quickInput.rows())[0]?.label === label,
  );
  await page.keyboard.press("Enter");
}

export async function pressUntil(page: Page, key: string, wanted: RegExp, read = focused): Promise<void> {
  await until(`${key} leads to ${String(wanted)}`, async () => {
    if (wanted.test(await read(page))) return true;
    await page.keyboard.press(key);
    return false;
  });
}

/** What a screen reader says of the row that has the keyboard. */
export async function focused(page: Page): Promise<string> {
  const rows = page.locator(
    ".monaco-list:focus-within .monaco-list-row.focused, .quick-input-widget:visible .monaco-list-row.focused",
  );
  const labels = await rows.evaluateAll((elements) =>
    elements.map((row) => row.getAttribute("aria-label") ?? ""),
  );
  return (labels[0] ?? "").replace(/^\w+ {2}/, "");
}

export function hasKeyboard(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((within) => document.activeElement?.closest(within) !== null, selector);
}

/** Opens the menu of the row that has the keyboard, and chooses an entry. */
export async function chooseFromMenu(page: Page, entry: RegExp): Promise<void> {
  await retrying(
    "the menu opens",
    () => page.keyboard.press("Shift+F10"),
    () => page.locator(".monaco-menu").first().isVisible(),
  );
  await pressUntil(page, "ArrowDown", entry, focusedEntry);
  await page.keyboard.press("Enter");
}

async function focusedEntry(page: Page): Promise<string> {
  const [label] = await page.locator(".monaco-menu .action-item.focused .action-label").allInnerTexts();
  return label ?? "";
}
