import { describe, expect, it } from "vitest";
import { analyze, applyChanges, changesFor, type ReportedFinding } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { terraformJsonOf } from "../support/terraform-json.ts";
import { titleOf } from "../support/said.ts";
import { filesOf } from "./workspace.ts";

const acls = { bypass: "None", default_action: "Deny" };

/** Vaults with findings that have fixes in the native syntax. */
const vaults: Readonly<Record<string, string>> = {
  "no network rules": "",
  "rules that let anyone in": 'network_acls {\n bypass = "None"\n default_action = "Allow"\n }',
  "addresses without effect":
    'network_acls {\n bypass = "None"\n default_action = "Deny"\n ip_rules = ["203.0.113.7", "10.0.0.1"]\n }',
};

describe.each(Object.entries(vaults))("a vault with %s", (_, body) => {
  const native = `resource "azurerm_key_vault" "kv" {\n name = "kv"\n ${body}\n}\n`;

  it("has the findings of the native syntax, and none of its fixes: such files are generated", () => {
    const found = check(analyze({ root: "/w/", files: filesOf({ "main.tf": native }) }));
    expect(found.flatMap(({ fixes }) => fixes())).not.toEqual([]);
    const inJson = findingsIn(terraformJsonOf(native));
    expect(inJson.map(({ code }) => code)).toEqual(found.map(({ code }) => code));
    expect(inJson.flatMap(({ fixes }) => fixes())).toEqual([]);
  });
});

const open = file({ network_acls: { ...acls, default_action: "${var.action}" } });
const variable = 'variable "action" {\n  default = "Allow"\n}\n';
const reads =
  'variable "action" {}\nresource "azurerm_key_vault" "kv" {\n name = "kv"\n network_acls {\n  bypass = "None"\n  default_action = var.action\n }\n}\n';

it.each([
  [
    "a variable in the native syntax",
    { "main.tf.json": JSON.stringify(open), "variables.tf": variable },
    "variables.tf",
    variable.replace("Allow", "Deny"),
  ],
  [
    "values of variables in JSON",
    { "main.tf": reads, "terraform.tfvars.json": '{\n  "action": "Allow"\n}\n' },
    "terraform.tfvars.json",
    '{\n  "action": "Deny"\n}\n',
  ],
])("what takes its value from %s is fixed there", (_, texts: Record<string, string>, name, expected) => {
  const files = filesOf(texts);
  const findings = check(analyze({ root: "/w/", files }));
  const [fix] = findings.flatMap(({ fixes }) => fixes()).filter((each) => titleOf(each).includes("action"));
  const changes = (fix && changesFor(fix, files)) ?? [];
  expect(changes.map(({ span }) => span.document)).toEqual([`/w/${name}`]);
  expect(applyChanges(texts[name] ?? "", changes)).toBe(expected);
});

it("a variable that is declared in JSON is not changed for what the native syntax declares", () => {
  const files = filesOf({
    "main.tf": reads.replace('variable "action" {}\n', ""),
    "variables.tf.json": JSON.stringify({ variable: { action: { default: "Allow" } } }),
  });
  const titles = check(analyze({ root: "/w/", files })).flatMap(({ fixes }) => fixes().map(titleOf));
  expect(titles).not.toEqual([]);
  expect(titles.filter((title) => title.includes("action"))).toEqual([]);
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

function findingsIn(text: string): readonly ReportedFinding[] {
  const files = filesOf({ "main.tf.json": text });
  return check(analyze({ root: "/w/", files }));
}
