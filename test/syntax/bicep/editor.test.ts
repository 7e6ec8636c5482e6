import { describe, expect, test } from "vitest";
import { bicepEditor, bicepSyntax } from "../../../server/src/core/syntax/bicep/bicep.ts";
import type {
  DictionaryExpression,
  Expression,
  ListExpression,
} from "../../../server/src/core/template/expression.ts";
import type { Written } from "../../../server/src/core/template/written.ts";
import { type Document, applyChanges, type Change } from "../../../server/src/core/text/document.ts";

const [before, behind] = ["var x = ", "\n\nparam after string\n"];

function documentOf(value: string): Document {
  return { id: "kv.bicep", text: before + value + behind };
}

function variable(document: Document): Expression {
  const value = bicepSyntax.parse(document).template?.variables.get("x")?.value;
  if (!value) throw new Error("the variable was not read");
  return value;
}

function dictionary(document: Document): DictionaryExpression {
  const value = variable(document);
  if (value.kind !== "dictionary") throw new Error("the variable is no dictionary");
  return value;
}

function list(document: Document): ListExpression {
  const value = variable(document);
  if (value.kind !== "list") throw new Error("the variable is no list");
  return value;
}

/** What the variable reads after the changes, or null when none are given. */
function after(document: Document, changes: readonly Change[] | undefined): string | null {
  if (!changes) return null;
  const text = applyChanges(document.text, changes);
  expect(text.startsWith(before)).toBe(true);
  expect(text.endsWith(behind)).toBe(true);
  expect(bicepSyntax.parse({ id: "kv.bicep", text }).problems).toEqual([]);
  return text.slice(before.length, -behind.length);
}

