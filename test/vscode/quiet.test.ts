import { expect, test } from "vitest";
import { languageServers } from "./support/processes.ts";
import { useDesktop, useWeb } from "./support/session.ts";
import type { Session } from "./support/session.ts";
import { openVault } from "./support/templates.ts";

const desktop = useDesktop();
const web = useWeb();

const withoutVault = {
  "package.json": '{ "name": "web" }',
  "main.bicep": "param location string = resourceGroup().location\n",
  "main.tf": 'resource "random_pet" "name" {}\n',
  "values.yml": "steps:\n  - script: echo\n",
};

test("without a vault there is no view, no status and no server", async () => {
  await staysQuiet(desktop);
  expect(languageServers()).toEqual([]);
});

test("and neither in the browser", async () => {
  await staysQuiet(web);
});

test("a template brings the server, and nothing else asks for attention", async () => {
  const workbench = await desktop.open({ ...withoutVault, "vault.json": openVault });
  await workbench.openFile("vault.json");
  await expect
    .poll(() => workbench.statusBar())
    .toContainEqual(expect.stringContaining("Key Vault Network: 1 vault"));
  expect(languageServers()).toHaveLength(1);
  expect(await workbench.notifications()).toEqual([]);
});

async function staysQuiet(vscode: Session): Promise<void> {
  const workbench = await vscode.open(withoutVault);
  for (const [file, language] of [
    ["package.json", "JSON"],
    ["main.bicep", "Bicep"],
    ["main.tf", "Terraform"],
    ["values.yml", "YAML"],
  ] as const) {
    await workbench.openFile(file);
    await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringContaining(language));
  }
  const icon = workbench.page.locator('.activitybar .action-label[aria-label^="Key Vault Network"]');
  expect(await icon.count()).toBe(0);
  expect(await workbench.statusBar()).not.toContainEqual(expect.stringContaining("Key Vault Network"));
  expect(await workbench.notifications()).toEqual([]);
  // What works on files that are not there yet can be asked for all the same.
  expect(await workbench.commands("Key Vault Network: Scan Workspace")).toContain(
    "Key Vault Network: Scan Workspace",
  );
}
