import { expect, it } from "vitest";
import type { TextDocumentEdit } from "vscode-languageserver";
import { editorOf } from "./support/memory.ts";

const [main, network] = ["file:///w/main.bicep", "file:///w/network.bicep"];
const files = {
  [main]: `module network 'network.bicep' = { name: 'network' }
module vault 'vault.bicep' = {
  name: 'vault'
  params: {
    subnetId: network.outputs.subnetId
  }
}
`,
  [network]: `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { subnets: [{ name: 'app', properties: { addressPrefix: '10.0.1.0/24' } }] }
}
output subnetId string = vnet.properties.subnets[0].id
`,
  "file:///w/vault.bicep": `param subnetId string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [{ id: subnetId }] }
  }
}
`,
};

it("shows a problem of a module at the argument that hands on what decides, with its fix", async () => {
  const editor = await editorOf(files);
  await editor.open(main, files[main] ?? "", "bicep");
  expect(await editor.problems(main)).toEqual(["KV302 network.outputs.subnetId"]);
  const [problem] = await editor.diagnostics(main);
  expect(problem?.relatedInformation?.map(({ location }) => location.uri)).toContain(network);
  const [fix] = await editor.actions(main, "network.outputs.subnetId");
  const { edit } = await editor.resolve(fix);
  const changes = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  expect(changes.map(({ textDocument }) => textDocument.uri)).toEqual([network]);
});
