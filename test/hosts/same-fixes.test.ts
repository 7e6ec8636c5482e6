import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver";
import { nodeFiles } from "../../server/src/node-files.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { runCli } from "../cli/run-cli.ts";
import { workspace } from "../cli/workspace.ts";
import { Editor } from "../lsp/support/editor.ts";

const app = `resource app 'Microsoft.Web/sites@2023-12-01' = if (withApp) {
  name: 'app'
  location: 'x'
  properties: { siteConfig: { appSettings: [{ name: 'S', value: '@Microsoft.KeyVault(VaultName=kv-shop;SecretName=s)' }] } }
}
`;
const privateRule = { value: "10.0.0.1" };
const acls = (rules: object): object => ({ bypass: "None", default_action: "Deny", ...rules });
const armVault = (name: string, networkAcls: object): object => ({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources: [
    {
      ...{ type: "Microsoft.KeyVault/vaults", apiVersion: "2026-02-01", name, location: "x" },
      properties: { networkAcls },
    },
  ],
});

const at = workspace({
  "environments/main.bicep": `param withApp bool
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  location: 'x'
  properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' }, networkAcls: { defaultAction: 'Allow' } }
}
${app}`,
  "environments/main.dev.bicepparam": "using 'main.bicep'\nparam withApp = true\n",
  "environments/main.prod.bicepparam": "using 'main.bicep'\nparam withApp = false\n",
  "terraform/main.tf": `variable "with_secret" { type = bool }
resource "azurerm_key_vault" "kv" { name = "kv-one-line" }
resource "azurerm_key_vault" "shop" {
  name = "kv-shop-tf"
}
resource "azurerm_key_vault_secret" "s" {
  count        = var.with_secret ? 1 : 0
  name         = "s"
  value        = "x"
  key_vault_id = azurerm_key_vault.shop.id
}
`,
  "terraform/environments/dev.tfvars": "with_secret = true\n",
  "terraform/environments/prod.tfvars": "with_secret = false\n",
  "wrapped/main.json": JSON.stringify(armVault("kv-wrapped", { value: { defaultAction: "Deny" } })),
  // Terraform's JSON is not written into, nor is what is cut or broken.
  "computed/main.tf.json": JSON.stringify({
    resource: {
      azurerm_key_vault: {
        kv: { name: "kv-computed", network_acls: acls({ default_action: '${true ? "Allow" : "Deny"}' }) },
        listed: { name: "kv-listed", network_acls: acls({ ip_rules: '${["10.0.0.1", "203.0.113.7"]}' }) },
      },
    },
  }),
  "listed/main.tf": ["concat(local.ips)", '["10.0.0.1", "203.0.113.7"]']
    .map(
      (list, index) => `resource "azurerm_key_vault" "listed${index}" {
  name = "kv-listed${index}"
  network_acls {
    bypass         = "None"
    default_action = "Deny"
    ip_rules       = ${list}
  }
}
`,
    )
    .concat('locals {\n  ips = ["10.0.0.1", "203.0.113.7"]\n}\n')
    .join(""),
  "cut/main.json": JSON.stringify(
    armVault("kv-cut", { defaultAction: "Deny", ipRules: [privateRule] }),
  ).slice(0, -1),
  "broken/main.bicep": `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-broken'
  location: 'x'
  properties: { networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '10.0.0.1' }
  } }
}
`,
});
afterAll(at.remove);

interface Printed {
  readonly findings: readonly {
    readonly code: string;
    readonly file: string;
    readonly line: number;
    readonly character: number;
    readonly fixes: readonly string[];
  }[];
}

function printed(): Printed["findings"] {
  const before = process.cwd();
  process.chdir(at.folder);
  try {
    const { findings } = JSON.parse(runCli("check", ".", "--format", "json").out) as Printed;
    return findings;
  } finally {
    process.chdir(before);
  }
}

describe("the fixes that the command line lists", () => {
  const findings = printed();

  it("are of several rules and syntaxes", () => {
    expect(new Set(findings.map(({ code }) => code)).size).toBeGreaterThan(1);
    expect(new Set(findings.map(({ file }) => file)).size).toBe(7);
    expect(findings.some(({ fixes }) => fixes.length === 0)).toBe(true);
  });

  it.each([
    ["computed/main.tf.json", "KV101", []],
    ["cut/main.json", "KV201", []],
    ["broken/main.bicep", "KV201", []],
  ])("are only those that can be written: %s, %s", (file, code, written) => {
    const found = findings.find((each) => each.file === file && each.code === code);
    expect(found?.fixes).toEqual(written);
  });

  it("leave out no fix beside one that cannot be written", () => {
    const lists = findings.filter((each) => each.file === "listed/main.tf" && each.code === "KV201");
    expect(lists.map(({ fixes }) => fixes)).toEqual([["Remove 10.0.0.1"], []]);
  });

  it.each(findings.map((each) => [`${each.code} ${each.file}:${each.line}`, each] as const))(
    "are those that the editor offers: %s",
    async (_, { code, file, line, character, fixes }) => {
      const editor = await Editor.start({
        folders: [pathToFileURL(at.folder).href],
        host: { files: nodeFiles },
      });
      await editor.request(serverRequests.scan, {});
      const uri = pathToFileURL(`${at.folder}/${file}`).href;
      const place = { line: line - 1, character: character - 1 };
      const actions = await editor.request<readonly CodeAction[]>("textDocument/codeAction", {
        textDocument: { uri },
        range: { start: place, end: place },
        context: { diagnostics: [], only: ["quickfix"] },
      });
      const offered = actions
        .filter(({ diagnostics = [] }) => diagnostics.some((each) => each.code === code))
        .map(({ title }) => title)
        .filter((title) => !/^(?:(?:Suppress|Explain) KV\d|Close the vault, and see)/.test(title));
      expect([...offered].sort()).toEqual([...fixes].sort());
    },
  );
});

describe("the patch that a language model is shown", () => {
  const open = armVault("kv-open", { defaultAction: "Allow", ipRules: [{ value: "203.0.113.7/32" }] });
  const whole = workspace({ "infra/main.json": `${JSON.stringify(open, null, 2)}\n` });
  afterAll(whole.remove);

  it.each([[[]], [["KV101"]]])("is that of `check --fix`, with %j", async (rules) => {
    const editor = await Editor.start({
      folders: [pathToFileURL(whole.folder).href],
      host: { files: nodeFiles },
    });
    await editor.request(serverRequests.scan, {});
    const report = { contents: ["check"], format: "text", fixing: rules };
    const { text } = await editor.request<{ readonly text: string }>(serverRequests.exportReport, report);
    const before = process.cwd();
    process.chdir(whole.folder);
    const { out } = runCli("check", ".", `--fix=${["safe", ...rules].join(",")}`, "--dry-run");
    process.chdir(before);
    expect(text).toBe(out.trimEnd());
    expect(text.includes('"defaultAction": "Deny"')).toBe(rules.length > 0);
  });
});
