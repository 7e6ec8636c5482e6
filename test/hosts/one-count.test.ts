import { expect, test } from "vitest";
import { foldVaults } from "../../client/src/verdicts/references.ts";
import { vaultId } from "../../client/src/vault-id.ts";
import {
  type EnvironmentsResult,
  type ExportResult,
  serverRequests,
  type VaultsResult,
} from "../../server/src/protocol.ts";
import { runCli } from "../cli/run-cli.ts";
import { workspace } from "../cli/workspace.ts";
import { editorOf } from "../lsp/support/memory.ts";

const declared = (name: string): string =>
  `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: '${name}'\n}\n`;
const existing = (name: string): string =>
  `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = {\n  name: '${name}'\n}\n`;
const lookup = `data "azurerm_key_vault" "kv" {\n  name = "KV-PARTNER"\n  resource_group_name = "rg"\n}\n`;

/** One vault that three roots mean, one that nothing declares, and one whose name no root knows. */
const files: Readonly<Record<string, string>> = {
  "hub/main.bicep": `param action string\n${declared("kv-shared").replace("\n}", "\n  properties: { networkAcls: { defaultAction: action } }\n}")}`,
  "hub/dev.bicepparam": "using 'main.bicep'\nparam action = 'Allow'\n",
  "hub/prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
  "app/main.bicep": existing("kv-shared"),
  "jobs/main.bicep": existing("kv-shared"),
  "one/main.bicep": existing("kv-partner"),
  "two/main.bicep": existing("kv-partner"),
  "three/main.tf": lookup,
  "open/main.bicep": `param name string\n${existing("kv-partner").replace("'kv-partner'", "name")}`,
};

test("each vault is one row in every view, and JSON has each lookup", async () => {
  const { folder, remove } = workspace(files);
  const text = runCli("vaults", folder).out;
  const markdown = runCli("vaults", "--format", "markdown", folder).out;
  const json = JSON.parse(runCli("vaults", "--format", "json", folder).out) as { vaults: readonly object[] };
  remove();
  expect(new Set(text.match(/(?<=^\S.*)\w+\/main\.(?:bicep|tf):\d+/gm))).toHaveProperty("size", 3);
  expect(markdown).toContain("3 vaults");
  expect(json.vaults).toHaveLength(8);

  const editor = await editorOf(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [`file:///w/${path}`, content])),
    { folders: ["file:///w"] },
  );
  for (const [path, content] of Object.entries(files))
    await editor.open(`file:///w/${path}`, content, path.endsWith(".tf") ? "terraform" : "bicep");
  const rows = async (): Promise<readonly number[]> => {
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    const environments = await editor.request<EnvironmentsResult>(serverRequests.environments, {});
    const { text: printed } = await editor.request<ExportResult>(serverRequests.exportReport, {
      contents: ["vaults"],
      format: "markdown",
    });
    const tree = new Set(foldVaults(vaults).entries.map(vaultId));
    return [
      vaults.length,
      tree.size,
      environments.vaults.length,
      Number(/(\d+) vaults/.exec(printed ?? "")?.[1]),
    ];
  };
  await expect.poll(rows, { timeout: 20_000 }).toEqual([8, 3, 3, 3]);
});
