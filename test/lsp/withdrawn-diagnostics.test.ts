import { describe, expect, it } from "vitest";
import { serverRequests } from "../../server/src/protocol.ts";
import type { Editor } from "./support/editor.ts";
import { changingFiles, editorOf } from "./support/memory.ts";

const vault = (action: string): string => `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: ${action}, bypass: 'None' } }
}
`;

const [main, module, other] = ["file:///w/main.bicep", "file:///w/kv.bicep", "file:///w/other.bicep"];
const values = "file:///w/main.dev.bicepparam";
const call = "module m 'kv.bicep' = { name: 'm' }\n";

/** An editor, what its files and settings are from then on, and which files that are not open have which findings there. */
async function changingEditor(given: Readonly<Record<string, string>>, folders = ["file:///w"]) {
  let files = given;
  let validate: object = {};
  const editor = await editorOf(
    {},
    {
      folders,
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
      settings: () => ({ validate }),
      host: { files: changingFiles(() => files) },
    },
  );
  return {
    editor,
    put: async (changed: Readonly<Record<string, string>>) => {
      files = { ...files, ...changed };
      for (const uri of Object.keys(changed)) await editor.fileChanged(uri);
    },
    set: async (now: object) => {
      validate = now;
      await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    },
    shown: () => shownIn(editor),
  };
}

/** The files that are not open and have findings in the client now. */
function shownIn(editor: Editor): readonly string[] {
  const last = new Map(editor.inbox.published.map(({ uri, diagnostics }) => [uri, diagnostics]));
  return [...last].flatMap(([uri, diagnostics]) =>
    diagnostics.map(({ code }) => `${uri.replace("file:///w/", "")} ${code}`),
  );
}

describe("findings in a module that is not open", () => {
  const files = { [main]: call, [module]: vault("'Allow'") };

  it("are withdrawn when the call is removed, and shown again once it is back", async () => {
    const { editor, shown } = await changingEditor(files);
    await editor.open(main, call, "bicep");
    await expect.poll(shown).toEqual(["kv.bicep KV101"]);
    await editor.type(main, call, "param x string\n");
    await expect.poll(shown).toEqual([]);
    await editor.type(main, "param x string\n", call);
    await expect.poll(shown).toEqual(["kv.bicep KV101"]);
  });

  it("are those of the module that is called now", async () => {
    const { editor, shown } = await changingEditor({ ...files, [other]: vault("'Allow'") });
    await editor.open(main, call, "bicep");
    await expect.poll(shown).toEqual(["kv.bicep KV101"]);
    await editor.type(main, "kv.bicep", "other.bicep");
    await expect.poll(shown).toEqual(["other.bicep KV101"]);
  });

  it("stay as long as another open template calls it", async () => {
    const { editor, shown } = await changingEditor(files);
    await editor.open(main, call, "bicep");
    await editor.open(other, call, "bicep");
    await expect.poll(shown).toEqual(["kv.bicep KV101"]);
    await editor.close(main);
    await editor.type(other, "name: 'm'", "name: 'n'");
    await editor.diagnostics(other);
    expect(shown()).toEqual(["kv.bicep KV101"]);
    await editor.close(other);
    await expect.poll(shown).toEqual([]);
  });

  it.each([
    ["nothing is checked", { enable: false }],
    ["its caller is excluded", { exclude: ["main.bicep"] }],
    ["the client asks for the whole workspace itself", { scope: "workspace" }],
  ])("are withdrawn when %s", async (_when, validate) => {
    const { editor, set, shown } = await changingEditor(files);
    await editor.open(main, call, "bicep");
    await expect.poll(shown).toEqual(["kv.bicep KV101"]);
    await set(validate);
    await expect.poll(shown).toEqual([]);
    await set({});
    await expect.poll(shown).toEqual(["kv.bicep KV101"]);
  });
});

describe("findings in a parameter file that is not open", () => {
  const template = `param action string\n${vault("action")}`;
  const files = { [main]: template, [values]: "using 'main.bicep'\nparam action = 'Allow'\n" };

  it("are withdrawn when the file is excluded", async () => {
    const { editor, set, shown } = await changingEditor(files);
    await editor.open(main, template, "bicep");
    await expect.poll(shown).toEqual(["main.dev.bicepparam KV101"]);
    await set({ exclude: ["**/*.bicepparam"] });
    await expect.poll(shown).toEqual([]);
  });

  it("are withdrawn when it names another template", async () => {
    const { editor, put, shown } = await changingEditor(files);
    await editor.open(main, template, "bicep");
    await expect.poll(shown).toEqual(["main.dev.bicepparam KV101"]);
    await put({ [values]: "using 'other.bicep'\nparam action = 'Allow'\n" });
    await expect.poll(shown).toEqual([]);
  });

  it("are withdrawn when its template is closed", async () => {
    const { editor, shown } = await changingEditor(files);
    await editor.open(main, template, "bicep");
    await expect.poll(shown).toEqual(["main.dev.bicepparam KV101"]);
    await editor.close(main);
    await expect.poll(shown).toEqual([]);
  });
});

it("findings that a scan found are withdrawn with their workspace folder", async () => {
  const [a, b] = ["file:///w/a", "file:///w/b"];
  const files = { [`${a}/main.bicep`]: vault("'Allow'"), [`${b}/main.bicep`]: vault("'Allow'") };
  const { editor, shown } = await changingEditor(files, [a, b]);
  await editor.open(`${b}/main.bicep`, vault("'Allow'"), "bicep");
  await editor.request(serverRequests.scan, {});
  await expect.poll(shown).toEqual(["a/main.bicep KV101"]);
  const event = { added: [], removed: [{ uri: a, name: "a" }] };
  await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  await expect.poll(shown).toEqual([]);
});
