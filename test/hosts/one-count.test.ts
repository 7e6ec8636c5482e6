import { expect, test } from "vitest";
import { sayStatus } from "../../client/src/environments/environment-rows.ts";
import { matrixOf } from "../../client/src/matrix/matrix.ts";
import { pictureFacts } from "../../client/src/picture/picture-facts.ts";
import { sayScanned } from "../../client/src/scan-words.ts";
import { sayVaults } from "../../client/src/say.ts";
import { foldVaults, foldVerdicts } from "../../client/src/verdicts/references.ts";
import { vaultId } from "../../client/src/vault-id.ts";
import type { EnvironmentsResult } from "../../server/src/protocol/environments.ts";
import type { ExportResult } from "../../server/src/protocol/export.ts";
import type { PictureResult } from "../../server/src/protocol/picture.ts";
import type { ScanResult, VaultsResult, SimulateResult } from "../../server/src/protocol/vaults.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { english } from "../client/english.ts";
import { shown } from "../states/printed.ts";
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
  "state.json": JSON.stringify([shown({ name: "kv-deployed", publicNetworkAccess: "Disabled" })]),
};

const languages: Readonly<Record<string, string>> = { tf: "terraform", json: "json" };

test("each vault is one row in every view, and JSON has each lookup", async () => {
  const { folder, remove } = workspace(files);
  const text = runCli("vaults", folder).out;
  const german = runCli("vaults", "--lang", "de", folder).out;
  const markdown = runCli("vaults", "--format", "markdown", folder).out;
  const checked = runCli("check", folder).out;
  const sarif = JSON.parse(runCli("check", "--format", "sarif", folder).out) as {
    runs: readonly [{ properties: object }];
  };
  const json = JSON.parse(runCli("vaults", "--format", "json", folder).out) as { vaults: readonly object[] };
  remove();
  expect(new Set(text.match(/(?<=^\S.*)\w+\/main\.(?:bicep|tf):\d+/gm))).toHaveProperty("size", 4);
  const count = "2 vaults, 2 referenced, 1 deployed or planned";
  for (const printed of [text, markdown]) expect(printed).toContain(`${count}.`);
  expect(checked).toContain(`; ${count};`);
  expect(german).toContain("2 Key Vaults, 2 referenziert, 1 bereitgestellt oder geplant.");
  expect(sarif.runs[0].properties).toEqual({ vaults: { declared: 2, referenced: 2, inStates: 1 } });
  expect(json.vaults).toHaveLength(10);

  const editor = await editorOf(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [`file:///w/${path}`, content])),
    { folders: ["file:///w"] },
  );
  for (const [path, content] of Object.entries(files))
    await editor.open(`file:///w/${path}`, content, languages[/\w+$/.exec(path)?.[0] ?? ""] ?? "bicep");
  const rows = async (): Promise<readonly unknown[]> => {
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    const environments = await editor.request<EnvironmentsResult>(serverRequests.environments, {});
    const { text: printed } = await editor.request<ExportResult>(serverRequests.exportReport, {
      contents: ["vaults"],
      format: "markdown",
    });
    const { entries } = foldVaults(vaults);
    const tree = [...new Map(entries.map((each) => [vaultId(each), each])).values()];
    const result = await editor.request<PictureResult>(serverRequests.picture, { from: ["internet"] });
    const { notes } = pictureFacts(english, result, environments, { environment: null, vault: null });
    const { summary } = await editor.request<ScanResult>(serverRequests.scan, {});
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, {
      from: ["203.0.113.7"],
    });
    const simulation = { id: "s", from: "203.0.113.7", label: "it", to: null };
    const { caption } = matrixOf(
      english,
      [{ simulation, kind: "address", verdicts, compared: false, error: null }],
      {
        environments,
        removed: [],
        sources: 1,
      },
    );
    return [
      vaults.length,
      sayVaults(english, tree),
      sayStatus(english, environments),
      /\d+ vaults[^.]*/.exec(printed ?? "")?.[0],
      (result.picture?.vaults.length ?? 0) + result.leftOut.vaults,
      notes[0],
      summary && sayScanned(english, summary),
      caption,
    ];
  };
  await expect.poll(rows, { timeout: 20_000 }).toEqual([
    10,
    count,
    `${count}, 2 environments`,
    count,
    5,
    `${count}.`,
    `${count}: 1 public, 0 unknown.`,
    // What is never created answers nothing.
    `1 source × ${count.replace("2 vaults", "1 vault")}`,
  ]);

  const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, { from: ["internet"] });
  expect(new Set(foldVerdicts(verdicts).entries.map(vaultId)).size, "with an answer").toBe(4);
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
