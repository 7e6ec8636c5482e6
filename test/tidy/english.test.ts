import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { slips } from "./english/avoided.ts";
import { markdownProse, textsOfCode, textsUnder } from "./english/prose.ts";

const root = join(import.meta.dirname, "../..");

/** The Markdown files that are checked. */
const pages = [
  "README.md",
  "SECURITY.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "ARCHITECTURE.md",
  "docs/access-file.md",
  "docs/bicep-reader.md",
  "docs/command-line.md",
  "docs/dependencies.md",
  "docs/precision.md",
  "docs/terraform-reader.md",
  "docs/trusted-services.md",
  "bench/README.md",
  "examples/README.md",
  "fuzz/README.md",
  ...readdirSync(join(root, "docs/rules"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/rules/${name}`),
  ...readdirSync(join(root, "site/guides")).map((name) => `site/guides/${name}`),
];

/**
 * Code whose texts are checked. Not yet, in `server/src`: `lsp`, `protocol`, and most of `cli`; in `server/src/core`: `access`,
 * `access-file`, `evaluate`, `fixes`, `forbidden`, `formats`, `ip`, `network`, `report`.
 */
const sources = [
  "client/src",
  "client/webview",
  "scripts",
  "site/words/en.ts",
  "server/src/cli/words/en-help.json",
  "server/src/cli/words/en-messages.json",
  "server/src/cli/words/en.ts",
  "server/src/core/modules",
  "server/src/core/rules",
  "server/src/core/services",
  "server/src/core/syntax",
  "server/src/core/words/en",
  "server/src/core/words/en/messages.json",
  "server/src/core/words/en/terms.json",
  "server/src/core/workspace",
];

describe("plain English", () => {
  test.each(pages)("in %s", (path) => {
    expect(slips(markdownProse(read(path)))).toEqual([]);
  });

  test("in commands, settings and views", () => {
    const texts = Object.values(JSON.parse(read("package.nls.json")) as Readonly<Record<string, string>>);
    expect(texts.flatMap(slips)).toEqual([]);
  });

  test("in what the client says", () => {
    const texts = Object.keys(JSON.parse(read("l10n/bundle.l10n.de.json")) as object);
    expect(texts.flatMap(slips)).toEqual([]);
  });

  test("in what language models are given", () => {
    const { contributes } = JSON.parse(read("package.json")) as {
      readonly contributes: { readonly languageModelTools: unknown };
    };
    const texts = textsUnder(contributes.languageModelTools, ["modelDescription", "description"]);
    expect(texts).not.toEqual([]);
    expect(texts.flatMap(slips)).toEqual([]);
  });

  test("in the schema of access files", () => {
    const texts = textsUnder(JSON.parse(read("schemas/keyvault-access.schema.json")), [
      "title",
      "description",
    ]);
    expect(texts).not.toEqual([]);
    expect(texts.flatMap(slips)).toEqual([]);
  });

  test.each(sources)("in the texts of %s", (path) => {
    const texts = filesOf(path).flatMap((file) => textsOfCode(read(file)));
    expect(texts).not.toEqual([]);
    expect(texts.flatMap(slips)).toEqual([]);
  });
});

test.each([
  ["The hover tells what it does.", "shows"],
  ["This is no address.", "is not a"],
  ["Nobody knows.", "no client"],
  ["The firewall keeps it out.", "blocks"],
  ["The name leads to the endpoint.", "resolves to"],
  ["a catalogue", "American"],
])("%s is a slip", (text, instead) => {
  expect(slips(text)).toEqual([expect.stringContaining(instead)]);
});

test.each(["There is no vault.", "It is no longer there.", "This is a standard.", "It is not an address."])(
  "%s is none",
  (text) => {
    expect(slips(text)).toEqual([]);
  },
);

test("code and addresses are left out", () => {
  const markdown = "```sh\ntells\n```\nsee `tells` and [x](https://tells.example)\n";
  expect(slips(markdownProse(markdown))).toEqual([]);
});

function filesOf(path: string): readonly string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${path}/${name}`);
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
