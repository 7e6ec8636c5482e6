import { expect, test } from "vitest";
import { logOf } from "../../replay/generated-log.ts";
import { countClicks, focused, runByTyping } from "../support/keyboard.ts";
import type { Session } from "../support/session.ts";
import { openVault } from "../support/templates.ts";

const log = logOf([
  { vault: "kv", ip: "203.0.113.7" },
  { vault: "kv", ip: "203.0.113.7" },
  { vault: "kv", ip: "2001:db8::1" },
]);

/** From an open vault to a closed one that keeps its callers, and tests that pin it, without a pointer. */
export function closingVaults(vscode: Session): void {
  test("a vault is closed for all but the callers of its log, by the keyboard alone", async () => {
    const workbench = await vscode.open({ "main.json": openVault, "audit.json": log });
    const { page, editor, quickInput } = workbench;
    await workbench.openFile("main.json");
    await expect.poll(() => editor.lenses()).not.toEqual([]);
    const clicks = await countClicks(page);

    await runByTyping(workbench, "Close a Vault...");
    await expect.poll(() => focused(page)).toMatch(/^kv/);
    await page.keyboard.press("Enter");
    await expect.poll(() => quickInput.placeholder()).toBe("Who calls the vault?");
    await page.keyboard.press("Enter");
    await expect.poll(() => quickInput.value()).toMatch(/\/$/);
    await page.keyboard.type("audit.json");
    await page.keyboard.press("Enter");
    await expect.poll(() => quickInput.title()).toBe("Close kv");
    const rows = (await quickInput.rows()).map(({ label, description }) => `${label} ${description}`.trim());
    expect(rows).toEqual([
      "Close kv and add access tests",
      "Show the changes",
      "2001:db8::1 IPv6",
      "203.0.113.7 2 requests",
    ]);
    await workbench.screenshot("close-a-vault");
    await page.keyboard.press("Enter");
    await expect.poll(() => editor.visibleText()).toContain('"Deny"');
    expect(await editor.visibleText()).toContain("203.0.113.7/32");
    expect(await clicks()).toBe(0);
    await workbench.openFile(".keyvault-access.jsonc");
    await expect.poll(() => editor.visibleText()).toContain("Known callers can reach kv");
    await expect.poll(() => editor.visibleText()).toContain("internet cannot reach kv");
  });

  test("without a log, named sources keep access", async () => {
    const workbench = await vscode.open({
      "main.json": openVault,
      ".keyvault-access.jsonc": '{ "version": 1, "sources": { "office": { "ip": "203.0.113.7" } } }\n',
    });
    const { page, editor, quickInput } = workbench;
    await workbench.openFile("main.json");
    await expect.poll(() => editor.lenses()).not.toEqual([]);
    await runByTyping(workbench, "Close a Vault...");
    await expect.poll(() => focused(page)).toMatch(/^kv/);
    await page.keyboard.press("Enter");
    await quickInput.choose("Without a log");
    await expect.poll(() => quickInput.title()).toBe("Close kv");
    expect((await quickInput.rows()).map(({ label }) => label)).toContain("office");
    await page.keyboard.press("Enter");
    await expect.poll(() => editor.visibleText()).toContain("203.0.113.7/32");
  });

  test("what works today is written as access tests, once", async () => {
    const workbench = await vscode.open({
      "main.json": openVault,
      ".keyvault-access.jsonc": '{ "version": 1, "sources": { "office": { "ip": "203.0.113.7" } } }\n',
    });
    await workbench.openFile("main.json");
    await expect.poll(() => workbench.editor.lenses()).not.toEqual([]);
    await runByTyping(workbench, "Protect What Works Today");
    await expect.poll(() => workbench.fileInFront()).toBe(".keyvault-access.jsonc");
    await expect.poll(() => workbench.editor.visibleText()).toContain("Named sources can reach kv");
  });
}
