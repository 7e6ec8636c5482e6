import { describe, expect, test } from "vitest";
import { isFileName } from "../../site/playground/files/addresses.ts";
import {
  bounds,
  packState,
  type SharedState,
  unpackState,
} from "../../site/playground/files/shared-state.ts";

const state: SharedState = {
  files: [
    { name: "main.bicep", text: "param ä string = '😀'\n" },
    { name: "modules/vault.bicep", text: "" },
  ],
  asked: ["internet", "203.0.113.7"],
};

const packed = async (text: string): Promise<string> =>
  Buffer.from(
    await new Response(
      new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw")),
    ).arrayBuffer(),
  ).toString("base64url");

describe("what a link carries", () => {
  test("is what was packed, in letters that every link may have", async () => {
    const link = await packState(state);
    expect(link).toMatch(/^[\w-]+$/);
    expect(await unpackState(link ?? "")).toEqual(state);
  });

  test("is nothing if it is too large for a link", async () => {
    const noise = Array.from({ length: bounds.link }, (_, at) => (at * at * 31) % 9973).join(" ");
    expect(await packState({ files: [{ name: "a.tf", text: noise }], asked: [] })).toBeNull();
  });

  test.each([
    ["no packed text", "abc"],
    ["no letters of a link", "ä?&="],
  ])("is not read from %s", async (_what, link) => {
    expect(await unpackState(link)).toBeNull();
  });

  test.each([
    ["no JSON", "{"],
    ["another format", JSON.stringify([2, [["a.tf", ""]], []])],
    ["no files", JSON.stringify([1, [], []])],
    ["no list", JSON.stringify({ files: [] })],
    ["a file without a text", JSON.stringify([1, [["a.tf"]], []])],
    ["a text that is none", JSON.stringify([1, [["a.tf", 1]], []])],
    ["a file outside", JSON.stringify([1, [["../a.tf", ""]], []])],
    [
      "two files of one name",
      JSON.stringify([
        1,
        [
          ["a.tf", ""],
          ["A.tf", ""],
        ],
        [],
      ]),
    ],
    [
      "too many files",
      JSON.stringify([1, Array.from({ length: bounds.files + 1 }, (_, at) => [`${at}.tf`, ""]), []]),
    ],
    ["too much text", JSON.stringify([1, [["a.tf", "a".repeat(bounds.text + 1)]], []])],
    ["text without an end", `[1,[["a.tf","${"a".repeat(20_000_000)}`],
    [
      "too many sources",
      JSON.stringify([1, [["a.tf", ""]], Array.from({ length: bounds.sources + 1 }, String)]),
    ],
    ["a source that is too long", JSON.stringify([1, [["a.tf", ""]], ["a".repeat(bounds.source + 1)]])],
  ])("is not read if it has %s", async (_what, text) => {
    expect(await unpackState(await packed(text))).toBeNull();
  });
});

test.each([
  ["main.bicep", true],
  ["modules/a-b/vault.bicep", true],
  [".keyvault-access.jsonc", true],
  [".github/workflows/deploy.yml", true],
  ["main.txt", false],
  ["/main.bicep", false],
  ["a/../main.bicep", false],
  ["a//main.bicep", false],
  ["a\\main.bicep", false],
  ["<b>.bicep", false],
  [`${"a".repeat(100)}.tf`, false],
])("%s: may be the name of a file: %s", (name, isPossible) => {
  expect(isFileName(name)).toBe(isPossible);
});
