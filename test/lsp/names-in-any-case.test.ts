import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { URI } from "vscode-uri";
import { globMatcher } from "../../server/src/core/index.ts";
import { nodeFiles } from "../../server/src/node-files.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { Editor, type EditorOptions } from "./support/editor.ts";

const bicep = `param action string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: action } }
}
`;
const arm = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  parameters: { action: { type: "string" } },
  resources: [
    {
      type: "Microsoft.KeyVault/vaults",
      apiVersion: "2026-02-01",
      name: "kv",
      properties: { networkAcls: { defaultAction: "[parameters('action')]" } },
    },
  ],
});
const terraform = `variable "action" {}
resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    default_action = var.action
    bypass = "None"
  }
}
`;
const values = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  parameters: { action: { value: "Allow" } },
});

const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["Bicep", { "Main.BICEP": bicep, "Main.Dev.BicepParam": "using 'Main.BICEP'\nparam action = 'Allow'\n" }],
  ["ARM JSON", { "AzureDeploy.JSON": arm, "AzureDeploy.PARAMETERS.json": values }],
  ["Terraform", { "main.tf": terraform, "prod.TFVARS": 'action = "Allow"\n' }],
];

/** The exposure of each vault that a scan finds, in each environment. */
async function exposures(options: EditorOptions): Promise<readonly string[]> {
  const editor = await Editor.start(options);
  await editor.request(serverRequests.scan, {});
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  return vaults.map(({ exposure }) => exposure);
}

it.each(cases)(
  "files of %s are found on the disk whatever the case of their names is",
  async (_name, files) => {
    const top = realpathSync(mkdtempSync(join(tmpdir(), "keyvault-network-")));
    onTestFinished(() => {
      rmSync(top, { recursive: true });
    });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(top, name), text);
    const found = await exposures({ folders: [URI.file(top).toString()], host: { files: nodeFiles } });
    expect(found).toEqual(["public"]);
  },
);

it.each(cases)(
  "files of %s are found by a client whatever the case of their names is",
  async (_name, files) => {
    const answers = {
      "keyvault-network/findFiles": ({ include }: { readonly include: string }) => {
        const names = Object.keys(files).filter(globMatcher([include]));
        return { uris: names.map((name) => `file:///w/${name}`) };
      },
      "keyvault-network/readFile": ({ uri }: { readonly uri: string }) => {
        const text = files[uri.replace("file:///w/", "")];
        return text === undefined ? null : { text };
      },
      "keyvault-network/listFolder": () => ({ uris: Object.keys(files).map((name) => `file:///w/${name}`) }),
    };
    const initializationOptions = { findFiles: true, readFile: true, listFolder: true };
    expect(await exposures({ folders: ["file:///w"], initializationOptions, answers })).toEqual(["public"]);
  },
);
