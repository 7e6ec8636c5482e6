import { describe, expect, it } from "vitest";
import type { CodeLens, Hover, InlayHint, MarkupContent } from "vscode-languageserver";
import type { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";

const languages: Readonly<Record<string, string>> = {
  bicep: "bicep",
  bicepparam: "bicep-params",
  tf: "terraform",
  tfvars: "terraform-vars",
  json: "json",
};

async function open(files: Readonly<Record<string, string>>, ...uris: readonly string[]): Promise<Editor> {
  const editor = await editorOf(files);
  for (const uri of uris)
    await editor.open(uri, files[uri] ?? "", languages[uri.slice(uri.lastIndexOf(".") + 1)] ?? "json");
  return editor;
}

async function lenses(editor: Editor, uri: string): Promise<readonly string[]> {
  const found = await editor.request<readonly CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
  return found.map(({ range, command }) => `${range.start.line + 1} ${command?.title ?? ""}`);
}

async function hover(editor: Editor, uri: string, text: string): Promise<string> {
  const found = await editor.at<Hover | null>("textDocument/hover", uri, text);
  return (found?.contents as MarkupContent | undefined)?.value ?? "";
}

async function hints(editor: Editor, uri: string): Promise<readonly string[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const found = await editor.request<readonly InlayHint[]>("textDocument/inlayHint", {
    textDocument: { uri },
    range,
  });
  return found.map(({ label }) => (typeof label === "string" ? label : ""));
}

const bicep = {
  "file:///w/main.bicep": `param allowedIps array = []
module vault 'vault.bicep' = {
  params: { ips: allowedIps, name: 'kv-shop' }
}
output id string = vault.outputs.id
`,
  "file:///w/vault.bicep": `param ips array
param name string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  location: 'westeurope'
  properties: {
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      ipRules: [for ip in ips: { value: ip }]
    }
  }
}
output id string = kv.id
`,
  "file:///w/main.dev.bicepparam": `using 'main.bicep'
param allowedIps = ['203.0.113.0/24']
`,
};

const terraform = {
  "file:///w/main.tf": `variable "allowed_ips" {
  default = []
}
module "vault" {
  source = "./vault"
  ips    = var.allowed_ips
}
`,
  "file:///w/vault/main.tf": `variable "ips" {}
resource "azurerm_key_vault" "kv" {
  name = "kv-shop"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = var.ips
  }
}
`,
  "file:///w/dev.tfvars": `allowed_ips = ["203.0.113.0/24"]
`,
};

const nested = {
  "file:///w/main.json": JSON.stringify(
    {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters: { allowedIps: { type: "array", defaultValue: [] } },
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2022-09-01",
          name: "inner",
          properties: {
            mode: "Incremental",
            template: {
              $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              contentVersion: "1.0.0.0",
              resources: [
                {
                  type: "Microsoft.KeyVault/vaults",
                  apiVersion: "2026-02-01",
                  name: "kv-shop",
                  properties: {
                    networkAcls: {
                      defaultAction: "Deny",
                      bypass: "None",
                      ipRules:
                        "[map(parameters('allowedIps'), lambda('ip', createObject('value', lambdaVariables('ip'))))]",
                    },
                  },
                },
              ],
            },
          },
        },
      ],
    },
    null,
    2,
  ),
  "file:///w/main.parameters.json": `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "allowedIps": { "value": ["203.0.113.0/24"] } }
}
`,
};

const says = "kv-shop · Deny by default · 256 addresses";

