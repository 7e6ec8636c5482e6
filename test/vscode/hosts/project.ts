import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { shown } from "../features/feature.ts";
import type { Files, Session } from "../support/session.ts";
import { retrying } from "../support/until.ts";
import type { Workbench } from "../support/workbench.ts";

/** An ordinary repository: a module with two environments, its access file beside it, Terraform with a file of values, and roots to fix. */
const project: Files = {
  "shop/main.bicep": `param allowedIps array
module vault 'vault.bicep' = {
  params: { ips: allowedIps }
}
output id string = vault.outputs.id
`,
  "shop/vault.bicep": `param ips array
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  properties: {
    networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [for ip in ips: { value: ip }] }
  }
}
output id string = kv.id
`,
  "shop/main.dev.bicepparam": `using 'main.bicep'
param allowedIps = ['203.0.113.0/24']
`,
  "shop/main.prod.bicepparam": `using 'main.bicep'
param allowedIps = ['203.0.113.0/28']
`,
  "bank/bank.bicep": `param rules array
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-bank'
  properties: {
    networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: rules }
  }
}
`,
  "bank/bank.dev.bicepparam": `using 'bank.bicep'
param rules = [
  { value: '203.0.113.0/24' }
]
`,
  "bank/bank.prod.bicepparam": `using 'bank.bicep'
param rules = [
  { value: '203.0.113.0/28' }
]
`,
  "shop/.keyvault-access.jsonc": `{
  "version": 1,
  "sources": { "office": { "ip": "203.0.113.7" } },
  "tests": [{ "name": "Office is allowed", "from": "ofice", "to": "kv-shop", "expect": "allow" }]
}
`,
  "hub/closed.bicep": readFileSync(join(import.meta.dirname, "../../fixes/closed.bicep"), "utf8"),
  "net/main.tf": `variable "allowed_ips" {
  type    = list(string)
  default = []
}

resource "azurerm_key_vault" "kv" {
  name = "kv-net"

  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = var.allowed_ips
  }
}
`,
  "net/dev.tfvars": 'allowed_ips = ["198.51.100.0/28"]\n',
};

