import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  analyze,
  applyChanges,
  changesFor,
  check,
  type ReportedFinding,
} from "../../server/src/core/index.ts";
import { terraformJsonEditor } from "../../server/src/core/syntax/terraform/json/editor.ts";
import type { Written } from "../../server/src/core/template/written.ts";
import type { Change } from "../../server/src/core/text/change.ts";
import type { Span } from "../../server/src/core/text/span.ts";
import { terraformJsonOf } from "../support/terraform-json.ts";
import { filesOf } from "./workspace.ts";
import { titleOf } from "../support/said.ts";

const acls = { bypass: "None", default_action: "Deny" };
const bodies: Readonly<Record<string, object>> = {
  "no network rules": {},
  "rules as an object": { network_acls: { ...acls, default_action: "Allow" } },
  "rules as a list of blocks": { network_acls: [{ ...acls, default_action: "deny" }] },
  "a list of addresses": {
    network_acls: { ...acls, ip_rules: ["203.0.113.7", "203.0.113.7/32", "10.0.0.1"] },
  },
  "rules that can be merged": {
    network_acls: { ...acls, ip_rules: ["203.0.113.0/25", "203.0.113.128/25"] },
  },
  "rules that do nothing": {
    public_network_access_enabled: false,
    network_acls: { ...acls, ip_rules: ["203.0.113.7"] },
  },
};
const styles: Readonly<Record<string, (body: object) => string>> = {
  spaces: (body) => JSON.stringify(body, null, 2),
  "one line": (body) => JSON.stringify(body),
  tabs: (body) => JSON.stringify(body, null, "\t"),
  "carriage returns": (body) => JSON.stringify(body, null, 4).replaceAll("\n", "\r\n"),
};

describe.each(Object.entries(styles))("in a file with %s", (_, print) => {
  it.each(Object.entries(bodies))("fixes resolve their finding: %s", (__, body) => {
    const text = print(file({ name: "kv", ...body }));
    const findings = findingsIn(text);
    const fixed = findings.flatMap(({ code, fixes }) =>
      fixes().map((fix) => ({ code, changes: changesFor(fix, filesOf({ "main.tf.json": text })) })),
    );
    expect(fixed.length).toBeGreaterThan(0);
    for (const { code, changes } of fixed) {
      const after = applyChanges(text, changes ?? []);
      // As it would be printed: the style is kept, and nothing else is touched.
      expect(after).toBe(print(JSON.parse(after) as object));
      const before = findings.filter((finding) => finding.code === code).length;
      expect(findingsIn(after).filter((finding) => finding.code === code).length).toBeLessThan(before);
    }
  });
});

it("a block is created with all that it needs", () => {
  expect(firstFix({ name: "kv" })).toEqual({
    name: "kv",
    network_acls: { bypass: "AzureServices", default_action: "Deny" },
  });
});

it.each([{}, { body: '${jsondecode("{}")}' }])(
  "nothing is offered for azapi without an object: %j",
  (more) => {
    const kv = { type: "Microsoft.KeyVault/vaults@2026-02-01", name: "kv", ...more };
    const json = JSON.stringify({ resource: { azapi_resource: { kv } } }, null, 2);
    const native = `resource "azapi_resource" "kv" {\n  type = "${kv.type}"\n  name = "kv"\n${"body" in more ? '  body = jsondecode("{}")\n' : ""}}\n`;
    for (const [name, text] of Object.entries({ "main.tf.json": json, "main.tf": native })) {
      const files = filesOf({ [name]: text });
      const findings = check(analyze({ root: "/w/", files }));
      expect(findings.map(({ code, fixes }) => [code, fixes()])).toEqual([["KV101", []]]);
    }
  },
);

describe("the editor", () => {
  const text = JSON.stringify({ a: { b: 1, c: ["x"], d: null } });
  const document = { id: "main.tf.json", text };
  const spanOf = (part: string): Span => {
    const start = text.indexOf(part);
    return { document: document.id, start, end: start + part.length };
  };
  const whole = {
    kind: "dictionary",
    span: { document: document.id, start: 0, end: text.length },
    entries: [],
    intact: true,
  } as const;
  const list = { kind: "list", span: spanOf('["x"]'), items: [], intact: true } as const;
  const after = (changes: readonly Change[] | undefined): unknown =>
    changes && JSON.parse(applyChanges(text, changes));

  it.each<readonly [Written, unknown]>([
    [{ e: 1 }, { a: { b: 1, c: ["x"], d: null }, e: 1 }],
    [{ a: { e: 1 } }, { a: { b: 1, c: ["x"], d: null, e: 1 } }],
    [{ a: { d: "${y}" } }, { a: { b: 1, c: ["x"], d: "$${y}" } }],
    [{ a: { b: 2 } }, undefined],
    [{ a: 1 }, undefined],
  ])("inserts %j", (value, expected) => {
    expect(after(terraformJsonEditor.insert(document, whole, [], value))).toEqual(expected);
  });

  it("adds items, takes some away, and refuses places it does not know", () => {
    expect(after(terraformJsonEditor.append(document, list, ["y", "z"]))).toEqual({
      a: { b: 1, c: ["x", "y", "z"], d: null },
    });
    expect(after(terraformJsonEditor.remove(document, list, [spanOf('"x"')]))).toEqual({
      a: { b: 1, c: [], d: null },
    });
    expect(terraformJsonEditor.remove(document, list, [spanOf("1")])).toBeUndefined();
    expect(terraformJsonEditor.replace(document, spanOf("x"), "y")).toBeUndefined();
  });
});

