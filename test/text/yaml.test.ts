import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { yamlEvents, yamlValue } from "../../server/src/core/text/yaml.ts";

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
    for (const event of eventsOf(written)) {
      if (event.kind !== "scalar" || event.place === null) continue;
      const source = written.slice(event.place.start, event.place.end);
      expect(source.replaceAll(/\s*\n\s*/g, " ").replaceAll("\\n", "\n")).toBe(event.text);
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
    expect(yamlEvents(text, text, 20)).toEqual({ faultAt: text.length });
    expect(() => yamlValue(text, plain)).toThrow(/^/);
  });

  test("is said in time, however many lines are not indented", () => {
    const text = `a:\n  b: [\n${"c,\n".repeat(5_000)}`;
    expect(yamlEvents(text, text, 20)).toHaveProperty("faultAt");
  });
});

function eventsOf(text: string) {
  const events = yamlEvents(text, text, 20);
  if ("faultAt" in events) throw new Error(`The text is rejected at ${events.faultAt}.`);
  return events;
}

function textsOf(text: string): readonly string[] {
  return eventsOf(text).flatMap((event) => (event.kind === "scalar" ? [event.text] : []));
}
