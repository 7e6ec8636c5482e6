import { describe, expect, it } from "vitest";
import type { SnippetTextEdit, TextDocumentEdit } from "vscode-languageserver/node";
import { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";
import { closedVault, openVault } from "./support/templates.ts";

const uri = "file:///w/main.json";

/** Two sites in subnets of their own take their settings from one variable. */
const sharedSettings = JSON.stringify(
  {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    variables: { settings: [{ name: "Key", value: "@Microsoft.KeyVault(VaultName=kv;SecretName=key)" }] },
    resources: [
      {
        type: "Microsoft.Network/virtualNetworks",
        apiVersion: "2024-05-01",
        name: "vnet",
        properties: { subnets: ["first", "second"].map((name) => ({ name, properties: {} })) },
      },
      {
        type: "Microsoft.KeyVault/vaults",
        apiVersion: "2026-02-01",
        name: "kv",
        properties: { networkAcls: { defaultAction: "Deny", bypass: "None" } },
      },
      ...["first", "second"].map((name) => ({
        type: "Microsoft.Web/sites",
        apiVersion: "2024-04-01",
        name,
        properties: {
          virtualNetworkSubnetId: `[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', '${name}')]`,
          siteConfig: { appSettings: "[variables('settings')]" },
        },
      })),
    ],
  },
  null,
  2,
);

async function open(text: string, options: Parameters<typeof Editor.start>[0] = {}): Promise<Editor> {
  const editor = await Editor.start(options);
  await editor.open(uri, text);
  return editor;
}

describe("actions for findings of several environments", () => {
  const main = "file:///w/main.bicep";
  const text = `param env string
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-\${env}'
  properties: { subnets: [{ name: 'app', properties: { addressPrefix: '10.0.1.0/24' } }] }
}
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-\${env}'
  properties: {
    networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [{ id: vnet.properties.subnets[0].id }] }
  }
}
`;

  it("are offered once, for the findings of all of them", async () => {
    const editor = await editorOf({
      [main]: text,
      "file:///w/main.dev.bicepparam": "using 'main.bicep'\nparam env = 'dev'\n",
      "file:///w/main.prod.bicepparam": "using 'main.bicep'\nparam env = 'prod'\n",
    });
    await editor.open(main, text, "bicep");
    const actions = await editor.actions(main, "vnet.properties.sub");
    expect(actions.map(({ title, diagnostics }) => [title, diagnostics?.length])).toEqual([
      ["Add service endpoint Microsoft.KeyVault to vnet-dev/app (allows the subnet)", 2],
      ["Suppress KV302 here…", 2],
      ["Explain KV302", 2],
    ]);
    const { edit } = await editor.resolve(actions[0]);
    expect(editor.edited(main, edit).match(/Microsoft.KeyVault'/g)).toHaveLength(1);
  });
});

describe("quick fixes", () => {
  it("come before suppressing, the documentation and refactoring, the best one preferred", async () => {
    const editor = await open(openVault);
    const actions = await editor.actions(uri, '"Allow"');
    expect(actions.map(({ title }) => title)).toEqual([
      "Set defaultAction to 'Deny' (blocks callers that are not listed)",
      "Set publicNetworkAccess to 'Disabled' (blocks all public addresses)",
      "Close the vault, and see who keeps access…",
      "Suppress KV101 here…",
      "Explain KV101",
    ]);
    expect(actions.filter(({ isPreferred }) => isPreferred)).toEqual([actions[0]]);
    expect(actions[0]?.diagnostics?.[0]?.code).toBe("KV101");
    expect(actions[0]?.edit).toBeUndefined();
  });

  it("do not suppress with a comment in Terraform's JSON, which has none", async () => {
    const file = "file:///w/main.tf.json";
    const vault = { name: "kv-shop", network_acls: { default_action: "Allow", bypass: "None" } };
    const editor = await Editor.start();
    await editor.open(file, JSON.stringify({ resource: { azurerm_key_vault: { kv: vault } } }), "json");
    const titles = (await editor.actions(file, '"Allow"')).map(({ title }) => title);
    expect(titles).toContain("Explain KV101");
    expect(titles).not.toContain("Suppress KV101 here…");
  });

  it("change the file that their title names", async () => {
    const [template, dev, prod] = ["main.bicep", "main.dev.bicepparam", "main.prod.bicepparam"];
    const texts = new Map([
      [
        template,
        `param action string
param ips array
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    networkAcls: {
      defaultAction: action
      bypass: 'None'
      ipRules: [for ip in ips: { value: ip }]
    }
  }
}
`,
      ],
      [dev, "using 'main.bicep'\nparam action = 'Allow'\nparam ips = ['203.0.113.7']\n"],
      [prod, "using 'main.bicep'\nparam action = 'Allow'\nparam ips = ['203.0.113.7', '198.51.100.7']\n"],
    ]);
    const editor = await Editor.start();
    for (const [name, text] of texts) await editor.open(`file:///w/${name}`, text, "bicep");
    const actions = await editor.actions("file:///w/main.bicep", "ipRules");
    const closing = actions.filter(({ title }) => title.startsWith("Set defaultAction"));
    expect(closing.length).toBe(2);
    for (const action of closing) {
      const { edit } = await editor.resolve(action);
      const named = [dev, prod].find((name) => action.title.includes(name)) ?? "";
      expect(editor.edited(`file:///w/${named}`, edit)).toContain("param action = 'Deny'");
    }
  });

  it("are computed when applied, and edit the document in its own style", async () => {
    const editor = await open(openVault);
    const [deny] = await editor.actions(uri, '"Allow"');
    const { edit } = await editor.resolve(deny);
    expect(editor.edited(uri, edit)).toBe(openVault.replace('"Allow"', '"Deny"'));
    const [change] = edit?.documentChanges ?? [];
    expect((change as TextDocumentEdit).textDocument.version).toBe(1);
  });

  it("change nothing when the document has changed meanwhile", async () => {
    const editor = await open(openVault);
    const [deny] = await editor.actions(uri, '"Allow"');
    await editor.type(uri, '"westeurope"', '"northeurope"');
    expect((await editor.resolve(deny)).edit).toBeUndefined();
  });

  it("carry their edit for clients that resolve nothing", async () => {
    const editor = await open(openVault, {
      capabilities: { textDocument: { codeAction: {} }, workspace: {} },
    });
    const [deny] = await editor.actions(uri, '"Allow"');
    expect(editor.edited(uri, deny?.edit)).toBe(openVault.replace('"Allow"', '"Deny"'));
    expect(deny?.edit?.changes).toBeDefined();
  });

  it("belong to each of two resources that share what refers to the vault", async () => {
    const editor = await open(sharedSettings);
    const fixes = (await editor.actions(uri, '"@Microsoft.KeyVault')).filter(({ title }) =>
      title.startsWith("Allow subnet"),
    );
    expect(fixes.map(({ title }) => title)).toEqual([
      expect.stringContaining("vnet/first"),
      expect.stringContaining("vnet/second"),
    ]);
    for (const fix of fixes) expect((await editor.resolve(fix)).edit).toBeDefined();
  });

  it("are none where nothing is found", async () => {
    const editor = await open(openVault);
    expect(await editor.actions(uri, '"westeurope"')).toEqual([]);
  });
});

describe("suppressing", () => {
  it("writes a comment with a place for the reason above the line", async () => {
    const editor = await open(openVault);
    const action = (await editor.actions(uri, '"Allow"')).find(({ title }) => title.startsWith("Suppress"));
    const change = action?.edit?.documentChanges?.[0] as TextDocumentEdit;
    const [snippet] = change.edits as SnippetTextEdit[];
    expect(snippet?.snippet.value).toBe("          // keyvault-network-ignore KV101: ${1:reason}\n");
  });

  it("does it as plain text for clients without snippets, and silences the finding once a reason is given", async () => {
    const capabilities = { workspace: { workspaceEdit: { documentChanges: true } } };
    const editor = await open(openVault, { capabilities });
    const action = (await editor.actions(uri, '"Allow"')).find(({ title }) => title.startsWith("Suppress"));
    const text = editor.edited(uri, action?.edit);
    expect(text).toContain('// keyvault-network-ignore KV101: reason\n          "defaultAction": "Allow"');
    await editor.open("file:///w/unreasoned.json", text, "jsonc");
    expect(await editor.problems("file:///w/unreasoned.json")).toEqual([
      "KV902 // keyvault-network-ignore KV101: reason",
      'KV101 "Allow"',
    ]);
    await editor.open("file:///w/suppressed.json", text.replace(": reason", ": a public demo"), "jsonc");
    expect(await editor.problems("file:///w/suppressed.json")).toEqual([]);
  });
});

describe("fix all", () => {
  it("removes what has no effect and nothing else, once", async () => {
    const editor = await open(closedVault);
    const [action, ...others] = await editor.actions(uri, '"kv"', ["source.fixAll"]);
    expect(others).toEqual([]);
    expect(action?.kind).toBe("source.fixAll.keyvault-network");
    const fixed = editor.edited(uri, action?.edit);
    expect(fixed).toBe(closedVault.replace(',\n            { "value": "203.0.113.8/29" }', ""));
    await editor.open("file:///w/fixed.json", fixed);
    expect(await editor.problems("file:///w/fixed.json")).toEqual([]);
    expect(await editor.actions("file:///w/fixed.json", '"kv"', ["source.fixAll"])).toEqual([]);
  });

  it("never opens or closes a firewall", async () => {
    const editor = await open(openVault);
    expect(await editor.actions(uri, '"kv"', ["source.fixAll.keyvault-network"])).toEqual([]);
  });
});

describe("the documentation", () => {
  it("is shown by the client's own command where it has it", async () => {
    const editor = await open(openVault);
    const actions = await editor.actions(uri, '"Allow"');
    const action = actions.find(({ title }) => title === "Explain KV101");
    expect(action?.command).toMatchObject({ command: "keyVaultNetwork.explainRule", arguments: ["KV101"] });
  });

  it("opens on the web elsewhere", async () => {
    const editor = await open(openVault, { initializationOptions: {} });
    const actions = await editor.actions(uri, '"Allow"');
    const { command } = actions.find(({ title }) => title === "Open documentation for KV101") ?? {};
    await editor.request("workspace/executeCommand", command);
    expect(editor.inbox.shown).toEqual([
      { uri: expect.stringMatching(/^https:.*\/KV101/) as unknown, external: true },
    ]);
  });

  it("cannot open anything else", async () => {
    const editor = await open(openVault);
    await editor.request("workspace/executeCommand", {
      command: "keyVaultNetwork.openDocumentation",
      arguments: ["file:///etc/passwd"],
    });
    expect(editor.inbox.shown).toEqual([]);
  });
});
