import { describe, expect, test } from "vitest";
import { armEditor, armSyntax } from "../../../server/src/core/syntax/arm/arm.ts";
import type {
  DictionaryExpression,
  Expression,
  ListExpression,
} from "../../../server/src/core/template/expression.ts";
import type { Written } from "../../../server/src/core/template/written.ts";
import { type Document, applyChanges, type Change } from "../../../server/src/core/text/document.ts";

/** A document that exports one vault or, with a schema, is a template; `x` is the variable to edit. */
function templateOf(value: string): Document {
  return {
    id: "kv.json",
    text: `{\n  "$schema": "deploymentTemplate.json#",\n  "variables": {\n    "x": ${value}\n  }\n}\n`,
  };
}

function variable(document: Document): Expression {
  const value = armSyntax.parse(document).template?.variables.get("x")?.value;
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
  const head = '{\n  "$schema": "deploymentTemplate.json#",\n  "variables": {\n    "x": ';
  expect(text.startsWith(head)).toBe(true);
  expect(text.endsWith("\n  }\n}\n")).toBe(true);
  expect(armSyntax.parse({ id: "kv.json", text }).problems).toEqual([]);
  return text.slice(head.length, -"\n  }\n}\n".length);
}

describe("insert", () => {
  const examples: readonly (readonly [string, string, readonly string[], Written, string | null])[] = [
    ["on one line", `{ "a": 1 }`, ["b"], "x", `{ "a": 1, "b": "x" }`],
    ["on one line, with a comma at the end", `{ "a": 1, }`, ["b"], "x", `{ "a": 1, "b": "x", }`],
    [
      "on one line, with parents to create",
      `{ "a": 1 }`,
      ["b", "c"],
      ["x"],
      `{ "a": 1, "b": { "c": ["x"] } }`,
    ],
    ["before a comment on the line", `{ "a": 1 /* one */ }`, ["b"], 2, `{ "a": 1, "b": 2 /* one */ }`],
    ["on lines", `{\n      "a": 1\n    }`, ["b"], true, `{\n      "a": 1,\n      "b": true\n    }`],
    [
      "on lines, with a comma at the end",
      `{\n      "a": 1,\n    }`,
      ["b"],
      true,
      `{\n      "a": 1,\n      "b": true,\n    }`,
    ],
    [
      "behind comments",
      `{\n      "a": 1 // one\n      // two, more\n    }`,
      ["b"],
      null,
      `{\n      "a": 1, // one\n      // two, more\n      "b": null\n    }`,
    ],
    [
      "behind a comment that follows the last comma",
      `{\n      "a": 1, // one\n    }`,
      ["b"],
      2,
      `{\n      "a": 1, // one\n      "b": 2,\n    }`,
    ],
    [
      "objects and lists in the file's manner",
      `{\n      "a": 1\n    }`,
      ["acl"],
      { ipRules: [{ value: "203.0.113.7" }], none: [], empty: {} },
      `{\n      "a": 1,\n      "acl": {\n        "ipRules": [\n          {\n            "value": "203.0.113.7"\n          }\n        ],\n        "none": [],\n        "empty": {}\n      }\n    }`,
    ],
    ["into nothing", `{}`, ["a", "b"], 1, `{\n      "a": {\n        "b": 1\n      }\n    }`],
    ["into lines of nothing", `{\n    }`, ["a"], 1, `{\n      "a": 1\n    }`],
    ["into a comment", `{ // none yet\n    }`, ["a"], 1, `{ // none yet\n      "a": 1\n    }`],
    ["into nothing on one line", `{ "acl": {} }`, ["acl", "a"], 1, `{ "acl": { "a": 1 } }`],
    ["into an existing object", `{ "acl": { "a": 1 } }`, ["acl", "b"], 2, `{ "acl": { "a": 1, "b": 2 } }`],
    ["in place of null", `{ "acl": null }`, ["acl", "b"], 2, `{ "acl": { "b": 2 } }`],
    [
      "where the key is spelled otherwise",
      `{ "ACL": { "a": 1 } }`,
      ["acl", "b"],
      2,
      `{ "ACL": { "a": 1, "b": 2 } }`,
    ],
    ["several side by side", `{ "a": 1 }`, [], { b: 2, c: {} }, `{ "a": 1, "b": 2, "c": {} }`],
    [
      "several behind a comment",
      `{\n      "a": 1 // one\n    }`,
      [],
      { b: 2, c: 3 },
      `{\n      "a": 1, // one\n      "b": 2,\n      "c": 3\n    }`,
    ],
    ["several into nothing", `{}`, [], { b: 2, c: 3 }, `{\n      "b": 2,\n      "c": 3\n    }`],
    ["several of which one exists", `{ "a": 1 }`, [], { a: 2, c: 3 }, null],
    ["where an object exists", `{ "a": {} }`, ["a"], { b: 1 }, null],
    ["where it exists", `{ "a": 1 }`, ["a"], 2, null],
    ["into an expression", `{ "acl": "[parameters('acl')]" }`, ["acl", "b"], 2, null],
    ["text that looks like an expression", `{ "a": 1 }`, ["b"], "[x]", `{ "a": 1, "b": "[[x]" }`],
    ["text with quotes", `{ "a": 1 }`, ["b"], 'a"\\\n', `{ "a": 1, "b": "a\\"\\\\\\n" }`],
    [
      "beside entries of several on a line",
      `{ "a": 1,\n      "b": 2 }`,
      ["c"],
      3,
      `{ "a": 1,\n      "b": 2,\n      "c": 3 }`,
    ],
  ];

  test.each(examples)("%s", (_, before, path, value, expected) => {
    const document = templateOf(before);
    const changes = armEditor.insert(document, dictionary(document), path, value);
    expect(after(document, changes)).toBe(expected);
  });

  test.each(examples.filter(([, , , , expected]) => expected !== null))(
    "%s, but not twice",
    (_, before, path, value) => {
      const document = templateOf(before);
      const changes = armEditor.insert(document, dictionary(document), path, value) ?? [];
      const changed = { ...document, text: applyChanges(document.text, changes) };
      if (value !== null) expect(armEditor.insert(changed, dictionary(changed), path, value)).toBeUndefined();
    },
  );

  test("not where a syntax error may hide it", () => {
    const document = templateOf(`{ "a": 1 "b": 2 }`);
    expect(armEditor.insert(document, dictionary(document), ["c"], 1)).toBeUndefined();
  });

  test("not into a value that is not in an object of the file", () => {
    const document = templateOf(`{ "a": 1 }`);
    const span = { document: document.id, start: 3, end: 3 };
    const nowhere: DictionaryExpression = { kind: "dictionary", span, entries: [], intact: true };
    expect(armEditor.insert(document, nowhere, ["c"], 1)).toBeUndefined();
  });
});

