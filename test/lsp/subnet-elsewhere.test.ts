import { expect, it } from "vitest";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult } from "../../server/src/protocol/vaults.ts";
import { Editor } from "./support/editor.ts";

const vault = `resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  properties: { publicNetworkAccess: 'Disabled' }
}
`;
const network = `resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'spoke'
  properties: { subnets: [ { name: 'app' } ] }
}
`;

it("judges a subnet that only another root declares", async () => {
  const editor = await Editor.start({ folders: ["file:///w"] });
  await editor.open("file:///w/vault.bicep", vault, "bicep");
  await editor.open("file:///w/network.bicep", network, "bicep");
  const { verdicts, errors } = await editor.request<SimulateResult>(serverRequests.simulate, {
    from: ["subnet:spoke/app"],
  });
  expect(errors).toEqual([]);
  expect(verdicts.map((each) => [each.vault, each.verdict])).toEqual([["kv", "denied"]]);
});