describe("insert", () => {
  const examples: readonly (readonly [string, string, readonly string[], Written, string | null])[] = [
    ["on lines", "{\n  a: 1\n}", ["b"], true, "{\n  a: 1\n  b: true\n}"],
    ["on one line", "{ a: 1 }", ["b"], "x", "{ a: 1, b: 'x' }"],
    ["on one line without padding", "{a: 1}", ["b", "c"], 2, "{a: 1, b: {c: 2}}"],
    ["on one line, parents created", "{ a: 1 }", ["b", "c"], ["x"], "{ a: 1, b: { c: ['x'] } }"],
    ["on lines with commas between", "{\n  a: 1, b: 2\n}", ["c"], 3, "{\n  a: 1, b: 2\n  c: 3\n}"],
    ["with tabs", "{\n\ta: 1\n}", ["b", "c"], 2, "{\n\ta: 1\n\tb: {\n\t\tc: 2\n\t}\n}"],
    ["with CRLF", "{\r\n  a: 1\r\n}", ["b", "c"], 2, "{\r\n  a: 1\r\n  b: {\r\n    c: 2\r\n  }\r\n}"],
    [
      "with four spaces",
      "{\n    a: {\n        b: 1\n    }\n}",
      ["a", "c"],
      2,
      "{\n    a: {\n        b: 1\n        c: 2\n    }\n}",
    ],
    ["before a comment on the line", "{ a: 1 /* one */ }", ["b"], 2, "{ a: 1, b: 2 /* one */ }"],
    [
      "behind comments",
      "{\n  a: 1 // one\n  // two, more\n}",
      ["b"],
      null,
      "{\n  a: 1 // one\n  // two, more\n  b: null\n}",
    ],
    [
      "behind a block comment",
      "{\n  a: 1\n  /* b:\n     2 */\n}",
      ["b"],
      2,
      "{\n  a: 1\n  /* b:\n     2 */\n  b: 2\n}",
    ],
    [
      "objects and lists",
      "{\n  a: 1\n}",
      ["acl"],
      { ipRules: [{ value: "203.0.113.7" }], none: [], empty: {} },
      "{\n  a: 1\n  acl: {\n    ipRules: [\n      {\n        value: '203.0.113.7'\n      }\n    ]\n    none: []\n    empty: {}\n  }\n}",
    ],
    ["into nothing", "{}", ["a", "b"], 1, "{\n  a: {\n    b: 1\n  }\n}"],
    ["into lines of nothing", "{\n}", ["a"], 1, "{\n  a: 1\n}"],
    ["into a comment", "{ // none yet\n}", ["a"], 1, "{ // none yet\n  a: 1\n}"],
    ["into nothing on one line", "{ acl: {} }", ["acl", "a"], 1, "{ acl: { a: 1 } }"],
    [
      "into nothing on a line of its own",
      "{\n  acl: {}\n}",
      ["acl", "a"],
      1,
      "{\n  acl: {\n    a: 1\n  }\n}",
    ],
    ["into an existing object", "{ acl: { a: 1 } }", ["acl", "b"], 2, "{ acl: { a: 1, b: 2 } }"],
    ["in place of null", "{ acl: null }", ["acl", "b"], 2, "{ acl: { b: 2 } }"],
    ["in place of null on a line", "{\n  acl: null\n}", ["acl", "b"], 2, "{\n  acl: {\n    b: 2\n  }\n}"],
    ["where the key is quoted", "{ 'acl': { a: 1 } }", ["acl", "b"], 2, "{ 'acl': { a: 1, b: 2 } }"],
    ["where the key is spelled otherwise", "{ ACL: { a: 1 } }", ["acl", "b"], 2, "{ ACL: { a: 1, b: 2 } }"],
    ["a key that needs quotes", "{ a: 1 }", ["b-c"], 2, "{ a: 1, 'b-c': 2 }"],
    ["behind a spread", "{\n  ...base\n}", ["a"], 1, "{\n  ...base\n  a: 1\n}"],
    ["several side by side", "{ a: 1 }", [], { b: 2, c: {} }, "{ a: 1, b: 2, c: {} }"],
    [
      "several behind a comment",
      "{\n  a: 1 // one\n}",
      [],
      { b: 2, c: 3 },
      "{\n  a: 1 // one\n  b: 2\n  c: 3\n}",
    ],
    ["several into nothing", "{}", [], { b: 2, c: 3 }, "{\n  b: 2\n  c: 3\n}"],
    ["several of which one exists", "{ a: 1 }", [], { a: 2, c: 3 }, null],
    ["where it exists", "{ a: 1 }", ["a"], 2, null],
    ["into an expression", "{ acl: after }", ["acl", "b"], 2, null],
    [
      "text with quotes and interpolations",
      "{ a: 1 }",
      ["b"],
      "it's\\${x}\n",
      "{ a: 1, b: 'it\\'s\\\\\\${x}\\n' }",
    ],
    ["a fraction", "{ a: 1 }", ["b"], 1.5, "{ a: 1, b: json('1.5') }"],
  ];

  test.each(examples)("%s", (_, value, path, written, expected) => {
    const document = documentOf(value);
    expect(after(document, bicepEditor.insert(document, dictionary(document), path, written))).toBe(expected);
  });

  test("into the body of a resource, before what is nested in it", () => {
    const text =
      "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'kv' // short\n\n  // A secret.\n  resource s 'secrets' = {\n    name: 's'\n  }\n}\n";
    const document = { id: "kv.bicep", text };
    const body = bicepSyntax.parse(document).template?.resources[0]?.body;
    if (body?.kind !== "dictionary") throw new Error("the body was not read");
    const changed = bicepEditor.insert(document, body, ["properties", "publicNetworkAccess"], "Disabled");
    expect(applyChanges(text, changed ?? [])).toBe(
      text.replace("// short\n", "// short\n  properties: {\n    publicNetworkAccess: 'Disabled'\n  }\n"),
    );
  });

  test("not where a syntax error may hide existing values", () => {
    const document = documentOf("{\n  a: 1\n  b\n}");
    expect(bicepEditor.insert(document, dictionary(document), ["c"], 1)).toBeUndefined();
  });
});

