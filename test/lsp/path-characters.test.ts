import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { DocumentLink } from "vscode-languageserver";
import { URI } from "vscode-uri";
import { nodeFiles } from "../../server/src/node-files.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { Editor } from "./support/editor.ts";
import { bicep } from "./support/languages.ts";

const everywhere = [
  " ",
  "#",
  "%",
  "%20",
  "é😀",
  "'",
  "&",
  "[x]",
  "(x)",
  "{x}",
  ";",
  "~",
  "$",
  "`",
  "!",
  "+",
  "@",
  "\u202e",
];
const notOnWindows = ["?", "*", "|", ":", "<", ">", '"', "\n", "\x1b", "\\"];
const characters = process.platform === "win32" ? everywhere : [...everywhere, ...notOnWindows];

const folder = realpathSync(mkdtempSync(join(tmpdir(), "keyvault-network-")));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Editors do not agree on which characters of an address they escape. */
const spellings = [
  ["as VS Code does", (path: string) => URI.file(path).toString()],
  ["as Node does", (path: string) => pathToFileURL(path).href],
] as const;

describe.each(characters.map((character) => [JSON.stringify(character), character] as const))(
  "a file with %s in its name",
  (_shown, character) => {
    it.each(spellings)("is one file, with its module, spelled %s", async (_how, address) => {
      const root = mkdtempSync(join(folder, "w"));
      const main = join(root, `a${character}b`, `main${character}.bicep`);
      // A backslash in a path that is written in a template is a slash.
      const name = `module ${character === "\\" ? "y" : character}.bicep`;
      const module = join(dirname(main), name);
      const text = `module m '${name.replaceAll("'", "\\'").replaceAll("\n", "\\n")}' = {\n  name: 'm'\n}\n`;
      mkdirSync(dirname(main));
      writeFileSync(main, text);
      writeFileSync(module, bicep.open);

      const editor = await Editor.start({ folders: [address(root)], host: { files: nodeFiles } });
      await editor.open(address(main), text, "bicep");
      const links = await editor.request<DocumentLink[]>("textDocument/documentLink", {
        textDocument: { uri: address(main) },
      });
      expect(links.map(({ target = "" }) => fileURLToPath(target))).toEqual([module]);
      expect(await vaultFiles(editor)).toEqual([module]);
      // The scan finds both by their names on disk: they are the same files.
      await editor.request(serverRequests.scan, null);
      expect(await vaultFiles(editor)).toEqual([module]);
      await editor.open(address(module), bicep.open, "bicep");
      expect(await editor.problems(address(module))).toEqual(["KV101 'Allow'"]);
    });
  },
);

async function vaultFiles(editor: Editor): Promise<readonly string[]> {
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  return vaults.map(({ uri }) => fileURLToPath(uri));
}