describe.each([
  ["Bicep", bicep, "file:///w/main.bicep", 2, "module vault", "file:///w/main.dev.bicepparam"],
  ["Terraform", terraform, "file:///w/main.tf", 4, 'module "vault"', "file:///w/dev.tfvars"],
  ["ARM JSON", nested, "file:///w/main.json", 14, '"inner"', "file:///w/main.parameters.json"],
] as const)("in %s", (_, files, main, line, call, values) => {
  it("the call of a module says who reaches the vault that it declares, and asks about it", async () => {
    const editor = await open(files, main);
    expect(await lenses(editor, main)).toEqual(
      expect.arrayContaining([`${line} ${says}`, `${line} Simulate access`]),
    );
    const text = await hover(editor, main, call.split(" ").at(-1) ?? call);
    expect(text).toMatch(/^\*\*kv\\-shop\*\*: Deny by default · 256 addresses\n\n- /);
    expect(text).toContain("203\\.0\\.113\\.0\\/24");
    expect(text).toContain("command:keyVaultNetwork.simulateAccess?%5B%7B%22root%22");
    expect(text).toContain("(command:keyVaultNetwork.showMatrix)");
    expect(text.split("\n").length).toBeLessThanOrEqual(12);
  });

  it("a parameter file says how its values configure the vault: on the first line, a name and a value", async () => {
    // The template is not open: the server reads it in the background.
    const editor = await open(files, values);
    await expect.poll(() => lenses(editor, values)).toEqual([`1 ${says}`, "1 Simulate access"]);
    const [first = ""] = (files as Readonly<Record<string, string>>)[values]?.split("\n") ?? [];
    if (first.startsWith("using")) expect(await hover(editor, values, "using")).toContain("kv\\-shop");
    const name = first.startsWith("allowed_ips") ? "allowed_ips" : "allowedIps";
    expect(await hover(editor, values, name)).toMatch(/^\*\*kv\\-shop\*\*: Deny by default/);
    expect(await hover(editor, values, "203.0.113.0/24")).toMatch(/^\*\*IP rule\*\* 203.*of kv\\-shop/);
    expect(await hints(editor, values)).toEqual(["256 addresses"]);
  });
});

describe("the vault itself", () => {
  it.each([
    ["its symbol", "file:///w/vault.bicep", "kv 'Microsoft"],
    ["its name", "file:///w/vault.bicep", "name: name"],
    ["its rules", "file:///w/vault.bicep", "networkAcls"],
    ["a use", "file:///w/vault.bicep", "kv.id"],
    ["a use of its module", "file:///w/main.bicep", "vault.outputs"],
  ])("is explained on %s", async (_name, uri, text) => {
    const editor = await open(bicep, "file:///w/main.bicep", uri);
    const place = text === "name: name" ? "name\n  location" : text;
    expect(await hover(editor, uri, place)).toMatch(/^\*\*kv\\-shop\*\*: Deny by default · 256 addresses\n/);
  });

  it("is a line for each environment where these differ", async () => {
    const files = {
      ...bicep,
      "file:///w/main.prod.bicepparam": "using 'main.bicep'\nparam allowedIps = []\n",
    };
    const text = await hover(
      await open(files, "file:///w/main.bicep"),
      "file:///w/main.bicep",
      "vault 'vault",
    );
    expect(text.split("\n").slice(0, 2)).toEqual([
      "- dev: **kv\\-shop**: Deny by default · 256 addresses",
      "- prod: **kv\\-shop**: Deny by default",
    ]);
  });

  it("says how many of the access tests about it pass, above it, at its call, and in a hover", async () => {
    const files = {
      ...bicep,
      "file:///w/.keyvault-access.jsonc": JSON.stringify({
        tests: [
          { name: "Internet stays out", from: "internet", to: "kv-shop", expect: "deny" },
          { name: "Office", from: "198.51.100.7", to: "kv-shop", expect: "allow" },
        ],
      }),
    };
    const editor = await open(files, "file:///w/main.bicep", "file:///w/vault.bicep");
    expect(await lenses(editor, "file:///w/main.bicep")).toContain(`2 ${says} · 1/2 access tests`);
    expect(await lenses(editor, "file:///w/vault.bicep")).toContain(
      "3 Deny by default · 256 addresses · 1/2 access tests",
    );
    expect(await hover(editor, "file:///w/main.bicep", "vault 'vault")).toContain("- 1/2 access tests");
  });

  it("has no links in an editor without the commands", async () => {
    const editor = await editorOf(bicep, { initializationOptions: { listFolder: true, readFile: true } });
    await editor.open("file:///w/main.bicep", bicep["file:///w/main.bicep"], "bicep");
    expect(await hover(editor, "file:///w/main.bicep", "vault 'vault")).not.toContain("command:");
  });
});
