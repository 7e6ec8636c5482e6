import { expect, test } from "vitest";
import { judgeRoots } from "../../server/src/core/index.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

const network = `resource vnet 'Microsoft.Network/virtualNetworks@2023-05-01' = { name: 'vnet' }
`;

/** Whether of the only root, which may be let go, nothing is left that was evaluated. */
function isLetGo(text: string, id = "/w/main.bicep"): boolean {
  const files = filesInMemory({ [id]: text });
  const plan = { root: id, judged: [null], leftOut: [], backend: null };
  const { analyses } = judgeRoots([plan], files, () => true);
  return analyses.every(({ worlds }) => worlds.every((world) => world.network.frames.length === 0));
}

test.each([
  ["nothing", "param a string\n"],
  ["a network", network],
  ["a resource that uses no vault", "resource s 'Microsoft.Web/sites@2023-01-01' = { name: 's' }\n"],
])("a root with %s is let go", (_, text) => {
  expect(isLetGo(text)).toBe(true);
});

test.each([
  ["a vault", "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = { name: 'kv' }\n"],
  [
    "a vault that is looked up",
    "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: 'kv' }\n",
  ],
  ["a module that cannot be read", "module m 'br:contoso.azurecr.io/a:v1' = { name: 'm' }\n"],
  [
    "a file that decides about it",
    "resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = if (loadTextContent('a.txt') == 'x') {\n  name: 'privatelink.vaultcore.azure.net'\n}\n",
  ],
  [
    "a network of another root",
    "resource l 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = {\n  name: 'privatelink.vaultcore.azure.net/l'\n  properties: { virtualNetwork: { id: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub' } }\n}\n",
  ],
])("a root with %s is not", (_, text) => {
  expect(isLetGo(text)).toBe(false);
});

test("a root that is let go is evaluated once more only where others ask for its networks", () => {
  const files = filesInMemory({ "/w/main.bicep": network });
  const read: string[] = [];
  const get = (id: string): ReturnType<typeof files.get> => {
    read.push(id);
    return files.get(id);
  };
  const plan = { root: "/w/main.bicep", judged: [null], leftOut: [], backend: null };
  const [analysis] = judgeRoots([plan], { ...files, get }, () => true).analyses;
  read.length = 0;
  expect(analysis?.worlds[0]?.network.virtualNetworks).toEqual([]);
  expect(read).toEqual([]);
  expect(analysis?.outside().virtualNetworks).toHaveLength(1);
  expect(read).toContain("/w/main.bicep");
});
