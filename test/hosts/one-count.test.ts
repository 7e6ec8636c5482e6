import { expect, test } from "vitest";
import { foldVaults, foldVerdicts } from "../../client/src/verdicts/references.ts";
import { vaultId } from "../../client/src/vault-id.ts";
import type { EnvironmentsResult } from "../../server/src/protocol/environments.ts";
import type { ExportResult } from "../../server/src/protocol/export.ts";
import type { PictureResult } from "../../server/src/protocol/picture.ts";
import type { ScanResult, VaultsResult } from "../../server/src/protocol/vaults.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult } from "../../server/src/protocol/verdicts.ts";
import { runCli } from "../cli/run-cli.ts";
import { workspace } from "../cli/workspace.ts";
import { editorOf } from "../lsp/support/memory.ts";

const declared = (name: string): string =>
  `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: '${name}'\n}\n`;
const existing = (name: string): string =>
  `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = {\n  name: '${name}'\n}\n`;
const lookup = `data "azurerm_key_vault" "kv" {\n  name = "KV-PARTNER"\n  resource_group_name = "rg"\n}\n`;

/** One vault that three roots mean, one that is never created, one that nothing declares, and one whose name no root knows. */
const files: Readonly<Record<string, string>> = {
  "hub/main.bicep": `param action string\n${declared("kv-shared").replace("\n}", "\n  properties: { networkAcls: { defaultAction: action } }\n}")}`,
  "hub/dev.bicepparam": "using 'main.bicep'\nparam action = 'Allow'\n",
  "hub/prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
  "app/main.bicep": existing("kv-shared"),
  "jobs/main.bicep": existing("kv-shared"),
  "never/main.bicep": declared("kv-never").replace("= {", "= if (false) {"),
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
  expect(new Set(text.match(/(?<=^\S.*)\w+\/main\.(?:bicep|tf):\d+/gm))).toHaveProperty("size", 4);
  expect(markdown).toContain("4 vaults");
  expect(json.vaults).toHaveLength(9);

  const editor = await editorOf(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [`file:///w/${path}`, content])),
    { folders: ["file:///w"] },
  );
  for (const [path, content] of Object.entries(files))
    await editor.open(`file:///w/${path}`, content, path.endsWith(".tf") ? "terraform" : "bicep");
  const rows = async (): Promise<readonly unknown[]> => {
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    const environments = await editor.request<EnvironmentsResult>(serverRequests.environments, {});
    const { text: printed } = await editor.request<ExportResult>(serverRequests.exportReport, {
      contents: ["vaults"],
      format: "markdown",
    });
    const tree = new Set(foldVaults(vaults).entries.map(vaultId));
    const { picture, leftOut } = await editor.request<PictureResult>(serverRequests.picture, {
      from: ["internet"],
    });
    const { summary } = await editor.request<ScanResult>(serverRequests.scan, {});
    return [
      vaults.length,
      tree.size,
      environments.vaults.length,
      Number(/(\d+) vaults/.exec(printed ?? "")?.[1]),
      (picture?.vaults.length ?? 0) + leftOut.vaults,
      summary?.vaults,
    ];
  };
  await expect.poll(rows, { timeout: 20_000 }).toEqual([9, 4, 4, 4, 4, 4]);

  const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, { from: ["internet"] });
  expect(new Set(foldVerdicts(verdicts).entries.map(vaultId)).size, "with an answer").toBe(3);
});

test("declared vaults are first, public ones before others, and lookups last", () => {
  const { folder, remove } = workspace({
    "a/main.bicep": existing("kv-partner"),
    "b/main.bicep": declared("kv-closed").replace(
      "\n}",
      "\n  properties: { publicNetworkAccess: 'Disabled' }\n}",
    ),
    "c/main.bicep": declared("kv-open"),
    "d/main.bicep": declared("kv-never").replace("= {", "= if (false) {"),
  });
  const text = runCli("vaults", folder).out;
  remove();
  expect(text.match(/^kv-\w+/gm)).toEqual(["kv-open", "kv-closed", "kv-never", "kv-partner"]);
});

test("the picture draws callers of a lookup at the vault that it is", async () => {
  const uses = `${existing("kv-shared")}resource des 'Microsoft.Compute/diskEncryptionSets@2023-04-02' = {
  name: 'des'
  location: 'westeurope'
  properties: { activeKey: { sourceVault: { id: kv.id }, keyUrl: 'https://kv-shared.vault.azure.net/keys/k' } }
}
`;
  const files = { "hub/main.bicep": declared("kv-shared"), "app/main.bicep": uses };
  const editor = await editorOf(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [`file:///w/${path}`, content])),
    { folders: ["file:///w"] },
  );
  await editor.request(serverRequests.scan, {});
  const { picture, lanes } = await editor.request<PictureResult>(serverRequests.picture, {
    from: ["internet", "consumer:des"],
  });
  expect(picture?.vaults).toHaveLength(1);
  expect(lanes.map((vault) => vault.flat().map(({ from }) => from))).toEqual([["internet", "consumer:des"]]);
});
