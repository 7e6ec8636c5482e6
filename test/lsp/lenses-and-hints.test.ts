import { describe, expect, it } from "vitest";
import type { CodeLens, DocumentLink, Hover, InlayHint, SymbolInformation } from "vscode-languageserver/node";
import { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";
import { sliceOf } from "./support/places.ts";
import { closedVault, openVault, vaultTemplate } from "./support/templates.ts";

const uri = "file:///w/main.json";
const textDocument = { uri };

async function lensesOf(text: string, options: Parameters<typeof Editor.start>[0] = {}): Promise<CodeLens[]> {
  const editor = await Editor.start(options);
  await editor.open(uri, text);
  return editor.request("textDocument/codeLens", { textDocument });
}

describe("code lenses", () => {
  const dependent = vaultTemplate(`"networkAcls": "[parameters('addresses')]"`);
  const disabled = vaultTemplate('"publicNetworkAccess": "Disabled", "networkAcls": { "bypass": "None" }');
  it.each([
    ["Firewall off · any network", openVault],
    ["Deny by default · 257 addresses · trusted services", closedVault],
    ["Depends on parameter addresses", dependent],
    ["Public access disabled", disabled],
  ])("say: %s", async (expected, text) => {
    const [summary, simulate, ...others] = await lensesOf(text);
    expect(others).toEqual([]);
    expect(summary?.command?.title).toBe(expected);
    expect(summary && sliceOf(text, summary.range, "utf-16")).toBe('"kv"');
    expect(simulate?.command).toMatchObject({
      title: "Simulate access",
      command: "keyVaultNetwork.simulateAccess",
      arguments: [{ root: uri, key: expect.any(String) as unknown }],
    });
  });

  it("name a perimeter, whose rules allow callers although public access is disabled", async () => {
    const properties =
      '"privateLinkResource": { "id": "[resourceId(\'Microsoft.KeyVault/vaults\', \'kv\')]" }, "profile": { "id": "[resourceId(\'Microsoft.Network/networkSecurityPerimeters/profiles\', \'nsp\', \'p\')]" }';
    const resource = (type: string, name: string, own: string): string =>
      `, { "type": "Microsoft.Network/networkSecurityPerimeters/${type}", "apiVersion": "2024-07-01", "name": "${name}", "properties": { ${own} } }`;
    const text = vaultTemplate(
      '"publicNetworkAccess": "Disabled", "networkAcls": { "bypass": "None" }',
      resource(
        "profiles/accessRules",
        "nsp/p/r",
        '"direction": "Inbound", "addressPrefixes": ["203.0.113.0/24"]',
      ) +
        resource("profiles", "nsp/p", "") +
        resource("resourceAssociations", "nsp/a", properties),
    );
    const [summary] = await lensesOf(text);
    expect(summary?.command?.title).toBe("Public access disabled · perimeter");
    const editor = await Editor.start();
    await editor.open(uri, text);
    const hover = await editor.at<Hover>("textDocument/hover", uri, '"kv"');
    expect(JSON.stringify(hover.contents)).toContain("- Perimeter: nsp");
  });

  it.each([
    ["Firewall aus · jedes Netzwerk", openVault],
    ["Standardmäßig verweigert · 257 Adressen · vertrauenswürdige Dienste", closedVault],
    ["Hängt ab von: Parameter addresses", dependent],
    ["Öffentlicher Zugriff deaktiviert", disabled],
  ])("speak the language of the client: %s", async (expected, text) => {
    const lenses = await lensesOf(text, { locale: "de-DE" });
    expect(lenses.map(({ command }) => command?.title)).toEqual([expected, "Zugriff simulieren"]);
  });

  it("offer no command to clients that do not have it", async () => {
    const lenses = await lensesOf(openVault, { initializationOptions: {} });
    expect(lenses.map((lens) => lens.command?.title)).toEqual(["Firewall off · any network"]);
  });

  it("are none when they are switched off", async () => {
    expect(await lensesOf(openVault, { settings: () => ({ codeLens: { enable: false } }) })).toEqual([]);
  });
});

describe("inlay hints", () => {
  it("count the addresses of ranges, and only of those", async () => {
    const editor = await Editor.start();
    await editor.open(uri, closedVault);
    const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    const hints = await editor.request<InlayHint[]>("textDocument/inlayHint", { textDocument, range });
    const lines = closedVault.split("\n");
    expect(
      hints.map(({ label, position }) => [
        label,
        lines[position.line]?.slice(0, position.character).trim().split(" ").at(-1),
      ]),
    ).toEqual([
      ["256 addresses", '"203.0.113.0/24"'],
      ["8 addresses", '"203.0.113.8/29"'],
    ]);
  });
});

describe("document links", () => {
  it("lead from codes and names of rules to pages and from paths to files", async () => {
    const module = `,
    {
      "type": "Microsoft.Resources/deployments", "apiVersion": "2024-03-01", "name": "m",
      "properties": { "mode": "Incremental", "templateLink": { "relativePath": "modules/net.json" } }
    }`;
    const text = vaultTemplate(
      '// keyvault-network-ignore KV101, wide-ip-rule, no-such-rule: here\n"networkAcls": { "defaultAction": "Allow" }',
      module,
    );
    const editor = await Editor.start();
    await editor.open(uri, text, "jsonc");
    const links = await editor.request<DocumentLink[]>("textDocument/documentLink", { textDocument });
    expect(links.map(({ range, target }) => [sliceOf(text, range, "utf-16"), target])).toEqual([
      ["KV101", expect.stringMatching(/docs\/rules\/KV101\.md$/)],
      ["wide-ip-rule", expect.stringMatching(/docs\/rules\/KV103\.md$/)],
      ['"modules/net.json"', "file:///w/modules/net.json"],
    ]);
  });
});

describe("a vault that an environment does not create", () => {
  const main = "file:///w/main.bicep";
  const text = `param env string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = if (env == 'prod') {
  name: 'kv'
  properties: { networkAcls: { defaultAction: env == 'prod' ? 'Deny' : 'Allow', bypass: 'None' } }
}
`;

  it("is not said to be open there", async () => {
    const editor = await editorOf({
      [main]: text,
      "file:///w/main.dev.bicepparam": "using 'main.bicep'\nparam env = 'dev'\n",
      "file:///w/main.prod.bicepparam": "using 'main.bicep'\nparam env = 'prod'\n",
    });
    await editor.open(main, text, "bicep");
    const [lens] = await editor.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri: main } });
    const dev = "not created · Firewall off · any network";
    expect(lens?.command?.title).toBe(`dev: ${dev} | prod: Deny by default`);
    const hover = await editor.at<Hover>("textDocument/hover", main, "kv '");
    expect((hover.contents as { value: string }).value).toContain(
      `- dev: **kv**: ${dev}\n- prod: **kv**: Deny`,
    );
  });
});

describe("workspace symbols", () => {
  it("are the vaults, found by some of their letters", async () => {
    const editor = await Editor.start();
    await editor.open(uri, openVault.replace('"kv"', '"kv-payments"'));
    const find = async (query: string): Promise<string[]> => {
      const found = await editor.request<SymbolInformation[]>("workspace/symbol", { query });
      return found.map(({ name }) => name);
    };
    expect(await find("")).toEqual(["kv-payments"]);
    expect(await find("kvpay")).toEqual(["kv-payments"]);
    expect(await find("storage")).toEqual([]);
  });

  it("are in the list once, whatever number of environments has them", async () => {
    const text = "resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = { name: 'kv' }\n";
    const main = "file:///w/main.bicep";
    const given = "using 'main.bicep'\n";
    const editor = await editorOf({
      [main]: text,
      "file:///w/main.dev.bicepparam": given,
      "file:///w/main.prod.bicepparam": given,
    });
    await editor.open(main, text, "bicep");
    const found = await editor.request<SymbolInformation[]>("workspace/symbol", { query: "" });
    expect(found.map(({ name }) => name)).toEqual(["kv"]);
  });
});
