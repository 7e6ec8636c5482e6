import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VaultsResult } from "../../server/src/protocol.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { Editor } from "./support/editor.ts";
import type { Encoding } from "./support/places.ts";
import { closedVault, openVault } from "./support/templates.ts";

const uri = "file:///w/main.json";

/** Pieces that people type, and some that break the text for a while. */
const pieces = [
  '"Allow"',
  '"Deny"',
  "{",
  "}",
  "]",
  ",",
  '"',
  "\r\n",
  "é😀",
  '{ "value": "198.51.100.0/30" }',
  "// a comment\n",
];

/** A piece typed over up to 40 characters at a place given as a part of the text. */
const typed = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 40 }),
  piece: fc.oneof(fc.constantFrom(...pieces), fc.constant("")),
});

async function known(editor: Editor): Promise<unknown> {
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  return { vaults, problems: await editor.diagnostics(uri) };
}

describe.each(["utf-8", "utf-16"] satisfies Encoding[])("edits in random steps, in %s", (encoding) => {
  it("give what the final text gives afresh", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(openVault, closedVault),
        fc.array(typed, { minLength: 1, maxLength: 8 }),
        async (text, edits) => {
          const editor = await Editor.start({ encodings: [encoding] });
          await editor.open(uri, text);
          for (const { at, length, piece } of edits) {
            await editor.typeAt(uri, Math.floor(at * editor.text(uri).length), length, piece);
            await known(editor);
          }
          const fresh = await Editor.start({ encodings: [encoding] });
          await fresh.open(uri, editor.text(uri));
          expect(await known(editor)).toEqual(await known(fresh));
        },
      ),
      { numRuns: 60 },
    );
  });
});
