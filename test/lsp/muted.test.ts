import { DiagnosticSeverity } from "vscode-languageserver";
import { expect, it } from "vitest";
import { editorOf } from "./support/memory.ts";

const uri = "file:///w/kv/main.test.bicep";
const text = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { bypass: 'None', defaultAction: 'Allow' } }
}
`;

async function found(
  files: Readonly<Record<string, string>>,
  settings: object = {},
): Promise<readonly unknown[]> {
  const editor = await editorOf({ [uri]: text, ...files }, { settings: () => settings });
  await editor.open(uri, text, "bicep");
  const shown = await editor.diagnostics(uri);
  return shown.filter(({ code }) => code === "KV101").map(({ severity, message }) => [severity, message]);
}

it("shows findings of tests as informations, unless asked for more", async () => {
  const message = "is reachable from any public address: defaultAction is Allow.";
  expect(await found({})).toEqual([[DiagnosticSeverity.Information, `'kv' (in a test) ${message}`]]);
  expect(await found({}, { validate: { includeMuted: true } })).toEqual([
    [DiagnosticSeverity.Warning, `'kv' ${message}`],
  ]);
  const pipeline = "steps:\n  - script: az deployment group create -g rg -f kv/main.test.bicep\n";
  expect(await found({ "file:///w/azure-pipelines.yml": pipeline })).toEqual([
    [DiagnosticSeverity.Warning, `'kv' ${message}`],
  ]);
});
