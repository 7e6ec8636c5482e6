import { describe, expect, it } from "vitest";
import type { FileSource } from "../../server/src/lsp/files.ts";
import type { Editor } from "./support/editor.ts";
import { editorOf, memoryFiles } from "./support/memory.ts";

const main = "file:///w/app/main.tf";
const source = "git::https://contoso.example/terraform-modules.git//vault?ref=v1";
const call = `module "key_vault" {\n  source = "${source}"\n}\n`;
const vault = 'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n}\n';

/** The codes of the problems of the template that makes the call. */
async function codesOf(editor: Editor): Promise<readonly unknown[]> {
  return (await editor.diagnostics(main)).map(({ code }) => code);
}

describe("a module that is likely about vaults and not at hand", () => {
  it("is a problem at its source", async () => {
    const editor = await editorOf({ [main]: call });
    await editor.open(main, call, "terraform");
    const [problem] = await editor.diagnostics(main);
    expect(problem).toMatchObject({ code: "KV904", range: { start: { line: 1 } } });
  });

  it("is read from a submodule in the workspace, and from a folder of its name in addition", async () => {
    const files = { [main]: call, "file:///w/lib/terraform-modules/vault/main.tf": vault };
    const editor = await editorOf(files);
    await editor.open(main, call, "terraform");
    expect(await codesOf(editor)).toEqual(["KV904", "KV101"]);
    const gitmodules = `[submodule "l"]\n  path = lib/terraform-modules\n  url = ../terraform-modules\n`;
    const submodule = { "file:///w/.gitmodules": gitmodules, "file:///w/lib/terraform-modules/.git": "" };
    const other = await editorOf({ ...files, ...submodule });
    await other.open(main, call, "terraform");
    expect(await codesOf(other)).toEqual(["KV101"]);
  });

  it("is read once a folder of its name is there", async () => {
    const late = "file:///w/lib/terraform-modules/vault/main.tf";
    let now = memoryFiles({ [main]: call });
    const files: FileSource = {
      readFile: (uri) => now.readFile(uri),
      listFolder: (uri) => now.listFolder(uri),
      findFiles: (search) => now.findFiles(search),
    };
    const editor = await editorOf({}, { host: { files } });
    await editor.open(main, call, "terraform");
    expect(await codesOf(editor)).toEqual(["KV904"]);
    now = memoryFiles({ [main]: call, [late]: vault });
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: late, type: 1 }],
    });
    await expect.poll(() => codesOf(editor)).toEqual(["KV904", "KV101"]);
  });

  it.each([
    ["the setting", { modules: { "git::https://contoso.example/terraform-modules.git": "shared" } }, {}],
    [
      "the access file",
      {},
      { modules: { "git::https://contoso.example/terraform-modules.git//vault": "shared/vault" } },
    ],
    [
      "the access file before the setting",
      { modules: { "git::https://contoso.example/terraform-modules.git//vault": "nowhere" } },
      { modules: { "git::https://contoso.example/terraform-modules.git//vault": "shared/vault" } },
    ],
  ])("is read where %s says", async (_, settings, accessFile) => {
    const editor = await editorOf(
      {
        [main]: call,
        "file:///w/shared/vault/main.tf": vault,
        "file:///w/.keyvault-access.jsonc": JSON.stringify({ version: 1, ...accessFile }),
      },
      { settings: () => settings },
    );
    await editor.open(main, call, "terraform");
    expect(await codesOf(editor)).toEqual(["KV101"]);
  });

  it("follows the access file while it is edited", async () => {
    const access = "file:///w/.keyvault-access.jsonc";
    const text = JSON.stringify({ version: 1 });
    const editor = await editorOf({ [main]: call, "file:///w/shared/main.tf": vault, [access]: text });
    await editor.open(main, call, "terraform");
    await editor.open(access, text, "jsonc");
    expect(await codesOf(editor)).toEqual(["KV904"]);
    const modules = { "git::https://contoso.example/terraform-modules.git//vault": "shared" };
    await editor.type(access, '"version":1', `"version":1,"modules":${JSON.stringify(modules)}`);
    expect(await codesOf(editor)).toEqual(["KV101"]);
  });
});
