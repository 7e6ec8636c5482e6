import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Files } from "../support/session.ts";
import type { Workbench } from "../support/workbench.ts";

const folder = join(import.meta.dirname, "../../landscape/six-roots");

/** Roots of which one declares a vault and others refer to it. */
export function sixRoots(): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.\w+$/.test(path),
  );
  return Object.fromEntries(
    paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(join(folder, path), "utf8")]),
  );
}

/** What the root of another folder declares is shown and found, in a window on `sixRoots`. */
export function linkedRoots(window: () => Workbench): void {
  test("the lens of a data source names the vault of another root, and both lens and definition open it", async () => {
    const workbench = window();
    const { editor, page } = workbench;
    await workbench.quickOpen("app/main.tf");
    const declared =
      "Declared in hub/main.bicep · dev: Deny by default · 256 addresses · 1 private endpoint | prod: Public access disabled · 1 private endpoint";
    await expect.poll(() => editor.lenses(), { timeout: 60_000 }).toEqual([`${declared} | Simulate access`]);
    await workbench.screenshot("a data source of another root's vault");
    await editor.clickLens(declared);
    await expect.poll(() => workbench.fileInFront()).toBe("main.bicep");
    await expect.poll(() => editor.visibleText()).toContain("resource shared 'Microsoft.KeyVault/vaults");
    await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringContaining("Ln 3, "));
    await workbench.quickOpen("app/main.tf");
    await expect.poll(() => editor.visibleText()).toContain("azurerm_key_vault");
    await editor.putCursorAt("data.azurerm_key_vault.shared.vault_uri");
    await page.keyboard.press("F12");
    await expect.poll(() => editor.visibleText()).toContain("resource shared 'Microsoft.KeyVault/vaults");
    await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringContaining("Ln 3, "));
  });
}
