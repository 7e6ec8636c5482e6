import { describe, expect, it } from "vitest";
import fc from "fast-check";
import type { Hover } from "vscode-languageserver/node";
import { createConverter } from "../../server/src/lsp/convert.ts";
import { Editor } from "./support/editor.ts";
import { type Encoding, positionAt, sliceOf } from "./support/places.ts";
import { openVault } from "./support/templates.ts";

const encodings: readonly Encoding[] = ["utf-8", "utf-16", "utf-32"];
const uri = "untitled:Untitled-1";

/** Characters of one, two, three and four bytes are on the line before the token. */
const text = openVault.replace('"defaultAction"', '"é😀‱": 1, "defaultAction"');

describe.each(encodings)("positions counted in %s", (encoding) => {
  it("are those of the client, in problems, hovers, edits and typed changes", async () => {
    const editor = await Editor.start({ encodings: [encoding] });
    expect(editor.initialized.capabilities.positionEncoding).toBe(encoding);
    await editor.open(uri, text);
    expect(await editor.problems(uri)).toEqual(['KV101 "Allow"']);
    const hover = await editor.at<Hover>("textDocument/hover", uri, '"Allow"');
    expect(hover.range && sliceOf(text, hover.range, encoding)).toBe('"defaultAction": "Allow"');
    const [deny] = await editor.actions(uri, '"Allow"');
    const { edit } = await editor.resolve(deny);
    expect(editor.edited(uri, edit)).toBe(text.replace('"Allow"', '"Deny"'));
    await editor.type(uri, '😀‱": 1, "defaultAction": "Allow"', '😀": 1, "é😀": 2, "defaultAction": "Deny"');
    expect(await editor.problems(uri)).toEqual([]);
    await editor.type(uri, '"Deny"', '"Allow"');
    expect(await editor.problems(uri)).toEqual(['KV101 "Allow"']);
  });

  it("agree with plain counting, there and back", () => {
    const converter = createConverter(encoding);
    const line = fc.string({ unit: fc.constantFrom("a", "é", "‱", "😀", "\t") });
    fc.assert(
      fc.property(fc.array(line), fc.nat(), (lines, anywhere) => {
        const document = { id: "a", text: lines.join("\n") };
        const characters = Array.from(document.text);
        const offset = characters.slice(0, anywhere % (characters.length + 1)).join("").length;
        const position = converter.toPosition(document, offset);
        expect(position).toEqual(positionAt(document.text, offset, encoding));
        expect(converter.toOffset(document, position)).toBe(offset);
      }),
    );
  });

  it("outside of the text are moved into it", () => {
    const converter = createConverter(encoding);
    const document = { id: "a", text: "é\r\nb" };
    expect(converter.toOffset(document, { line: 0, character: 99 })).toBe(1);
    expect(converter.toOffset(document, { line: 9, character: 0 })).toBe(4);
  });
});

describe("the encoding", () => {
  it.each([
    [["utf-8", "utf-16"], "utf-8"],
    [["utf-16", "utf-8"], "utf-16"],
    [["utf-7" as Encoding, "utf-32"], "utf-32"],
    [[], "utf-16"],
  ] as const)("of a client that offers %j is %s", async (offered, chosen) => {
    const editor = await Editor.start({ encodings: offered });
    expect(editor.initialized.capabilities.positionEncoding).toBe(chosen);
  });
});