describe("append", () => {
  const examples: readonly (readonly [string, string, readonly Written[], string])[] = [
    ["on one line", `["a"]`, ["b"], `["a", "b"]`],
    ["on one line, with a comma at the end", `["a",]`, ["b"], `["a", "b",]`],
    ["to nothing", `[]`, ["b"], `[\n      "b"\n    ]`],
    ["on lines", `[\n      "a" // one\n    ]`, ["b"], `[\n      "a", // one\n      "b"\n    ]`],
    [
      "an object beside objects on one line",
      `[\n      { "value": "a" }\n    ]`,
      [{ value: "b" }],
      `[\n      { "value": "a" },\n      { "value": "b" }\n    ]`,
    ],
    [
      "an object beside objects on lines",
      `[\n      {\n        "value": "a"\n      }\n    ]`,
      [{ value: "b" }],
      `[\n      {\n        "value": "a"\n      },\n      {\n        "value": "b"\n      }\n    ]`,
    ],
    ["several on one line", `["a"]`, ["b", "c"], `["a", "b", "c"]`],
    ["several on lines", `[\n      "a",\n    ]`, ["b", "c"], `[\n      "a",\n      "b",\n      "c",\n    ]`],
    ["several to nothing", `[]`, ["b", "c"], `[\n      "b",\n      "c"\n    ]`],
  ];

  test.each(examples)("%s", (_, before, values, expected) => {
    const document = templateOf(before);
    expect(after(document, armEditor.append(document, list(document), values))).toBe(expected);
  });

  test("not where a syntax error may hide items", () => {
    const document = templateOf(`["a" "b"]`);
    expect(armEditor.append(document, list(document), ["c"])).toBeUndefined();
  });
});

