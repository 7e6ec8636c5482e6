import { describe, expect, it } from "vitest";
import { serverRequests } from "../../server/src/protocol.ts";
import type { CloseVaultResult, ProtectResult, ReadLogResult } from "../../server/src/protocol/closing.ts";
import { Editor } from "./support/editor.ts";
import { logOf } from "../replay/generated-log.ts";

const uri = "file:///w/main.bicep";
const text = `
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { addressSpace: { addressPrefixes: ['10.1.0.0/16'] } }
  resource app 'subnets' = {
    name: 'app'
    properties: { addressPrefix: '10.1.0.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] }
  }
}
resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'site'
  properties: {
    virtualNetworkSubnetId: vnet::app.id
    siteConfig: { appSettings: [{ name: 'A', value: '@Microsoft.KeyVault(SecretUri=\${kv.properties.vaultUri}secrets/a)' }] }
  }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-shop'
  properties: {
    networkAcls: {
      defaultAction: 'Allow'
      bypass: 'None'
    }
  }
}
`;
const accessFile = "file:///w/.keyvault-access.jsonc";
const sources = '{ "version": 1, "sources": { "office": { "ip": ["203.0.113.0/24"] } } }\n';

async function opened(): Promise<Editor> {
  const editor = await Editor.start();
  await editor.open(accessFile, sources, "jsonc");
  await editor.open(uri, text);
  return editor;
}

function close(editor: Editor, hasLog: boolean): Promise<CloseVaultResult> {
  return editor.request<CloseVaultResult>(serverRequests.closeVault, {
    to: { root: uri, key: "kv" },
    hasLog,
  });
}

async function read(editor: Editor, log: string): Promise<ReadLogResult> {
  const half = Math.floor(log.length / 2);
  const send = (part: string, begins: boolean): Promise<ReadLogResult> =>
    editor.request<ReadLogResult>(serverRequests.readLog, { text: part, begins, ends: !begins });
  await send(log.slice(0, half), true);
  return send(log.slice(half), false);
}

describe("closing a vault", () => {
  it("keeps the callers of a log, and says which it cannot keep", async () => {
    const editor = await opened();
    const log = logOf([{ ip: "198.51.100.7" }, { ip: "198.51.100.7" }, { ip: "2001:db8::1" }]);
    expect(await read(editor, log)).toEqual({ calls: 3 });
    const result = await close(editor, true);
    expect(result).toMatchObject({
      vault: "kv-shop",
      keeps: [{ from: "198.51.100.7", detail: "2 requests" }],
      loses: [{ from: "2001:db8::1", detail: "IPv6" }],
      documents: [{ uri }],
      tests: { uri: accessFile },
    });
    expect(result?.documents[0]?.text).toContain("defaultAction: 'Deny'");
    expect(result?.documents[0]?.text).toContain("value: '198.51.100.7/32'");
    await editor.open(uri, result?.documents[0]?.text ?? "");
    await editor.open(accessFile, result?.tests?.text ?? "", "jsonc");
    expect(await editor.problems(accessFile)).toEqual([]);
    expect(await editor.problems(uri)).not.toContain(expect.stringContaining("KV101"));
    expect(await read(editor, logOf([{ vault: "kv-other", ip: "198.51.100.7" }]))).toEqual({ calls: 1 });
    expect(await close(editor, true)).toBeNull();
  });

  it("keeps consumers and named sources without a log", async () => {
    const editor = await opened();
    const result = await close(editor, false);
    expect(result).toMatchObject({ keeps: [{ from: "consumer:site" }, { from: "office" }], loses: [] });
    expect(result?.documents[0]?.text).toContain("203.0.113.0/24");
    expect(result?.documents[0]?.text).toContain("id: vnet::app.id");
    expect(result?.tests?.text).toContain('"from": ["consumer:site","office"]');
  });

  it("is offered at an open vault", async () => {
    const editor = await opened();
    const action = (await editor.actions(uri, "'Allow'")).find(({ title }) => title.startsWith("Close"));
    expect(action?.command?.arguments).toEqual([{ root: uri, key: "kv" }]);
  });
});

it("protecting what works adds tests once", async () => {
  const editor = await opened();
  const protect = (): Promise<ProtectResult> => editor.request<ProtectResult>(serverRequests.protect, {});
  const { documents } = await protect();
  expect(documents.map((each) => each.uri)).toEqual([accessFile]);
  expect(documents[0]?.text).toContain('"name": "Named sources can reach kv-shop"');
  await editor.open(accessFile, documents[0]?.text ?? "", "jsonc");
  expect(await editor.problems(accessFile)).toEqual([]);
  expect(await protect()).toEqual({ documents: [] });
});
