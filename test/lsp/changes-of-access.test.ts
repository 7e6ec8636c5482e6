import { expect, it } from "vitest";
import type { ChangesOfAccessResult, VaultsResult } from "../../server/src/protocol.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { editorOf } from "./support/memory.ts";

const main = "file:///w/main.bicep";
const template = `param rules array
param access string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    publicNetworkAccess: access
    networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: rules }
  }
}
`;
const values = (address: string, access = "Enabled"): string =>
  `using 'main.bicep'\nparam rules = [\n  { value: '${address}' }\n]\nparam access = '${access}'\n`;

async function changesIn(
  environments: readonly string[],
  test = values("198.51.100.2"),
): Promise<ChangesOfAccessResult["changes"]> {
  const editor = await editorOf({
    [main]: template,
    "file:///w/main.dev.bicepparam": values("198.51.100.1"),
    "file:///w/main.prod.bicepparam": values("203.0.113.9"),
    "file:///w/main.test.bicepparam": test,
  });
  await editor.request(serverRequests.scan, {});
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  const { changes } = await editor.request<ChangesOfAccessResult>(serverRequests.changesOfAccess, {
    from: "203.0.113.9",
    to: { root: main, key: vaults[0]?.key },
    expect: "allow",
    environments,
  });
  return changes;
}

it("are made in the files of all environments of a row at once", async () => {
  const changes = await changesIn(["dev", "test"]);
  expect(changes.map(({ title }) => title)).toEqual([
    expect.stringMatching(/^Add 203\.0\.113\.9\/32 to ipRules of 'kv'(?!.* in dev)/),
  ]);
  const [change] = changes;
  expect(change?.documents.map(({ uri, text }) => [uri, text.includes("'203.0.113.9/32'")])).toEqual([
    ["file:///w/main.dev.bicepparam", true],
    ["file:///w/main.test.bicepparam", true],
  ]);
});

it("say in which environments they do it, where they do not in all", async () => {
  const changes = await changesIn(["dev", "test"], values("198.51.100.2", "Disabled"));
  const titles = changes.map(({ title }) => title);
  expect(titles).toContainEqual(
    expect.stringMatching(/^Add 203\.0\.113\.9\/32 to ipRules of 'kv'.* in dev$/),
  );
});
