import { expect, test } from "vitest";
import { useDesktop } from "./support/session.ts";
import { openVault } from "./support/templates.ts";

const vscode = useDesktop({ trust: false });

test("a folder that is not trusted is checked all the same", async () => {
  const workbench = await vscode.open({ "main.json": openVault });
  await workbench.openFile("main.json");
  await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringMatching(/Restricted Mode/));
  await expect
    .poll(() => workbench.editor.squiggles())
    .toContainEqual({ severity: "warning", text: '"Allow"' });
});

test("settings of a folder that is not trusted hide no other environment", async () => {
  const workbench = await vscode.open({
    ".vscode/settings.json": JSON.stringify({
      "keyVaultNetwork.environment": "dev",
      "keyVaultNetwork.simulation.requirePermissions": true,
    }),
    "main.bicep": `param action string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    networkAcls: { defaultAction: action, bypass: 'None' }
  }
}
`,
    "main.dev.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
    "main.prod.bicepparam": "using 'main.bicep'\nparam action = 'Allow'\n",
  });
  await workbench.openFile("main.bicep");
  await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringMatching(/Restricted Mode/));
  await expect
    .poll(() => workbench.editor.lenses())
    .toContainEqual(expect.stringMatching(/dev: Deny by default.* prod: Firewall off/));
});
