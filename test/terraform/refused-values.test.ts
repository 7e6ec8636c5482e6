import { expect, it } from "vitest";
import { analyze, reportVaults } from "../../server/src/core/index.ts";
import { filesOf } from "./workspace.ts";

/**
 * Values that the type of a variable refuses, so that Terraform 1.15.5 fails, and values that it takes:
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
const values: readonly (readonly [type: string, value: string, taken: boolean])[] = [
  ["number", "true", false],
  ["number", '"a"', false],
  ["number", '"1.5"', true],
  ["bool", "[]", false],
  ["bool", "1", false],
  ["bool", '"1"', true],
  ["bool", '"true"', true],
  ["bool", '"yes"', false],
  ["string", '["a"]', false],
  ["string", "{}", false],
  ["string", "1", true],
  ["string", "true", true],
  ["list(string)", '"a"', false],
  ["list(string)", '{ a = "b" }', false],
  ["list(string)", '[["a"]]', false],
  ["list(string)", "[1, true]", true],
  ["set(number)", '["1", "x"]', false],
  ["set(number)", '["1", 1]', true],
  ["map(string)", '["a"]', false],
  ["map(string)", "{ a = [] }", false],
  ["map(string)", "{ a = 1 }", true],
  ["tuple([string, bool])", '["a"]', false],
  ["tuple([string, bool])", '["a", "b"]', false],
  ["tuple([string, bool])", '["a", true]', true],
  ["object({ a = bool })", "{}", false],
  ["object({ a = bool })", '{ a = "x" }', false],
  ["object({ a = bool })", "[true]", false],
  ["object({ a = bool })", '{ a = "true", b = 1 }', true],
  ["object({ a = optional(bool) })", "{}", true],
  ["object({ a = bool })", "{ a = null }", true],
  ["any", "[]", true],
  ["bool", "null", true],
];

/** The default action of a vault, which is `Allow` exactly if a value is there. */
function actionIn(files: Readonly<Record<string, string>>): unknown {
  const analysis = analyze({ root: "/w/", files: filesOf(files) });
  return reportVaults(analysis.worlds).map(({ defaultAction }) => defaultAction)[0];
}

const vault = `resource "azurerm_key_vault" "kv" {
  name = "kv-shop"
  network_acls {
    bypass         = "None"
    default_action = jsonencode(var.v) == "" ? "Deny" : "Allow"
  }
}
`;

it.each(values)("a variable of type %s is given %s", (type, value, taken) => {
  const expected: unknown = taken ? "Allow" : { unknown: expect.any(String) as unknown };
  const declared = `variable "v" {\n  type = ${type}\n}\n${vault}`;
  const files: readonly Readonly<Record<string, string>>[] = [
    { "main.tf": declared.replace("\n}", `\n  default = ${value}\n}`) },
    { "main.tf": declared, "terraform.tfvars": `v = ${value}\n` },
    { "main.tf": `module "m" {\n  source = "./m"\n  v = ${value}\n}\n`, "m/main.tf": declared },
  ];
  expect(files.map(actionIn)).toEqual(files.map(() => expected));
});

it.each(values)("an output of type %s is given %s", (type, value, taken) => {
  const output = `output "o" {\n  type  = ${type}\n  value = ${value}\n}\n`;
  const files = {
    "main.tf": `module "m" {\n  source = "./m"\n}\n${vault.replace("var.v", "module.m.o")}`,
    "m/main.tf": output,
  };
  expect(actionIn(files)).toEqual(taken ? "Allow" : { unknown: expect.any(String) as unknown });
});

it("an output has the kind that its type says", () => {
  const text = `output "o" {\n  type  = set(string)\n  value = ["b", 1, "b"]\n}\n`;
  const main = `module "m" {\n  source = "./m"\n}\nresource "azurerm_key_vault" "kv" {\n  for_each = module.m.o\n  name = "kv-\${each.key}"\n}\n`;
  const analysis = analyze({ root: "/w/", files: filesOf({ "main.tf": main, "m/main.tf": text }) });
  expect(reportVaults(analysis.worlds).map(({ name }) => name)).toEqual(["kv-1", "kv-b"]);
});
