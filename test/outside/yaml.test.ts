import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readYaml, type YamlNode } from "../../server/src/core/outside/yaml.ts";
import { concerningVaults } from "../../server/src/core/outside/outside-files.ts";

const read = (text: string): ReturnType<typeof readYaml> => readYaml({ id: "/file.yml", text });

/** What a document contains, as JavaScript has it. */
function plain(node: YamlNode | undefined): unknown {
  if (!node) return undefined;
  if (node.kind === "scalar") return node.text;
  if (node.kind === "list") return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
}

describe("a YAML file", () => {
  test.each<[name: string, text: string, value: unknown]>([
    [
      "texts stay texts",
      "a: no\nb: 0777\nc: 2026-01-31\nd: ~",
      { a: "no", b: "0777", c: "2026-01-31", d: "~" },
    ],
    [
      "nested",
      "a:\n- b: c\n  d: [e, { f: g }]\n- |\n  h\n  i\n",
      { a: [{ b: "c", d: ["e", { f: "g" }] }, "h\ni\n"] },
    ],
    ["equal keys", "a: 1\na: 2", { a: "2" }],
    ["anchors", "a: &x { b: c }\nd: *x\ne: *y", { a: { b: "c" }, d: { b: "c" }, e: "" }],
    [
      "expressions of pipelines",
      "${{ if eq(a, 'b: c') }}:\n  d: [${{ e }}, f]\n",
      { "${{ if eq(a, 'b: c') }}": { d: ["${{ e }}", "f"] } },
    ],
    ["instructions of Helm", "{{- if .a }}\nb: {{ .c }}\n{{- end }}\n", { b: "{{ .c }}" }],
  ])("%s", (_, text, value) => {
    expect(plain(read(text).documents[0])).toEqual(value);
  });

  test("may have several documents", () => {
    expect(read("a: 1\n---\nb: 2\n").documents.map(plain)).toEqual([{ a: "1" }, { b: "2" }]);
  });

  test("is read up to its first error", () => {
    const { documents, unreadFrom } = read("a: 1\nb:\n  - c\n d: [\ne: f\n");
    expect(plain(documents[0])).toEqual({ a: "1", b: ["c"] });
    expect(unreadFrom).toBe(14);
  });

  test.each(["\n  [\n", "\n  a: [\n  b: {\n", "\n [a\n [b\n"])("has nothing to read in %j", (text) => {
    expect(read(text)).toMatchObject({ documents: [], unreadFrom: 0 });
  });

  test.each([
    ["a literal", "a: |\n  one\n  two\n", "  one\n  two\n"],
    ["a folded one", "a: >\n  one\n  two\n\n  three\n", "  one   two\n\n  three "],
    ["a plain one", "a: one\n  two\n", "one   two"],
    ["a quoted one", 'a: "one"', "one"],
  ])("gives the place of every character of %s script", (_, text, script) => {
    const [root] = read(text).documents;
    const value = root?.kind === "map" ? root.entries[0]?.value : undefined;
    const source = value?.kind === "scalar" ? value.source : null;
    expect(source?.text).toBe(script);
    const place = source?.at(source.text.indexOf("one")) ?? 0;
    expect(text.slice(place, place + 3)).toBe("one");
  });

  test("has no places for a script with escapes", () => {
    const [root] = read('a: "x \\"y\\""').documents;
    expect(root?.kind === "map" && root.entries[0]?.value).toMatchObject({ text: 'x "y"', source: null });
  });

  test("is read whatever it contains", () => {
    const parts = fc.array(
      fc.constantFrom(
        "a: ",
        "- ",
        "\n",
        "  ",
        "|",
        ">",
        "{{ x }}",
        "${{ y }}",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "---\n",
        "#",
        '"',
        "'",
        "\t",
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(parts, (texts) => {
        const text = texts.join("");
        const { unreadFrom, comments } = read(text);
        expect(unreadFrom ?? 0).toBeLessThanOrEqual(text.length);
        for (const { span } of comments) expect(span.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

test("of files that do not concern vaults, the text is searched once, and nothing is parsed", () => {
  let reads = 0;
  const documents = Array.from({ length: 10 }, (_, index) => ({
    id: `/${index}.yml`,
    get text() {
      reads++;
      return "on: push\njobs: {}\n";
    },
  }));
  expect(concerningVaults(documents)).toEqual([]);
  expect(reads).toBe(10);
});
