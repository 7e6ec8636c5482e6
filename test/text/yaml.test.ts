import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { yamlDocuments, type YamlNode, type YamlScalar, yamlValue } from "../../server/src/core/text/yaml.ts";

/** What libyaml reads although lines within brackets or quotes are not indented, and the same with them indented. */
const lenient = {
  "a bracket at the column of its key": ["needs: [\n  build,\n]\nafter: x\n", "needs: [build]\nafter: x\n"],
  "a nested one": [
    "jobs:\n  deploy:\n    needs: [\n      build,\n    ]\n    steps: []\n",
    "jobs:\n  deploy:\n    needs: [build]\n    steps: []\n",
  ],
  "a brace at the first column": ["a:\n  b: {\n    c: d\n}\ne: f\n", "a:\n  b: { c: d }\ne: f\n"],
  "items at the column of their key": ["a:\n  b: [\n  c,\n  d\n  ]\n", "a:\n  b: [c, d]\n"],
  "a text in single quotes": ["a:\n  b: 'one\n two\nthree'\n  c: d\n", "a:\n  b: 'one two three'\n  c: d\n"],
  "a text in double quotes": ['a:\n  b: "one\ntwo\\n"\n', 'a:\n  b: "one two\\n"\n'],
  "brackets in a list": ["- [\n a\n]\n- - - {\nb: c }\n", "- [a]\n- - - { b: c }\n"],
} as const;

const plain = () => undefined;

describe("lines within brackets or quotes need not be indented", () => {
  test.each(Object.entries(lenient))("%s", (_, [written, indented]) => {
    expect(yamlValue(written, plain)).toEqual(yamlValue(indented, plain));
    expect(textsOf(written)).toEqual(textsOf(indented));
  });

  test.each(Object.entries(lenient))("values are where they are written: %s", (_, [written]) => {
    for (const { span, text } of scalarsOf(written)) {
      const source = written.slice(span.start, span.end);
      expect(source.replaceAll(/\s*\n\s*/g, " ").replaceAll("\\n", "\n")).toBe(text);
    }
  });

  test("a text without that reads as before, wherever lines are moved to the left", () => {
    const words = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(fc.array(words, { minLength: 1 }), fc.array(fc.nat(9)), (items, columns) => {
        const lines = items.map((item, index) => `${" ".repeat(columns[index] ?? 0)}${item},`);
        const written = `a:\n    b: [\n${lines.join("\n")}\n]\n    c: d\n`;
        expect(textsOf(written)).toEqual(["a", "b", ...items, "c", "d"]);
      }),
    );
  });
});

describe("what is wrong otherwise", () => {
  test("is where it is written, also below lines that are not indented", () => {
    const text = "a: [\n  b,\n]\nc: [\n";
    expect(read(text)).toEqual({ faultAt: text.length });
    expect(() => yamlValue(text, plain)).toThrow(/^/);
  });

  test("is said in time, however many lines are not indented", () => {
    const text = `a:\n  b: [\n${"c,\n".repeat(5_000)}`;
    expect(read(text)).toHaveProperty("faultAt");
  });
});

function read(text: string) {
  return yamlDocuments({ document: { id: "/a.yml", text }, text, maxDepth: 20, sourceOf: () => null });
}

function scalarsOf(text: string): readonly YamlScalar<unknown>[] {
  const documents = read(text);
  if ("faultAt" in documents) throw new Error(`The text is rejected at ${documents.faultAt}.`);
  return documents.flatMap(scalarsIn);
}

function scalarsIn(node: YamlNode<unknown>): readonly YamlScalar<unknown>[] {
  if (node.kind === "scalar") return [node];
  return node.kind === "list"
    ? node.items.flatMap(scalarsIn)
    : node.entries.flatMap(({ key, value }) => [key, ...scalarsIn(value)]);
}

function textsOf(text: string): readonly string[] {
  return scalarsOf(text).map((scalar) => scalar.text);
}
