import { describe, expect, it } from "vitest";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import type { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";

const vault = (name: string, action: string): string => `param action string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: '${name}'
  properties: { networkAcls: { defaultAction: ${action}, bypass: 'None' } }
}
`;

const files = {
  "file:///w/main.bicep": vault("kv", "action"),
  "file:///w/main.dev.bicepparam": "using 'main.bicep'\nparam action = 'Allow'\n",
  "file:///w/ci/main.bicep": vault("kv-ci", "'Deny'"),
  "file:///w/ci/azure-pipelines.yml": `pool: { vmImage: ubuntu-latest }
steps:
  - task: AzureKeyVault@2
    inputs: { azureSubscription: s, KeyVaultName: kv-ci }
`,
  "file:///w/ci/.keyvault-access.jsonc":
    '{ "version": 1, "tests": [{ "name": "t", "from": "internet", "to": "nothing", "expect": "deny" }] }',
};

/** What the client receives when it asks for the whole workspace: the codes in each document, those without any left out. */
async function pulled(editor: Editor): Promise<readonly string[]> {
  const params = { previousResultIds: [] };
  const { items } = await editor.request<WorkspaceDiagnosticReport>("workspace/diagnostic", params);
  return items
    .flatMap((item) => (item.kind === "full" ? item.items.map(({ code }) => inFile(item.uri, code)) : []))
    .sort();
}

function inFile(uri: string, code: unknown): string {
  return `${uri.replace("file:///w/", "")} ${String(code)}`;
}

const everything = [
  "ci/.keyvault-access.jsonc KV602",
  "ci/azure-pipelines.yml KV805",
  "main.dev.bicepparam KV101",
];

describe("the problems of a whole workspace", () => {
  it("include those of parameter files, pipelines and access files", async () => {
    const editor = await editorOf(files, { settings: () => ({ validate: { scope: "workspace" } }) });
    expect(await pulled(editor)).toEqual(everything);
  });
});
