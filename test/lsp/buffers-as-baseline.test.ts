import { describe, expect, it } from "vitest";
import type { DiffResult } from "../../server/src/protocol/what-if-baseline.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { vaultWith as vault } from "../outside/vault-with.ts";
import { Editor } from "./support/editor.ts";
import { changingFiles, editorOf } from "./support/memory.ts";

const main = "file:///w/main.bicep";

/** An editor that compares with what it has now, and what is on its disk from then on. */
async function compared(before: Readonly<Record<string, string>>): Promise<{
  readonly editor: Editor;
  readonly put: (uri: string, text: string) => void;
  readonly publicVaults: () => Promise<number>;
  readonly kinds: () => Promise<readonly string[]>;
}> {
  let now = before;
  const editor = await Editor.start({
    folders: ["file:///w"],
    host: {
      files: changingFiles(() => now),
    },
  });
  await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
  return {
    editor,
    put: (uri, text) => {
      now = { ...now, [uri]: text };
    },
    publicVaults: async () => {
      const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
      return vaults.filter(({ summary }) => summary.startsWith("Firewall off")).length;
    },
    kinds: async () => {
      const { changes } = await editor.request<DiffResult>(serverRequests.diff, {});
      return [...new Set(changes.map(({ kind }) => kind))];
    },
  };
}

it("lists the jobs whose networks are not known among the callers that are not compared", async () => {
  const [main, yaml] = ["file:///w/main.bicep", "file:///w/azure-pipelines.yml"];
  const text = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
`;
  const steps = "steps:\n  - task: AzureKeyVault@2\n    inputs: { KeyVaultName: kv-shop }\n";
  for (const [pool, expected] of [
    ["{ name: ours }", "Not compared: pipeline:azure-pipelines.yml."],
    ["{ vmImage: ubuntu-latest }", null],
  ] as const) {
    const pipeline = `pool: ${pool}\n${steps}`;
    const editor = await editorOf({ [main]: text, [yaml]: pipeline });
    await editor.open(main, text, "bicep");
    await editor.open(yaml, pipeline, "yaml");
    await editor.request(serverRequests.scan, {});
    await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
    expect(await editor.request<DiffResult>(serverRequests.diff, {})).toMatchObject({
      isSet: true,
      label: null,
      changes: [],
      notCompared: expected,
      review: "The callers that were compared have the same access. Proved for what the repository declares.",
    });
  }
});

describe("what was not known when the buffers became the what-if baseline", () => {
  it("is new if it is created", async () => {
    const { editor, put, publicVaults, kinds } = await compared({});
    await editor.request(serverRequests.scan, {});
    put(main, vault("Allow"));
    await editor.created(main);
    await expect.poll(publicVaults).toBe(1);
    expect(await kinds()).toEqual(["added"]);
  });

  it("is new if it is created and opened before the editor reports it", async () => {
    const { editor, put, kinds } = await compared({});
    put(main, vault("Allow"));
    await editor.open(main, vault("Allow"), "bicep");
    expect(await kinds()).toEqual([]);
    await editor.created(main);
    await expect.poll(kinds).toEqual(["added"]);
  });

  it("is no change if it is a module that a tool restores", async () => {
    const { editor, put, publicVaults, kinds } = await compared({});
    await editor.open(main, "module kv 'node_modules/kv.bicep' = { name: 'kv' }\n", "bicep");
    put("file:///w/node_modules/kv.bicep", vault("Allow"));
    await editor.created("file:///w/node_modules/kv.bicep");
    await expect.poll(publicVaults).toBe(1);
    expect(await kinds()).toEqual([]);
  });

  it("is compared with what it was when it was opened", async () => {
    const { editor, kinds } = await compared({ [main]: vault("Deny") });
    await editor.open(main, vault("Deny"), "bicep");
    expect(await kinds()).toEqual([]);
    await editor.type(main, "Deny", "Allow");
    expect(await kinds()).toEqual(["changed"]);
  });

  it("is compared with what was read of it before it changed on disk", async () => {
    const { editor, put, publicVaults, kinds } = await compared({ [main]: vault("Deny") });
    await editor.request(serverRequests.scan, {});
    expect(await kinds()).toEqual([]);
    put(main, vault("Allow"));
    await editor.fileChanged(main);
    await expect.poll(publicVaults).toBe(1);
    expect(await kinds()).toEqual(["changed"]);
  });
});
