import { describe, expect, it } from "vitest";
import type { DocumentDiagnosticReport } from "vscode-languageserver";
import type { FindingsResult } from "../../server/src/protocol/findings.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { workspace } from "../cli/workspace.ts";
import type { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";

type Files = Readonly<Record<string, string>>;
const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/** A file that only uses the vault of its caller, which blocks it. */
const syntaxes: readonly (readonly [
  syntax: string,
  language: string,
  file: string,
  code: string,
  files: Files,
])[] = [
  [
    "Bicep",
    "bicep",
    "app.bicep",
    "KV501",
    {
      "main.bicep": `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  properties: { publicNetworkAccess: 'Disabled', networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
module app 'app.bicep' = { params: { vault: kv.name } }
`,
      "app.bicep": `param vault string
resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'app'
  properties: {
    siteConfig: { appSettings: [{ name: 'DB', value: '@Microsoft.KeyVault(VaultName=\${vault};SecretName=db)' }] }
  }
}
`,
    },
  ],
  [
    "ARM JSON",
    "json",
    "app.json",
    "KV501",
    {
      "main.json": JSON.stringify({
        $schema: schema,
        contentVersion: "1.0.0.0",
        resources: [
          {
            type: "Microsoft.KeyVault/vaults",
            apiVersion: "2026-02-01",
            name: "kv-shop",
            properties: {
              publicNetworkAccess: "Disabled",
              networkAcls: { defaultAction: "Deny", bypass: "None" },
            },
          },
          {
            type: "Microsoft.Resources/deployments",
            apiVersion: "2024-03-01",
            name: "app",
            properties: {
              mode: "Incremental",
              templateLink: { relativePath: "app.json" },
              parameters: { vault: { value: "kv-shop" } },
            },
          },
        ],
      }),
      "app.json": JSON.stringify({
        $schema: schema,
        contentVersion: "1.0.0.0",
        parameters: { vault: { type: "string" } },
        resources: [
          {
            type: "Microsoft.Web/sites",
            apiVersion: "2024-04-01",
            name: "app",
            properties: {
              siteConfig: {
                appSettings: [
                  {
                    name: "DB",
                    value:
                      "[format('@Microsoft.KeyVault(VaultName={0};SecretName=db)', parameters('vault'))]",
                  },
                ],
              },
            },
          },
        ],
      }),
    },
  ],
  [
    "Terraform",
    "terraform",
    "secret/main.tf",
    "KV505",
    {
      "live/main.tf": `resource "azurerm_key_vault" "kv" {
  name                          = "kv-shop"
  public_network_access_enabled = false
}
module "secret" {
  source       = "../secret"
  key_vault_id = azurerm_key_vault.kv.id
}
`,
      "secret/main.tf": `variable "key_vault_id" {}
resource "azurerm_key_vault_secret" "s" {
  name         = "s"
  value        = "x"
  key_vault_id = var.key_vault_id
}
`,
    },
  ],
];

const inMemory = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`file:///w/${path}`, text]));

/** What the problems of a file name, be it open or not. */
async function codesIn(editor: Editor, uri: string): Promise<readonly unknown[]> {
  const report = await editor.request<DocumentDiagnosticReport>("textDocument/diagnostic", {
    textDocument: { uri },
  });
  return report.kind === "full" ? report.items.map(({ code }) => code).sort() : [];
}

function checked(files: Files, file: string): readonly string[] {
  const at = workspace(files);
  try {
    const { findings } = at.json("check", "./").report;
    return findings.flatMap((each) => (each.file === file ? [each.code] : [])).sort();
  } finally {
    at.remove();
  }
}

describe.each(syntaxes)("a file in %s that only uses a vault", (_, language, file, code, files) => {
  const uri = `file:///w/${file}`;

  it("shows what the command line says of the folder once other folders are read", async () => {
    const expected = checked(files, file);
    expect(expected).toContain(code);
    const editor = await editorOf(inMemory(files));
    await editor.open(uri, files[file] ?? "", language);
    const before = (): number =>
      editor.inbox.methods.filter((method) => method === "workspace/diagnostic/refresh").length;
    await expect.poll(() => codesIn(editor, uri)).toEqual(expected);
    // An editor that asked too early is asked to ask again.
    await expect.poll(before).toBeGreaterThan(0);
  });

  it("is a place in the tree where the vault of its caller is used", async () => {
    const editor = await editorOf(inMemory(files));
    await editor.open(uri, files[file] ?? "", language);
    const listed = async (): Promise<unknown> => {
      const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
      return vaults.map(({ name, consumers }) => [name, consumers.map((each) => each.uri)]);
    };
    await expect.poll(listed).toEqual([["kv-shop", [uri]]]);
  });

  it("shows what holds without a caller if nothing calls it", async () => {
    const alone = { [file]: files[file] ?? "" };
    const editor = await editorOf(inMemory(alone));
    await editor.open(uri, files[file] ?? "", language);
    await expect.poll(() => editor.inbox.methods).toContain("workspace/codeLens/refresh");
    expect(await codesIn(editor, uri)).toEqual(checked(alone, file));
  });
});

it.each([
  ["that needs a name is judged by itself until its callers are open or searched for", "name", []],
  ["that needs nothing is also judged by itself if a caller gives it other values", "'kv-shop'", ["KV101"]],
])("a module with a vault of its own %s", async (_, name, expected) => {
  const needed = name === "name" ? "param name string\n" : "";
  const module = `${needed}param action string = 'Allow'
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: ${name}
  properties: { networkAcls: { defaultAction: action, bypass: 'None' } }
}
`;
  const given = needed === "" ? "" : "name: 'kv-shop', ";
  const files = inMemory({
    "vault.bicep": module,
    "main.bicep": `module m 'vault.bicep' = { params: { ${given}action: 'Deny' } }\n`,
  });
  const editor = await editorOf(files);
  await editor.open("file:///w/vault.bicep", module, "bicep");
  await expect.poll(() => editor.inbox.methods).toContain("workspace/codeLens/refresh");
  expect(await codesIn(editor, "file:///w/vault.bicep")).toEqual(["KV101"]);
  await editor.request(serverRequests.scan, {});
  expect(await codesIn(editor, "file:///w/vault.bicep")).toEqual(expected);
});

describe("a compiled template that differs from its source", () => {
  const source = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
`;
  const compiled = (defaultAction: string): string =>
    JSON.stringify({
      $schema: schema,
      contentVersion: "1.0.0.0",
      metadata: { _generator: { name: "bicep", version: "0.30.23.60470" } },
      resources: [
        {
          type: "Microsoft.KeyVault/vaults",
          apiVersion: "2026-02-01",
          name: "kv-shop",
          properties: { networkAcls: { defaultAction, bypass: "None" } },
        },
      ],
    });
  const twin = "file:///w/main.json";

  it.each(["Allow", "Deny"])(
    "has the same problems as on the command line, without being open (%s)",
    async (action) => {
      const files = { "main.bicep": source, "main.json": compiled(action) };
      const expected = checked(files, "main.json");
      expect(expected).toEqual(action === "Allow" ? ["KV905"] : []);
      const editor = await editorOf(inMemory(files));
      await editor.open("file:///w/main.bicep", source, "bicep");
      await editor.request(serverRequests.scan, {});
      expect(await codesIn(editor, twin)).toEqual(expected);
      const { findings } = await editor.request<FindingsResult>(serverRequests.findings, {});
      expect(findings.flatMap(({ code, uri }) => (uri === twin ? [code] : []))).toEqual(expected);
      expect(await codesIn(editor, "file:///w/main.bicep")).toEqual(checked(files, "main.bicep"));
    },
  );
});