describe("replace", () => {
  const examples: readonly (readonly [string, string, string, Written, string])[] = [
    ["a string", `"Allow"`, `"Allow"`, "Deny", `"Deny"`],
    ["a whole expression", `"[parameters('x')]"`, `"[parameters('x')]"`, true, `true`],
    [
      "inside an expression",
      `"[if(true(), 'Allow', 'a')]"`,
      `'Allow'`,
      'it\'s "x"',
      `"[if(true(), 'it''s \\"x\\"', 'a')]"`,
    ],
    ["words inside an expression", `"[f(1, 2)]"`, `2`, null, `"[f(1, null())]"`],
    [
      "objects inside an expression",
      `"[f(1)]"`,
      `1`,
      { a: [1, true, 0.5] },
      `"[f(createObject('a', createArray(1, true(), json('0.5'))))]"`,
    ],
    ["with an object on lines", `1`, `1`, { a: 1 }, `{\n      "a": 1\n    }`],
    ["with an object on a line", `{ "b": 1 }`, `1`, { a: 1 }, `{ "b": { "a": 1 } }`],
  ];

  test.each(examples)("%s", (_, before, at, value, expected) => {
    const document = templateOf(before);
    const start = document.text.indexOf(at, document.text.indexOf('"x": ') + 5);
    const span = { document: document.id, start, end: start + at.length };
    expect(after(document, armEditor.replace(document, span, value))).toBe(expected);
  });

  test("a value that is missing", () => {
    const document = templateOf(`{ "a":, "b": 1 }`);
    const [entry] = dictionary(document).entries;
    const changes = entry && armEditor.replace(document, entry.value.span, "Deny");
    expect(after(document, changes)).toBe(`{ "a": "Deny", "b": 1 }`);
  });

  test("not something that is not a value", () => {
    const document = templateOf(`{ "a": 1, "b": 1 }`);
    const start = document.text.indexOf(`1, "b"`);
    expect(armEditor.replace(document, { document: document.id, start, end: start + 6 }, 1)).toBeUndefined();
  });
});

describe("remove", () => {
  const examples: readonly (readonly [string, string, readonly number[], string])[] = [
    ["the first on a line", `["a", "b", "c"]`, [0], `["b", "c"]`],
    ["from the middle of a line", `["a", "b", "c"]`, [1], `["a", "c"]`],
    ["the last on a line", `["a", "b", "c"]`, [2], `["a", "b"]`],
    ["the last but for a comma", `["a", "b",]`, [1], `["a",]`],
    ["several on a line", `["a", "b", "c", "d"]`, [1, 2], `["a", "d"]`],
    ["all but the first", `["a", "b", "c"]`, [1, 2], `["a"]`],
    ["all", `[ "a", "b" ]`, [0, 1], `[]`],
    ["all on lines", `[\n      "a",\n      "b"\n    ]`, [0, 1], `[]`],
    ["all but comments", `[\n      // one\n      "a"\n    ]`, [0], `[\n      // one\n    ]`],
    ["the first line", `[\n      "a",\n      "b"\n    ]`, [0], `[\n      "b"\n    ]`],
    ["the last line", `[\n      "a",\n      "b"\n    ]`, [1], `[\n      "a"\n    ]`],
    [
      "the last line, behind a comment",
      `[\n      "a", // one\n      "b"\n    ]`,
      [1],
      `[\n      "a" // one\n    ]`,
    ],
    [
      "the last line of a list with trailing commas",
      `[\n      "a",\n      "b",\n    ]`,
      [1],
      `[\n      "a",\n    ]`,
    ],
    [
      "a line with a comment",
      `[\n      "a", // one\n      "b"\n    ]`,
      [0],
      `[\n      // one\n      "b"\n    ]`,
    ],
    [
      "lines between blank lines",
      `[\n      "a",\n\n      "b",\n\n      "c"\n    ]`,
      [1],
      `[\n      "a",\n\n      "c"\n    ]`,
    ],
    ["the last line behind a blank line", `[\n      "a",\n\n      "b"\n    ]`, [1], `[\n      "a"\n    ]`],
    [
      "items of several lines",
      `[\n      {\n        "value": 1\n      },\n      "b"\n    ]`,
      [0],
      `[\n      "b"\n    ]`,
    ],
    ["from lines of several", `[\n      "a", "b",\n      "c"\n    ]`, [1], `[\n      "a",\n      "c"\n    ]`],
    ["every second", `[\n      "a",\n      "b",\n      "c"\n    ]`, [0, 2], `[\n      "b"\n    ]`],
  ];

  test.each(examples)("%s", (_, before, indexes, expected) => {
    const document = templateOf(before);
    const target = list(document);
    const spans = target.items.filter((__, index) => indexes.includes(index)).map((item) => item.span);
    expect(after(document, armEditor.remove(document, target, spans))).toBe(expected);
  });

  test("an entry, once", () => {
    const document = templateOf(`{\n      "a": 1,\n      "b": { "c": 2 }\n    }`);
    const target = dictionary(document);
    const spans = target.entries.slice(1).map((entry) => entry.span);
    const changes = armEditor.remove(document, target, spans);
    expect(after(document, changes)).toBe(`{\n      "a": 1\n    }`);
    const changed = { ...document, text: applyChanges(document.text, changes ?? []) };
    expect(armEditor.remove(changed, dictionary(changed), spans)).toBeUndefined();
  });
});

