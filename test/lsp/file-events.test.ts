import { describe, expect, it } from "vitest";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { Editor } from "./support/editor.ts";
import { changingFiles, editorOf } from "./support/memory.ts";

const vault = (action: string): string => `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: ${action} } }
}
`;

describe("after a scan", () => {
  const main = "file:///w/main.bicep";

  /** An editor that has scanned, and what is found there from then on. */
  async function scannedEditor(): Promise<{
    readonly editor: Editor;
    readonly roots: () => Promise<readonly string[]>;
    readonly put: (files: Readonly<Record<string, string>>) => void;
  }> {
    let now: Readonly<Record<string, string>> = { [main]: vault("'Deny'") };
    const editor = await Editor.start({
      folders: ["file:///w"],
      host: {
        files: changingFiles(() => now),
      },
    });
    await editor.request(serverRequests.scan, {});
    return {
      editor,
      put: (files) => {
        now = { ...now, ...files };
      },
      roots: async () => {
        const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
        return vaults.map(({ root }) => root).sort();
      },
    };
  }

  it("only what a scan would find is taken up", async () => {
    const { editor, roots, put } = await scannedEditor();
    const others = ["file:///w/node_modules/a/main.bicep", "file:///cache/kv/main.bicep"];
    const late = "file:///w/new.bicep";
    put(Object.fromEntries([...others, late].map((uri) => [uri, vault("'Allow'")])));
    for (const uri of [...others, late]) await editor.fileChanged(uri);
    await expect.poll(roots).toEqual([main, late]);
  });

  it("a template that was created in the editor stays known when it is closed", async () => {
    const { editor, roots, put } = await scannedEditor();
    const late = "file:///w/new.bicep";
    await editor.open(late, "", "bicep");
    put({ [late]: vault("'Allow'") });
    await editor.created(late);
    await editor.save(late);
    await editor.close(late);
    await expect.poll(roots).toEqual([main, late]);
  });

  it("the templates in a folder that was created or moved are found", async () => {
    const { editor, roots, put } = await scannedEditor();
    const [late, deep] = ["file:///w/new/main.bicep", "file:///w/new/b/c/main.bicep"];
    put({
      [late]: vault("'Allow'"),
      [deep]: vault("'Allow'"),
      "file:///w/new/node_modules/a/main.bicep": vault("'Allow'"),
      "file:///w/notes.md": "a vault",
    });
    await editor.created("file:///w/notes.md");
    await editor.created("file:///w/new");
    await expect.poll(roots).toEqual([main, deep, late]);
  });
});

it("a module is read once the folder it is in is created", async () => {
  const main = "file:///w/main.bicep";
  const module = { "file:///w/modules/kv/main.bicep": vault("'Allow'") };
  let files: Readonly<Record<string, string>> = {};
  const editor = await editorOf(
    {},
    {
      host: {
        files: changingFiles(() => files),
      },
    },
  );
  await editor.open(main, "module m 'modules/kv/main.bicep' = { name: 'm' }\n", "bicep");
  expect(await editor.problems(main)).toEqual(["KV904 'modules/kv/main.bicep'"]);
  files = module;
  await editor.created("file:///w/modules");
  await expect.poll(() => editor.inbox.methods).toContain("workspace/diagnostic/refresh");
  expect(await editor.problems(main)).not.toContain("KV904 'modules/kv/main.bicep'");
});