export function ordinaryProject(vscode: Session, name: string): void {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await vscode.open(project);
  });

  test("an access file below the top has its tests before a file is opened", async ({ skip }) => {
    skip(name.startsWith("web"), "the folder of this test cannot be searched in a browser");
    await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringMatching(failing));
    expect(await workbench.openTabs()).toEqual([]);
  });

  test("a file of Terraform variables, opened alone, shows what its values allow", async () => {
    await workbench.openFile("net/dev.tfvars");
    await expect
      .poll(() => workbench.editor.lenses())
      .toContainEqual(expect.stringMatching(/^kv-net · Deny by default · 16 addresses/));
  });

  test("a module call, a use of it and a parameter file show the vault behind them", async () => {
    const { editor } = workbench;
    await workbench.openFile("shop/main.bicep");
    await expect
      .poll(() => editor.lenses())
      .toEqual([
        "kv-shop · dev: Deny by default · 256 addresses | prod: Deny by default · 16 addresses · 0/1 access test | Simulate access",
      ]);
    expect(await editor.hover("vault.outputs", "16 addresses")).toContain("dev: kv-shop");
    await workbench.screenshot(`a hover of a use of a module, ${name}`);
    await workbench.openFile("shop/main.dev.bicepparam");
    await expect.poll(() => editor.lenses()).toContainEqual(expect.stringContaining("kv-shop · Deny"));
    await expect.poll(() => editor.inlayHints()).toContainEqual(expect.stringContaining("256 addresses"));
    expect(await editor.hover("allowedIps", "Public access")).toContain("256 addresses");
    await workbench.screenshot(`a parameter file, ${name}`);
  });

  test("a misspelled source in an access file is corrected, and its test passes", async () => {
    const { editor } = workbench;
    await workbench.openFile("shop/.keyvault-access.jsonc");
    await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringMatching(failing));
    await editor.applyCodeAction("ofice", "Change 'ofice' to 'office'");
    await expect.poll(() => editor.visibleText()).toContain('"from": "office"');
    await expect.poll(() => workbench.statusBar()).toContainEqual("1 of 1 access test passes");
  });

  test("a declared private endpoint is shown as a difference, and discarded or applied from its title bar", async () => {
    await workbench.openFile("hub/closed.bicep");
    await simulate(workbench, "vnet/db");
    await expect
      .poll(() => workbench.tree("Access Simulation").rows())
      .toContainEqual(expect.objectContaining({ label: "kv", icon: "codicon-circle-slash" }));
    await previewEndpoint(workbench);
    await workbench.pressInTitleBar("Discard Fix");
    await expect.poll(() => workbench.titles()).not.toContainEqual(expect.stringContaining(endpoint));
    await previewEndpoint(workbench);
    await workbench.screenshot(`preview of a declared private endpoint, ${name}`);
    await workbench.pressInTitleBar("Apply Fix");
    await expect.poll(() => workbench.titles()).not.toContainEqual(expect.stringContaining(endpoint));
    await expect
      .poll(() => workbench.tree("Access Simulation").rows())
      .toContainEqual(
        expect.objectContaining({
          label: "kv",
          description: expect.stringContaining("was Denied · Allowed") as string,
        }),
      );
    await expect.poll(() => workbench.editor.visibleText()).toContain("vaultZone");
  });

  test("a preview of several files is discarded, and applied to all of them, from its title bar", async () => {
    await workbench.openFile("bank/bank.bicep");
    await simulate(workbench, "198.51.100.7");
    await expect.poll(() => shown(workbench)).toContain("kv-bank | Denied · address not listed");
    await preview(workbench);
    await workbench.screenshot(`a preview of two files, ${name}`);
    await workbench.pressInTitleBar("Discard Fix");
    await expect.poll(() => workbench.titles()).not.toContainEqual(expect.stringMatching(wish));
    await preview(workbench);
    await workbench.pressInTitleBar("Apply Fix");
    await expect.poll(() => workbench.titles()).not.toContainEqual(expect.stringMatching(wish));
    await expect.poll(() => shown(workbench)).toContain("kv-bank | was Denied · Allowed · IP rule 2");
    for (const environment of ["dev", "prod"]) {
      await workbench.openFile(`bank/bank.${environment}.bicepparam`);
      await expect.poll(() => workbench.editor.visibleText()).toContain("198.51.100.7");
    }
  });
}

const endpoint = "Allow vnet/db on kv: Add a private endpoint for 'kv' in vnet/db";
const failing = /^0 of 1 access test passes/;
const wish = /^Allow 198\.51\.100\.7 on kv-bank.*\(2 files\)/;

/** A menu can close before it takes the key; a preview that is asked for twice is the same one. */
async function preview(workbench: Workbench): Promise<void> {
  await retrying(
    "the preview of a fix is shown",
    () => workbench.tree("Access Simulation").menu("kv-bank", "Preview Fix"),
    async () => (await workbench.titles()).some((title) => wish.test(title)),
  );
}

/** Asks about the vault of the active file, which is chosen already. */
async function simulate({ openView, quickInput, run }: Workbench, source: string): Promise<void> {
  await openView("Access Simulation");
  await run("Key Vault Network: Simulate Access...");
  await quickInput.fill(source);
  await quickInput.choose(source);
  await expect.poll(() => quickInput.title()).toContain("Vaults");
  await quickInput.accept();
}

async function previewEndpoint(workbench: Workbench): Promise<void> {
  const { quickInput } = workbench;
  // A menu can close before it takes the key.
  const { label } = await retrying(
    "a private endpoint is offered, with its place",
    () => workbench.tree("Access Simulation").menu("kv, denied", "Preview Fix"),
    async () =>
      (await quickInput.rows()).find(
        (row) => row.label.startsWith("Add a private endpoint") && row.description === "closed.bicep:22",
      ),
  );
  await quickInput.choose(label);
  await expect.poll(() => workbench.titles()).toContainEqual(expect.stringContaining(endpoint));
}
