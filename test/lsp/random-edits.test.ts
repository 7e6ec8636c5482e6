import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { Editor } from "./support/editor.ts";
import { bicep, terraform } from "./support/languages.ts";
import type { Encoding } from "./support/places.ts";
import { closedVault, openVault } from "./support/templates.ts";

interface Typed {
  readonly name: string;
  readonly uri: string;
  readonly languageId: string;
  /** The text before the first edit. */
  readonly texts: readonly string[];
  /** Pieces that people type, and some that break the text for a while. */
  readonly pieces: readonly string[];
}

const languages: readonly Typed[] = [
  {
    name: "ARM JSON",
    uri: "file:///w/main.json",
    languageId: "json",
    texts: [openVault, closedVault],
    pieces: ['"Allow"', '"Deny"', '"', '{ "value": "198.51.100.0/30" }'],
  },
  {
    name: "Bicep",
    uri: "file:///w/main.bicep",
    languageId: "bicep",
    texts: [bicep.open, bicep.closed],
    pieces: ["'Allow'", "'Deny'", "'", "'''", "${", "{ value: '198.51.100.0/30' }\n"],
  },
  {
    name: "Terraform",
    uri: "file:///w/main.tf",
    languageId: "terraform",
    texts: [terraform.open, terraform.closed],
    pieces: ['"Allow"', '"Deny"', '"', "${", "<<EOT\n", '"198.51.100.0/30",', "/*"],
  },
  {
    name: "an access file",
    uri: "file:///w/.keyvault-access.jsonc",
    languageId: "jsonc",
    texts: [
      '{\n  "version": 1,\n  "tests": [{ "name": "a", "from": "internet", "to": "*", "expect": "deny" }]\n}\n',
    ],
    pieces: ['"internet"', '"deny"', '"', '{ "name": "a" }'],
  },
];
const everywhere = ["{", "}", "]", ",", "\r\n", "é😀", "// a comment\n", ""];

/** Editors mostly wait for each other's messages, and none knows of another. */
describe.concurrent.each(languages)("random edits of $name", ({ uri, languageId, texts, pieces }) => {
  const edit = fc.record({
    /** Where, as a part of the text. */
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat({ max: 40 }),
    piece: fc.constantFrom(...pieces, ...everywhere),
  });

  it.each(["utf-8", "utf-16"] satisfies Encoding[])(
    "give what the final text gives afresh, in %s",
    async (encoding) => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...texts),
          fc.array(edit, { minLength: 1, maxLength: 8 }),
          async (text, edits) => {
            const editor = await start(encoding);
            await editor.open(uri, text, languageId);
            for (const { at, length, piece } of edits) {
              await editor.typeAt(uri, Math.floor(at * editor.text(uri).length), length, piece);
              await known(editor, uri);
            }
            const fresh = await start(encoding);
            await fresh.open(uri, editor.text(uri), languageId);
            expect(await known(editor, uri)).toEqual(await known(fresh, uri));
          },
        ),
        { numRuns: 40 },
      );
    },
  );
});

function start(encoding: Encoding): Promise<Editor> {
  return Editor.start({ encodings: [encoding] });
}

async function known(editor: Editor, uri: string): Promise<unknown> {
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  return { vaults, problems: await editor.diagnostics(uri) };
}