describe("append", () => {
  test.each([
    ["on lines", "[\n  'a'\n]", ["b"], "[\n  'a'\n  'b'\n]"],
    ["on one line", "['a']", ["b", "c"], "['a', 'b', 'c']"],
    ["to nothing", "[]", ["b"], "[\n  'b'\n]"],
    ["short objects", "[\n  { a: 1 }\n]", [{ a: 2 }], "[\n  { a: 1 }\n  { a: 2 }\n]"],
    ["long objects", "[\n  {\n    a: 1\n  }\n]", [{ a: 2 }], "[\n  {\n    a: 1\n  }\n  {\n    a: 2\n  }\n]"],
    ["behind a comment", "[\n  'a' // one\n]", ["b"], "[\n  'a' // one\n  'b'\n]"],
  ] as const)("%s", (_, value, written, expected) => {
    const document = documentOf(value);
    expect(after(document, bicepEditor.append(document, list(document), written))).toBe(expected);
  });
});

describe("remove", () => {
  test.each([
    ["a line", "[\n  'a'\n  'b'\n  'c'\n]", [1], "[\n  'a'\n  'c'\n]"],
    ["the last line", "[\n  'a'\n  'b'\n]", [1], "[\n  'a'\n]"],
    ["the first on a line", "['a', 'b', 'c']", [0], "['b', 'c']"],
    ["the last on a line", "['a', 'b', 'c']", [2], "['a', 'b']"],
    ["two neighbours", "['a', 'b', 'c']", [1, 2], "['a']"],
    ["all of them", "[\n  'a'\n  'b'\n]", [0, 1], "[]"],
    ["all but a comment", "[\n  'a'\n  // why\n]", [0], "[\n  // why\n]"],
    ["an object of several lines", "[\n  {\n    a: 1\n  }\n  'b'\n]", [0], "[\n  'b'\n]"],
    ["one of two blank lines", "[\n  'a'\n\n  'b'\n\n  'c'\n]", [1], "[\n  'a'\n\n  'c'\n]"],
    ["a line with its comment kept", "[\n  'a' // one\n  'b'\n]", [0], "[\n  // one\n  'b'\n]"],
  ] as const)("%s", (_, value, gone, expected) => {
    const document = documentOf(value);
    const items = list(document);
    const spans = gone.flatMap((index) => items.items[index]?.span ?? []);
    expect(after(document, bicepEditor.remove(document, items, spans))).toBe(expected);
  });

  test("a property and its line", () => {
    const document = documentOf("{\n  a: 1\n  b: {\n    c: 2\n  }\n  d: 3\n}");
    const from = dictionary(document);
    const spans = from.entries.slice(1, 2).map((entry) => entry.span);
    expect(after(document, bicepEditor.remove(document, from, spans))).toBe("{\n  a: 1\n  d: 3\n}");
  });
});

describe("replace", () => {
  const examples: readonly (readonly [string, string, string, Written, string | null])[] = [
    ["a word", "{ a: 'Allow' }", "'Allow'", "Deny", "{ a: 'Deny' }"],
    ["a variable", "{ a: after }", "after", false, "{ a: false }"],
    ["by an object on a line", "{ a: 1 }", "1", { b: [1] }, "{ a: { b: [1] } }"],
    ["by an object on lines", "{\n  a: 1\n}", "1", { b: 1 }, "{\n  a: {\n    b: 1\n  }\n}"],
    ["a part of a string", "'vaults@2015-06-01'", "2015-06-01", "2023-07-01", "'vaults@2023-07-01'"],
    ["a part of anything else", "{ a: after }", "ft", "x", null],
  ];

  test.each(examples)("%s", (_, value, part, written, expected) => {
    const document = documentOf(value);
    const start = document.text.indexOf(part, before.length);
    const span = { document: "kv.bicep", start, end: start + part.length };
    expect(after(document, bicepEditor.replace(document, span, written))).toBe(expected);
  });

  test("a value that is missing", () => {
    const document = documentOf("{\n  a:\n}");
    const [entry] = dictionary(document).entries;
    const span = entry?.value.span ?? { document: "", start: 0, end: 0 };
    expect(after(document, bicepEditor.replace(document, span, "Deny"))).toBe("{\n  a: 'Deny'\n}");
  });
});
