import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hover, MarkupContent } from "vscode-languageserver";
import { english } from "../client/english.ts";
import { simulationNodes } from "../../client/src/simulator/simulation-nodes.ts";
import { allNodes } from "../../client/src/tree/tree-node.ts";
import { vaultNodes } from "../../client/src/vaults/vault-nodes.ts";
import type { Explain403Result } from "../../server/src/protocol/forbidden.ts";
import type { ExportResult } from "../../server/src/protocol/export.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult, VaultsResult } from "../../server/src/protocol/vaults.ts";
import { type Workspace, workspace } from "../cli/workspace.ts";
import { Editor } from "../lsp/support/editor.ts";
import { markupOf } from "./markup.ts";

/** What an attacker would write to put a link, a picture or a command into explanations. */
const hostile =
  "](command:workbench.action.quit) [x](https://evil.example) ![i](https://evil.example/i.png) <img src=x onerror=alert(1)> " +
  "`code` ``` https://evil.example www.evil.example <https://evil.example> a@evil.example $(trash) **b** &lt;img&gt; \u202e | c |";
const lines = `${hostile}\n\n# heading\n\n[r]: https://evil.example\n\n<script>alert(1)</script>`;
/** The part of it that a file name can contain. */
const fileName = `${hostile.replaceAll("/", "").slice(0, 150)}.json`;

const template = JSON.stringify(
  {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: { [hostile]: { type: "string" }, flag: { type: "bool" } },
    resources: [
      {
        type: "Microsoft.KeyVault/vaults",
        apiVersion: "2026-02-01",
        name: lines,
        properties: {
          networkAcls: {
            defaultAction: "Deny",
            bypass: `[parameters('${hostile}')]`,
            ipRules: [{ value: "203.0.113.0/24" }, { value: `[parameters('${hostile}')]` }, { value: lines }],
          },
        },
      },
      {
        type: "Microsoft.KeyVault/vaults",
        apiVersion: "2026-02-01",
        name: "other",
        properties: { networkAcls: { defaultAction: `[if(parameters('flag'), 'Allow', '${hostile}')]` } },
      },
      {
        type: "Microsoft.Network/networkSecurityGroups",
        apiVersion: "2024-05-01",
        name: hostile,
        properties: {
          securityRules: [
            {
              name: lines,
              properties: {
                priority: 200,
                direction: "Outbound",
                access: "Deny",
                protocol: "*",
                sourceAddressPrefix: "*",
                sourcePortRange: "*",
                destinationAddressPrefix: "*",
                destinationPortRange: "*",
              },
            },
          ],
        },
      },
      {
        type: "Microsoft.Network/virtualNetworks",
        apiVersion: "2024-05-01",
        name: lines,
        properties: {
          addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
          subnets: [
            {
              name: hostile,
              properties: {
                addressPrefix: "10.1.0.0/24",
                networkSecurityGroup: {
                  id: `[resourceId('Microsoft.Network/networkSecurityGroups', '${hostile}')]`,
                },
              },
            },
          ],
        },
      },
      {
        type: "Microsoft.Web/sites",
        apiVersion: "2024-04-01",
        name: lines,
        identity: { type: "SystemAssigned" },
        properties: {
          siteConfig: {
            appSettings: [
              { name: "a", value: "@Microsoft.KeyVault(SecretUri=https://other.vault.azure.net/secrets/s)" },
            ],
          },
        },
      },
    ],
  },
  null,
  2,
);
const access = JSON.stringify(
  {
    version: 1,
    sources: { runners: { ip: "203.0.113.0/28", description: lines } },
    environments: { [hostile]: { set: { [hostile]: "None", flag: true } } },
    tests: [
      { name: lines, from: "runners", to: "*", expect: "deny" },
      { name: "other", from: ["internet", "nobody"], to: hostile, expect: "allow", environment: hostile },
    ],
    suppressions: [{ rule: "KV201", reason: lines }],
  },
  null,
  2,
);
const log = `ForbiddenByFirewall: Client address is not authorized and caller is not a trusted service.\nClient address: 203.0.113.7\nVault: ${hostile};location=westeurope`;

const failure = `Get "https://other.vault.azure.net/": dial tcp 203.0.113.20:443: i/o timeout ${hostile}`;

