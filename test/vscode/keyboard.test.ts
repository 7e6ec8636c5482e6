import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useDesktop } from "./support/session.ts";
import { openVault } from "./support/templates.ts";
import { retrying, until } from "./support/until.ts";
import type { Workbench } from "./support/workbench.ts";

const vscode = useDesktop();

test("from a file to its verdict, the deciding line, the matrix and a fix, by the keyboard alone", async () => {
  const workbench = await vscode.open({ "main.json": openVault });
  const { page, editor } = workbench;
  const clicks = await countClicks(page);

  await chooseByTyping(workbench, "Control+p", "main.json", "main.json");
  await expect.poll(() => editor.lenses()).not.toEqual([]);

  await runByTyping(workbench, "Key Vault Network: Simulate Access...");
  await expect.poll(() => workbench.quickInput.title()).toBe("Simulate Access");
  await page.keyboard.type("internet");
  await expect.poll(() => focused(page)).toContain("internet, any client without a rule of its own");
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toMatch(/^kv, allowed for internet\. The default action is Allow/);

  await pressUntil(page, "ArrowDown", /^Step 5, Default action: Allow\./);
  await page.keyboard.press("Enter");
  await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringContaining("Ln 16, "));
  expect(await focused(page)).toMatch(/^Step 5/);
  await page.keyboard.press("Enter");
  await until("the editor has the keyboard", () => hasKeyboard(page, ".monaco-editor"));

  await runByTyping(workbench, "Key Vault Network: Show Access Matrix");
  await until("the matrix has the keyboard", () => hasKeyboard(page, "iframe"));
  const cell = await retrying(
    "Tab leads to a cell of the matrix",
    () => page.keyboard.press("Tab"),
    () => focusedCell(page),
  );
  expect(cell).toBe("Allowed · exposed");

  await chooseByTyping(workbench, "Control+p", "main.json", "main.json");
  await until("the editor has the keyboard", () => hasKeyboard(page, ".monaco-editor"));
  await retrying(
    "F8 leads to the finding",
    async () => {
      await page.keyboard.press("Control+Home");
      await page.keyboard.press("F8");
    },
    () => page.locator(".zone-widget").isVisible(),
  );
  await retrying(
    "the light bulb offers to close the firewall",
    async () => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+.");
    },
    () => page.locator(".action-widget").getByText("Set defaultAction to 'Deny'").first().isVisible(),
  );
  await pressUntil(page, "ArrowDown", /^Set defaultAction to 'Deny' \(blocks callers that are not listed/);
  await page.keyboard.press("Enter");
  await expect.poll(() => editor.visibleText()).toContain('"defaultAction": "Deny"');
  await expect.poll(() => editor.squiggles()).toEqual([]);

  await runByTyping(workbench, "Key Vault Network: Create Access Test File");
  await expect.poll(() => editor.visibleText()).toContain('"name": "Internet is blocked"');
  await expect.poll(() => workbench.statusBar()).toContainEqual("1 of 1 access test passes");
  expect(await workbench.quickInput.isOpen()).toBe(false);

  expect(await clicks()).toBe(0);
});

/** From now on every press of a button of the pointer is counted. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
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

async function runByTyping(workbench: Workbench, command: string): Promise<void> {
  await chooseByTyping(workbench, "F1", command, command);
}

/** Opens the box at the top, types, and presses Enter once the first row is called `label`. */
async function chooseByTyping(workbench: Workbench, key: string, text: string, label: string): Promise<void> {
  const { page, quickInput } = workbench;
  await retrying(
    `${key} offers "${label}"`,
    async () => {
      if (await quickInput.isOpen()) await page.keyboard.press("Escape");
      await page.keyboard.press(key);
      await until("the box has the keyboard", () => hasKeyboard(page, ".quick-input-widget"));
      await page.keyboard.type(text);
    },
    async () => (await quickInput.rows())[0]?.label === label,
  );
  await page.keyboard.press("Enter");
}

async function pressUntil(page: Page, key: string, wanted: RegExp): Promise<void> {
  await until(`${key} leads to ${String(wanted)}`, async () => {
    if (wanted.test(await focused(page))) return true;
    await page.keyboard.press(key);
    return false;
  });
}

/** What a screen reader says of the row that has the keyboard. */
async function focused(page: Page): Promise<string> {
  const rows = page.locator(
    ".monaco-list:focus-within .monaco-list-row.focused, .quick-input-widget:visible .monaco-list-row.focused",
  );
  const labels = await rows.evaluateAll((elements) =>
    elements.map((row) => row.getAttribute("aria-label") ?? ""),
  );
  return (labels[0] ?? "").replace(/^\w+ {2}/, "");
}

function hasKeyboard(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((within) => document.activeElement?.closest(within) !== null, selector);
}

async function focusedCell(page: Page): Promise<string | false> {
  const cells = await Promise.all(
    page.frames().map((frame) =>
      frame
        .locator("td:focus")
        .allTextContents()
        // A frame may go while it is read.
        .catch(() => []),
    ),
  );
  return cells.flat()[0] ?? false;
}
