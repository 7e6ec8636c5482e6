import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { openBicep } from "../support/languages.ts";
import type { Session } from "../support/session.ts";

/** What is deleted on disk is no longer known. */
export function deletedFolder(vscode: Session): void {
  test("the vaults of a folder that is deleted are gone", async () => {
    const workbench = await vscode.open({
      "main.bicep": openBicep,
      "old/main.bicep": openBicep.replaceAll("kv", "gone"),
    });
    await workbench.openFile("main.bicep");
    await workbench.run("Key Vault Network: Scan Workspace");
    await workbench.run("Key Vault Network: Focus on Vaults View");
    const vaults = async () => (await workbench.tree("Vaults").rows()).map(({ label }) => label);
    await expect.poll(vaults).toEqual(expect.arrayContaining(["kv", "gone"]));
    await rm(vscode.path("old"), { recursive: true });
    await expect.poll(vaults).not.toContain("gone");
    expect(await vaults()).toContain("kv");
  });
}