describe("the style of the file", () => {
  const edit = (text: string): string | null => {
    const document = { id: "kv.json", text };
    const target = dictionary(document);
    const changes = armEditor.insert(document, target, ["acl", "ips"], ["a"]);
    return changes ? applyChanges(text, changes) : null;
  };

  test("tabs and CRLF", () => {
    const text = `{\r\n\t"$schema": "deploymentTemplate.json#",\r\n\t"variables": {\r\n\t\t"x": {\r\n\t\t\t"a": 1\r\n\t\t}\r\n\t}\r\n}`;
    const added = `,\r\n\t\t\t"acl": {\r\n\t\t\t\t"ips": [\r\n\t\t\t\t\t"a"\r\n\t\t\t\t]\r\n\t\t\t}`;
    expect(edit(text)).toBe(text.replace(`"a": 1`, `"a": 1${added}`));
  });

  test("four spaces", () => {
    const text = `{\n    "$schema": "deploymentTemplate.json#",\n    "variables": {\n        "x": {}\n    }\n}`;
    const filled = `{\n            "acl": {\n                "ips": [\n                    "a"\n                ]\n            }\n        }`;
    expect(edit(text)).toBe(text.replace("{}", filled));
  });

  test("no spaces at all", () => {
    const text = `{"$schema":"deploymentTemplate.json#","variables":{"x":{"a":1}}}`;
    expect(edit(text)).toBe(
      `{"$schema":"deploymentTemplate.json#","variables":{"x":{"a":1,"acl":{"ips":["a"]}}}}`,
    );
  });

  test("CRLF around removed lines", () => {
    const text = `{\r\n  "$schema": "deploymentTemplate.json#",\r\n  "variables": {\r\n    "x": [\r\n      "a",\r\n\r\n      "b"\r\n    ]\r\n  }\r\n}`;
    const document = { id: "kv.json", text };
    const target = list(document);
    const changes = armEditor.remove(
      document,
      target,
      target.items.slice(1).map((item) => item.span),
    );
    expect(applyChanges(text, changes ?? [])).toBe(text.replace(`"a",\r\n\r\n      "b"`, `"a"`));
  });

  test("text in brackets needs no escape in a parameter file", () => {
    const text = `{ "$schema": "deploymentParameters.json#", "parameters": { "a": { "value": ["x"] } } }`;
    const value = armSyntax.parse({ id: "p.json", text }).parameterFile?.values.get("a")?.value;
    if (value?.kind !== "list") throw new Error("the list was not read");
    const changes = armEditor.append({ id: "p.json", text }, value, ["[y]"]) ?? [];
    expect(applyChanges(text, changes)).toBe(text.replace(`["x"]`, `["x", "[y]"]`));
  });
});
