import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  chooseByTyping,
  countClicks,
  focused,
  hasKeyboard,
  pressUntil,
  runByTyping,
} from "../support/keyboard.ts";
import type { Session } from "../support/session.ts";
import { openVault } from "../support/templates.ts";
import { retrying, until, within } from "../support/until.ts";

/** Everything that a user does most, without a pointer. */
export function keyboardAlone(vscode: Session): void {
  test("from a file to its verdict, the deciding line, the matrix and a fix, by the keyboard alone", async () => {
    const workbench = await vscode.open({ "main.json": openVault });
    const { page, editor } = workbench;
    const clicks = await countClicks(page);

    await chooseByTyping(workbench, "Control+p", "main.json", "main.json");
    await expect.poll(() => editor.lenses()).not.toEqual([]);

    await runByTyping(workbench, "Simulate Access...");
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

    await runByTyping(workbench, "Show Access Matrix");
    await until("the matrix has the keyboard", () => hasKeyboard(page, "iframe"));
    const cell = await until("Tab leads to a cell of the matrix", async () => {
      await page.keyboard.press("Tab");
      return within(500, () => focusedCell(page));
    });
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

    await runByTyping(workbench, "Create Access Test File");
    await expect.poll(() => editor.visibleText()).toContain('"name": "Internet is blocked"');
    await expect.poll(() => workbench.statusBar()).toContainEqual("1 of 1 access test passes");
    expect(await workbench.quickInput.isOpen()).toBe(false);

    expect(await clicks()).toBe(0);
  });
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
