import { beforeAll, describe, expect, test } from "vitest";
import { languageServers } from "./support/processes.ts";
import { useDesktop, useWeb } from "./support/session.ts";
import type { Workbench } from "./support/workbench.ts";

const withoutVault = {
  "package.json": '{ "name": "web" }',
  "main.bicep": "param location string = resourceGroup().location\n",
  "main.tf": 'resource "random_pet" "name" {}\n',
  "values.yml": "steps:\n  - script: echo\n",
};

const hosts = [
  { name: "on the desktop", use: () => useDesktop({}, undefined, "shared") },
  { name: "in the browser", use: () => useWeb("shared") },
];

describe.each(hosts)("without a vault, $name,", ({ use }) => {
  const vscode = use();
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await vscode.open(withoutVault);
  });

  test("there is no view, no status and no server", async () => {
    await staysQuiet(workbench);
    expect(languageServers()).toEqual([]);
  });

  test("the views say after a scan that there is none", async () => {
    await workbench.run("Key Vault Network: Scan Workspace");
    await workbench.run("Key Vault Network: Focus on Access Simulation View");
    await expect.poll(() => workbench.welcome()).toContain(none);
    await workbench.run("Key Vault Network: Focus on Overview View");
    await expect
      .poll(async () => (await workbench.welcome()).filter((text) => text === none))
      .toHaveLength(2);
    expect(await workbench.welcome()).toContain("Scan Again");
    await workbench.screenshot("views after a scan without a vault");
  });
});

describe.each(hosts)("with a template about a vault, $name,", ({ use }) => {
  const vscode = use();

  test("one click after opening the folder shows the vault and its settings", async () => {
    const workbench = await vscode.open({
      "infra/main.bicep": `resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = { name: 'kv-shop' }\n`,
    });
    const icon = workbench.page.locator('.activitybar .action-label[aria-label^="Key Vault Network"]');
    await icon.waitFor();
    expect(languageServers()).toEqual([]);
    await workbench.openContainer("Key Vault Network");
    const rows = async () => (await workbench.tree("Overview").rows()).map(({ label }) => label);
    await expect.poll(rows).toEqual(expect.arrayContaining(["kv-shop", "Public access"]));
    expect(await workbench.notifications()).toEqual([]);
  });
});

const none = "No template in this workspace declares a key vault.";

async function staysQuiet(workbench: Workbench): Promise<void> {
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
