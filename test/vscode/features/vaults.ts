import { expect } from "vitest";
import type { Workbench } from "../support/workbench.ts";
import { type Feature, openTemplate } from "./feature.ts";

export const vaults: readonly Feature[] = [
  { name: "vaults are sorted, grouped and found from the palette", show: arrangeVaults },
];

async function arrangeVaults(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await openTemplate(workbench);
  await workbench.openView("Overview");
  // No row is above the public vault, and its settings are in sight.
  await expect
    .poll(async () => (await labels(workbench)).slice(0, 2))
    .toEqual(["kv-prod (dev)", "Public access"]);
  await workbench.run("Key Vault Network: Group Vaults by Folder");
  await expect.poll(async () => (await labels(workbench))[1]).toBe("kv-prod (dev)");
  await workbench.run("Key Vault Network: Sort Vaults as in Files");
  await workbench.run("Key Vault Network: Group Vaults by File");
  await expect.poll(() => labels(workbench)).toEqual(expect.arrayContaining(["main.json", ...declared]));
  // Shown last: when a view shows something else, VS Code moves the focus from the filter box to its rows.
  await workbench.run("Key Vault Network: List Vaults");
  await workbench.run("Key Vault Network: Sort Public Vaults First");
  await expect.poll(async () => (await labels(workbench))[0]).toBe("kv-prod (dev)");
  await workbench.run("Key Vault Network: Find Vault");
  const input = page.locator(".monaco-tree-type-filter input");
  await expect.poll(() => input.evaluate((element) => element === document.activeElement)).toBe(true);
  await input.fill("kv-prod");
  await expect.poll(() => input.inputValue()).toBe("kv-prod");
  await page.keyboard.press("Escape");
  await workbench.foldView("Overview");
}

const declared = ["kv-prod (dev)", "kv-prod (prod)", "kv-data"];

async function labels(workbench: Workbench): Promise<readonly string[]> {
  return (await workbench.tree("Overview").rows()).map(({ label }) => label);
}
