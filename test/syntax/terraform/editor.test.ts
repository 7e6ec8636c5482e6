import { describe, expect, it } from "vitest";
import type { SyntaxEditor } from "../../../server/src/core/syntax/syntax.ts";
import type {
  DictionaryExpression,
  Expression,
  ListExpression,
} from "../../../server/src/core/template/expression.ts";
import type { Written } from "../../../server/src/core/template/written.ts";
import {
  type Document,
  type Span,
  applyChanges,
  type Change,
} from "../../../server/src/core/text/document.ts";
import { parseTerraform, terraformEditor } from "../../../server/src/core/syntax/terraform/editor.ts";

const editor = terraformEditor();

/** What an edit makes of the body of a vault; null where it is refused. */
function edit(
  body: string,
  change: (
    vault: DictionaryExpression,
    document: Document,
    editor: SyntaxEditor,
  ) => readonly Change[] | undefined,
  type = "azurerm_key_vault",
): string | null {
  const head = `resource "${type}" "kv" {`;
  const document = { id: "main.tf", text: `${head}${body}}\n` };
  const vault = parseTerraform(document).template?.resources[0]?.body;
  if (vault?.kind !== "dictionary") throw new Error("no vault");
  const changes = change(vault, document, editor);
  if (!changes) return null;
  const text = applyChanges(document.text, changes);
  expect(parseTerraform({ id: "main.tf", text }).problems).toEqual([]);
  return text.slice(head.length, -2);
}

function valueAt(vault: Expression, ...path: readonly (string | number)[]): Expression {
  return path.reduce<Expression>((at, key) => {
    if (at.kind === "list" && typeof key === "number") {
      const item = at.items[key];
      if (item && item.kind !== "spread") return item;
    }
    if (at.kind === "dictionary")
      for (const each of at.entries)
        if (each.kind === "entry" && each.key.kind === "literal" && each.key.value === key) return each.value;
    throw new Error(`nothing at ${path.join(".")}`);
  }, vault);
}

function listAt(vault: Expression, ...path: readonly (string | number)[]): ListExpression {
  const found = valueAt(vault, ...path);
  if (found.kind !== "list") throw new Error("no list");
  return found;
}

function entrySpan(vault: DictionaryExpression, key: string): Span {
  const entry = vault.entries.find(
    (each) => each.kind === "entry" && each.key.kind === "literal" && each.key.value === key,
  );
  if (!entry) throw new Error(`no ${key}`);
  return entry.span;
}

describe("replace", () => {
  it.each<readonly [string, Written, string]>([
    ['\n  a = "Allow" # why\n', "Deny", '\n  a = "Deny" # why\n'],
    ["\n  a = true\n", false, "\n  a = false\n"],
    ["\n  a = []\n", ["x", "${y}"], '\n  a = ["x", "$${y}"]\n'],
    ["\r\n  a = 1\r\n", null, "\r\n  a = null\r\n"],
  ])("%j", (body, value, expected) => {
    const replace = (vault: DictionaryExpression, document: Document): readonly Change[] | undefined =>
      editor.replace(document, valueAt(vault, "a").span, value);
    expect(edit(body, replace)).toBe(expected);
  });
});

describe("insert", () => {
  it.each<readonly [string, readonly string[], Written, string | null]>([
    [
      '\n  name = "kv"\n',
      ["public_network_access_enabled"],
      false,
      '\n  name                          = "kv"\n  public_network_access_enabled = false\n',
    ],
    [
      '\n  count = 1\n\n  # the vault\n  name     = "kv"\n  location = "westeurope"\n',
      ["resource_group_name"],
      "rg",
      '\n  count = 1\n\n  # the vault\n  name                = "kv"\n  location            = "westeurope"\n  resource_group_name = "rg"\n',
    ],
    [
      '\n  name = "kv"\n  location = "westeurope"\n',
      ["resource_group_name"],
      "rg",
      '\n  name = "kv"\n  location = "westeurope"\n  resource_group_name = "rg"\n',
    ],
    [
      '\n  name = "kv"\n  tags = {\n  }\n',
      ["location"],
      "westeurope",
      '\n  name = "kv"\n  tags = {\n  }\n  location = "westeurope"\n',
    ],
    [
      '\n  resource_group_name = "rg"\n  a {\n  }\n',
      ["sku_name"],
      "standard",
      '\n  resource_group_name = "rg"\n  sku_name            = "standard"\n  a {\n  }\n',
    ],
    [
      '\n  name = "kv"\n',
      ["network_acls", "default_action"],
      "Deny",
      '\n  name = "kv"\n\n  network_acls {\n    bypass         = "AzureServices"\n    default_action = "Deny"\n  }\n',
    ],
    [
      '\n  network_acls {\n    bypass         = "None"\n    default_action = "Deny" # closed\n  }\n',
      ["network_acls", "ip_rules"],
      ["203.0.113.7"],
      '\n  network_acls {\n    bypass         = "None"\n    default_action = "Deny" # closed\n    ip_rules       = ["203.0.113.7"]\n  }\n',
    ],
    [
      "\n  network_acls {}\n",
      ["network_acls", "bypass"],
      "None",
      '\n  network_acls {\n    bypass = "None"\n  }\n',
    ],
    [
      "\n\tnetwork_acls {\n\t}\n",
      ["network_acls", "bypass"],
      "None",
      '\n\tnetwork_acls {\n\t\tbypass = "None"\n\t}\n',
    ],
    [
      '\n  network_acls { bypass = "None" }\n',
      ["network_acls", "default_action"],
      "Deny",
      '\n  network_acls {\n    bypass = "None"\n    default_action = "Deny"\n  }\n',
    ],
    ["\n  a = null\n", ["a"], "x", '\n  a = "x"\n'],
    ["\n  a = 1\n", ["a"], "x", null],
    ["", ["sku_name"], "x", '\n  sku_name = "x"\n'],
    ['\r\n  name = "kv"\r\n', ["a"], 1, '\r\n  name = "kv"\r\n  a    = 1\r\n'],
  ])("%j %j", (body, path, value, expected) => {
    expect(edit(body, (vault, document) => editor.insert(document, vault, path, value))).toBe(expected);
  });

  it("writes into ARM's body", () => {
    const body =
      '\n  type = "Microsoft.KeyVault/vaults@2023-07-01"\n  body = {\n    properties = {\n      a = 1\n    }\n  }\n';
    const insert = (vault: DictionaryExpression, document: Document): readonly Change[] | undefined =>
      editor.insert(document, vault, ["properties", "networkAcls", "bypass"], "None");
    expect(edit(body, insert, "azapi_resource")).toBe(
      '\n  type = "Microsoft.KeyVault/vaults@2023-07-01"\n  body = {\n    properties = {\n      a           = 1\n      networkAcls = { bypass = "None" }\n    }\n  }\n',
    );
  });
});

