import { beforeAll, expect, test } from "vitest";
import { useDesktop } from "./support/session.ts";
import type { Workbench } from "./support/workbench.ts";

const vscode = useDesktop({}, undefined, "reused");

const template = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv",
      "location": "westeurope",
      "properties": {
        "tenantId": "[subscription().tenantId]",
        "sku": { "family": "A", "name": "standard" },
        "networkAcls": {
          "bypass": "None",
          "defaultAction": "Deny",
          "ipRules": [{ "value": "203.0.113.0/26" }]
        }
      }
    }
  ]
}
`;

const tags = JSON.stringify({
  cloud: "Public",
  values: [{ name: "AzureCloud", properties: { addressPrefixes: ["203.0.113.0/24"] } }],
});

const files = {
  "main.json": template,
  "ServiceTags_Public_20300107.json": tags,
  "package.json": '{ "name": "web" }',
};

const shared = { severity: "warning", text: '"203.0.113.0/26"' };

let workbench: Workbench;
beforeAll(async () => {
  workbench = await vscode.open(files);
  await workbench.openFile("main.json");
});

test("a file that is none is refused, with the reason", async () => {
  await useFile(workbench, "package.json");
  await expect
    .poll(() => workbench.notifications())
    .toContainEqual(expect.stringMatching(/^package\.json was not imported.*no list of values/s));
});

test("newer service tags are imported, hold in the next window, and give way to the built-in ones", async () => {
  await useFile(workbench, "ServiceTags_Public_20300107.json");
  await expect.poll(() => workbench.notifications()).toContainEqual(expect.stringContaining("on 2030-01-07"));
  await expect.poll(() => workbench.editor.squiggles()).toContainEqual(shared);

  const next = await vscode.open(files);
  await next.openFile("main.json");
  await expect.poll(() => next.editor.squiggles()).toContainEqual(shared);
  await next.run("Key Vault Network: Use Built-in Service Tags");
  await expect.poll(() => next.editor.squiggles()).not.toContainEqual(shared);
});

/** VS Code on a remote machine asks for a file in the box at the top, which lists the folder. */
async function useFile(workbench: Workbench, name: string): Promise<void> {
  await workbench.run("Key Vault Network: Use Newer Service Tags...");
  await expect.poll(() => workbench.quickInput.title()).toContain("Use Newer Service Tags");
  await workbench.quickInput.choose(name);
}
