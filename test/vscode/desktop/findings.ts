import { mkdir, rm, writeFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { openBicep } from "../support/languages.ts";
import { languageServers } from "../support/processes.ts";
import type { Session } from "../support/session.ts";
import { openVault } from "../support/templates.ts";
import type { Workbench } from "../support/workbench.ts";
import { shown, simulate } from "./simulate.ts";

/** What appears with a template; how an open vault is reported, explained, asked about and closed; what a scan finds; what one test leaves behind, the next one finds. */
export function findings(vscode: Session): void {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await vscode.open({ "package.json": '{ "name": "web" }', "infra/main.json": openVault });
  });

  test("the view is there where a template is, and says how to begin", async () => {
    const icon = workbench.page.locator('.activitybar .action-label[aria-label^="Key Vault Network"]');
    await workbench.openFile("package.json");
    await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringContaining("JSON"));
    expect(await icon.count()).toBe(0);
    await workbench.openFile("infra/main.json");
    await workbench.openContainer("Key Vault Network");
    await expect.poll(() => workbench.welcome()).toContain("Simulate Access");
  });

  test("a template brings the server, and nothing else asks for attention", async () => {
    await expect
      .poll(() => workbench.statusBar())
      .toContainEqual(expect.stringContaining("Key Vault Network: 1 vault"));
    expect(languageServers()).toHaveLength(1);
    expect(await workbench.notifications()).toEqual([]);
  });

  test("an open vault gets a wavy line under what opens it, and a row in Problems", async () => {
    await expect
      .poll(() => workbench.editor.squiggles())
      .toContainEqual({ severity: "warning", text: '"Allow"' });
    await expect
      .poll(() => ours(workbench))
      .toMatchObject([{ file: "main.json", severity: "warning", code: "KV101", line: 16 }]);
  });

  test("the hover on bypass says which callers it allows and which it does not", async () => {
    const text = await workbench.editor.hover('"AzureServices"', "trusted");
    expect(text).toMatch(/not|except/i);
  });

  test("a finding is explained by its rule's page, in the editor", async () => {
    await workbench.editor.applyCodeAction('"Allow"', "Explain KV101");
    await expect.poll(() => workbench.pages()).toContain("The firewall is off");
    await workbench.closeEditor();
  });

  test("both go when the firewall closes, before anything is saved", async () => {
    await workbench.editor.replace('"Allow"', '"Deny"');
    await expect.poll(() => ours(workbench)).toEqual([]);
    await workbench.editor.replace('"Deny"', '"Allow"');
    await expect.poll(() => ours(workbench)).toHaveLength(1);
  });

  test("verdicts follow the template as the user types, and show their previous value while it differs", async () => {
    await simulate(workbench, "internet");
    await expect.poll(() => shown(workbench)).toContain("kv | Allowed · exposed");
    await workbench.editor.replace('"Allow"', '"Deny"');
    await expect.poll(() => shown(workbench)).toContain("kv | was Allowed · Denied · default");
    await workbench.editor.replace('"Deny"', '"Allow"');
    await expect.poll(() => shown(workbench)).toContain("kv | Allowed · exposed");
  });

  test("the fix closes the firewall, and the wavy line goes", async () => {
    await workbench.editor.applyCodeAction(
      '"Allow"',
      "Set defaultAction to 'Deny' (blocks callers that are not listed)",
    );
    await expect.poll(() => workbench.editor.visibleText()).toContain('"defaultAction": "Deny"');
    await expect.poll(() => workbench.editor.squiggles()).toEqual([]);
  });

  test("a scan finds the vaults of the other files, and those of a folder that is deleted are gone", async () => {
    await mkdir(vscode.path("old"), { recursive: true });
    await writeFile(vscode.path("old/main.bicep"), openBicep.replaceAll("kv", "gone"));
    await workbench.run("Key Vault Network: Scan Workspace");
    await workbench.openView("Overview");
    const vaults = async () => (await workbench.tree("Overview").rows()).map(({ label }) => label);
    await expect.poll(vaults).toEqual(expect.arrayContaining(["kv", "gone"]));
    await rm(vscode.path("old"), { recursive: true });
    await expect.poll(vaults).not.toContain("gone");
    expect(await vaults()).toContain("kv");
  });
}

async function ours(workbench: Workbench) {
  return (await workbench.problems()).filter((problem) => problem.source === "keyvault-network");
}