/** Only the markup of explanations, and links to this project's and Microsoft's documentation. */
function expectText(markdown: string): void {
  const { tags, addresses } = markupOf(markdown);
  expect(
    [...tags].filter(
      (tag) => !/^(?:h[1-6]|p|strong|em|code|ul|ol|li|table|thead|tbody|tr|th|td|a)$/.test(tag),
    ),
    markdown,
  ).toEqual([]);
  for (const address of addresses) {
    expect(address, markdown).toMatch(
      /^(?:https:\/\/learn\.microsoft\.com\/|https:\/\/github\.com\/keyvault-network\/|command:keyVaultNetwork\.(?:browseTrustedServices|showMatrix)$|command:keyVaultNetwork\.(?:simulateAccess|item\.goToRule)\?[\w%.~!*'-]+$|%5D|\.keyvault-access\.jsonc#)/,
    );
  }
  expect(markdown).not.toContain("\u202e");
}

/** In tooltips a name could be an icon too. */
function expectTooltip(markdown: string): void {
  expectText(markdown);
  expect(markdown).not.toMatch(/(?<!\\)\$\(/);
}

describe("in the editor, names are text", () => {
  const main = `file:///w/${encodeURIComponent(fileName)}`;
  const accessFile = "file:///w/.keyvault-access.jsonc";
  let editor: Editor;
  beforeAll(async () => {
    const texts = new Map([[accessFile, access]]);
    editor = await Editor.start({
      folders: ["file:///w"],
      host: {
        files: {
          readFile: (uri) => Promise.resolve(texts.get(uri) ?? null),
          listFolder: () => Promise.resolve([main, accessFile]),
          findFiles: () => Promise.resolve([]),
        },
      },
    });
    await editor.open(main, template);
    await editor.open(accessFile, access, "jsonc");
  });

  it.each([
    ["the template", main, template],
    ["the access file", accessFile, access],
  ])("in every hover of %s", async (_what, uri, text) => {
    let shown = 0;
    for (const [line, written] of text.split("\n").entries()) {
      for (let character = 0; character < written.length; character += 5) {
        const hover = await editor.request<Hover | null>("textDocument/hover", {
          textDocument: { uri },
          position: { line, character },
        });
        if (!hover) continue;
        expectTooltip((hover.contents as MarkupContent).value);
        shown++;
      }
    }
    expect(shown).toBeGreaterThan(10);
  });

  it("in the tree of vaults", async () => {
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    const nodes = allNodes(vaultNodes(english, vaults));
    expect(nodes.length).toBeGreaterThan(10);
    for (const { tooltip } of nodes) expectTooltip(tooltip);
  });

  it("in the tree of verdicts", async () => {
    const from = ["internet", "runners", "203.0.113.0/25", `consumer:${hostile}`];
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, { from });
    const results = from.map((each) => ({
      simulation: { from: each, label: `${each} ${lines}`, to: null },
      verdicts: verdicts.filter((verdict) => verdict.from === each),
      kind: "address" as const,
      error: null,
      compared: false,
    }));
    const nodes = (["source", "vault"] as const).flatMap((by) =>
      allNodes(simulationNodes(english, results, by)),
    );
    expect(nodes.length).toBeGreaterThan(20);
    for (const { tooltip } of nodes) expectTooltip(tooltip);
  });

  it.each([
    [["check", "vaults"], []],
    [
      ["simulate", "diff"],
      ["internet", "runners", "203.0.113.0/25", `consumer:${hostile}`],
    ],
  ] as const)("in documents about %s", async (contents, from) => {
    const { text } = await editor.request<ExportResult>(serverRequests.exportReport, {
      contents,
      format: "markdown",
      asked: from.map((each) => ({ from: each, to: null })),
    });
    expect(text?.length).toBeGreaterThan(1000);
    expectText(text ?? "");
  });

  it("in the explanation of a 403", async () => {
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    for (const { root, key } of vaults) {
      const { explanation } = await editor.request<Explain403Result>(serverRequests.explain403, {
        text: log,
        to: { root, key },
      });
      expect(explanation?.template).not.toBeNull();
      if (explanation) expectText(explanation.document);
    }
  });

  it("in the explanation of a failed connection", async () => {
    const { explanation } = await editor.request<Explain403Result>(serverRequests.explain403, {
      text: failure,
    });
    expect(explanation?.connection?.gates.length).toBeGreaterThan(0);
    if (explanation) expectText(explanation.document);
  });
});

describe("on the command line, names are text in Markdown", () => {
  let at: Workspace;
  beforeAll(() => {
    at = workspace({
      [fileName]: template,
      ".keyvault-access.jsonc": access,
      "log.txt": log,
      "failure.txt": failure,
    });
  });
  afterAll(() => {
    at.remove();
  });

  it.each([
    ["check", ["./"]],
    ["vaults", ["./"]],
    ["vaults", ["./", "--environment", "*"]],
    ["simulate", ["./", "--from", "internet", "--from", "203.0.113.0/25"]],
    ["test", ["./"]],
    ["explain-403", ["./log.txt", "./"]],
    ["explain-403", ["./failure.txt", "./"]],
  ])("of %s", (command, argv) => {
    const { out } = at.run(command, ...argv, "--format", "markdown");
    expect(out.length).toBeGreaterThan(100);
    expectText(out);
  });
});