describe("append", () => {
  it.each<readonly [string, string]>([
    ["\n  a = []\n", '\n  a = ["y"]\n'],
    ['\n  a = ["x"]\n', '\n  a = ["x", "y"]\n'],
    ['\n  a = [\n    "x", # office\n  ]\n', '\n  a = [\n    "x", # office\n    "y",\n  ]\n'],
    ['\n  a = [\n    "x" # office\n  ]\n', '\n  a = [\n    "x", # office\n    "y"\n  ]\n'],
    ["\n  a = [\n    # none yet\n  ]\n", '\n  a = [\n    # none yet\n    "y",\n  ]\n'],
  ])("%j", (body, expected) => {
    expect(edit(body, (vault, document) => editor.append(document, listAt(vault, "a"), ["y"]))).toBe(
      expected,
    );
  });

  it("adds a block", () => {
    const body = '\n  service_endpoint {\n    service = "Microsoft.Sql"\n  }\n';
    const append = (vault: DictionaryExpression, document: Document): readonly Change[] | undefined =>
      editor.append(document, listAt(vault, "service_endpoint"), [{ service: "Microsoft.KeyVault" }]);
    expect(edit(body, append, "azurerm_subnet")).toBe(
      `${body}  service_endpoint {\n    service = "Microsoft.KeyVault"\n  }\n`,
    );
  });
});

describe("remove", () => {
  it.each<readonly [string, readonly number[], string]>([
    ['\n  a = ["x", "y", "z"]\n', [1], '\n  a = ["x", "z"]\n'],
    ['\n  a = ["x", "y", "z"]\n', [0], '\n  a = ["y", "z"]\n'],
    ['\n  a = ["x", "y", "z"]\n', [2], '\n  a = ["x", "y"]\n'],
    ['\n  a = ["x", "y", "z"]\n', [1, 2], '\n  a = ["x"]\n'],
    ['\n  a = ["x", "y"]\n', [0, 1], "\n  a = []\n"],
    [
      '\n  a = [\n    "x",\n    "y", # home\n    "z",\n  ]\n',
      [0],
      '\n  a = [\n    "y", # home\n    "z",\n  ]\n',
    ],
    ['\n  a = [\n    "x",\n    "y", # home\n  ]\n', [1], '\n  a = [\n    "x",\n    # home\n  ]\n'],
    ['\n  a = [\n    # office\n    "x",\n  ]\n', [0], "\n  a = [\n    # office\n  ]\n"],
  ])("%j %j", (body, indexes, expected) => {
    const remove = (vault: DictionaryExpression, document: Document): readonly Change[] | undefined => {
      const list = listAt(vault, "a");
      return editor.remove(
        document,
        list,
        indexes.map((index) => valueAt(list, index).span),
      );
    };
    expect(edit(body, remove)).toBe(expected);
  });

  it.each<readonly [string, string, string]>([
    ["\n  a = 1\n  b = 2\n", "a", "\n  b = 2\n"],
    ["\n  a = 1 # why\n  b = 2\n", "a", "\n  # why\n  b = 2\n"],
    ["\n  b = 2\n\n  a {\n    c = 1\n  }\n", "a", "\n  b = 2\n"],
  ])("%j without %s", (body, key, expected) => {
    expect(edit(body, (vault, document) => editor.remove(document, vault, [entrySpan(vault, key)]))).toBe(
      expected,
    );
  });
});

it("changes nothing that was not read, and nothing that is broken", () => {
  const document = { id: "main.tf", text: 'resource "a" "b" {\n  c = [\n}\n' };
  const span = { document: "main.tf", start: 17, end: 25 };
  expect(editor.replace({ ...document }, span, 1)).toBeUndefined();
  const vault = parseTerraform(document).template?.resources[0]?.body;
  expect(vault?.kind === "dictionary" && editor.insert(document, vault, ["d"], 1)).toBeFalsy();
});