it("the default of a variable is changed in its declaration", () => {
  const whole = {
    variable: { action: { default: "Allow" } },
    ...file({ network_acls: { ...acls, default_action: "${var.action}" } }),
  };
  const text = JSON.stringify(whole, null, 2);
  const [fix] = findingsIn(text)[0]?.fixes() ?? [];
  const changes = fix && changesFor(fix, filesOf({ "main.tf.json": text }));
  expect(JSON.parse(applyChanges(text, changes ?? []))).toEqual({
    ...whole,
    variable: { action: { default: "Deny" } },
  });
});

it.each([
  ["what an expression computes", { default_action: '${"Allow"}' }],
  ["what an expression computes of others", { default_action: '${true ? "Allow" : "Deny"}' }],
])("%s is left alone", (_, rules) => {
  const text = JSON.stringify(file({ name: "kv", network_acls: { ...acls, ...rules } }), null, 2);
  const titles = findingsIn(text).flatMap(({ fixes }) => fixes().map(titleOf));
  expect(titles.filter((each) => each.includes("default_action"))).toEqual([]);
  expect(titles).not.toEqual([]);
});

it("findings are reported at their values, and findings about missing values at the vault's name", () => {
  const text = JSON.stringify(file({ network_acls: { ...acls, default_action: "Allow" } }), null, 2);
  expect(findingsIn(text).map(({ span }) => text.slice(span.start, span.end))).toEqual(['"Allow"']);
  const bare = JSON.stringify(file({ name: "kv" }), null, 2);
  expect(findingsIn(bare).map(({ span }) => bare.slice(span.start, span.end))).toEqual(['"kv"']);
});

it("a file that is cut says nothing of what is missing", () => {
  const text = JSON.stringify(file({ name: "kv", location: "westeurope", network_acls: acls }), null, 2);
  for (let end = 1; end < text.length; end++) {
    expect(
      findingsIn(text.slice(0, end)).map(({ code }) => code),
      text.slice(0, end),
    ).toEqual([]);
  }
});

it.each([
  ['"default_action":\n "bypass": "None"', []],
  ['"bypass": "None",\n "default_action":', []],
  ['"bypass": "None",\n "default_action": "Allow", "ip_ru', ["KV101"]],
  ['"bypass": "None" "default_action": "Allow"', []],
])("half-typed text is not a value: %s", (inside, codes) => {
  const text = `{ "resource": { "azurerm_key_vault": { "kv": { "name": "kv", "public_network_access_enabled": true, "network_acls": { ${inside} } } } } }`;
  expect(findingsIn(text).map(({ code }) => code)).toEqual(codes);
});

function file(vault: object): object {
  return { resource: { azurerm_key_vault: { kv: vault } } };
}

function firstFix(vault: object): unknown {
  const text = JSON.stringify(file(vault), null, 2);
  const [fix] = findingsIn(text)[0]?.fixes() ?? [];
  const changes = fix && changesFor(fix, filesOf({ "main.tf.json": text }));
  const after: unknown = JSON.parse(applyChanges(text, changes ?? []));
  expect(after).toMatchObject(file({}));
  return (after as { readonly resource: { readonly azurerm_key_vault: { readonly kv: unknown } } }).resource
    .azurerm_key_vault.kv;
}

function findingsIn(text: string): readonly ReportedFinding[] {
  const files = filesOf({ "main.tf.json": text });
  return check(analyze({ root: "/w/", files }));
}

it("what another resource says is repeated in a resource that a fix declares", () => {
  const text = terraformJsonOf(readFileSync("test/scenarios/private-endpoint/main.tf", "utf8"));
  const [fix] = findingsIn(text).flatMap(({ code, fixes }) => (code === "KV403" ? fixes() : []));
  const changes = fix && changesFor(fix, filesOf({ "main.tf.json": text }));
  const { resource } = JSON.parse(applyChanges(text, changes ?? [])) as {
    readonly resource: Record<string, unknown>;
  };
  expect(resource["azurerm_private_dns_zone"]).toEqual({
    vault_zone: {
      name: "privatelink.vaultcore.azure.net",
      resource_group_name: "${azurerm_resource_group.rg.name}",
    },
  });
});
