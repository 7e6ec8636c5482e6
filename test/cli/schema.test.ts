import Ajv2020 from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runCli } from "./run-cli.ts";
import { logOf } from "../replay/generated-log.ts";
import { shown } from "../states/printed.ts";
import { closed, linked, parametersText, templateText, vaultResource, workspace } from "./workspace.ts";

const text = readFileSync(join(import.meta.dirname, "../../schemas/report.schema.json"), "utf8");

/** A part of a schema in which members that it does not name are refused. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== "object" || schema === null) return schema;
  const members = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  return "properties" in schema && !("additionalProperties" in schema)
    ? { ...members, additionalProperties: false }
    : members;
}

const compile = (schema: unknown) => new Ajv2020({ allErrors: true }).compile(schema as object);
const [isValid, isValidStrictly] = [compile(JSON.parse(text)), compile(strict(JSON.parse(text)))];

const at = workspace({
  "infra/main.json": templateText(
    [
      vaultResource("kv-open", { defaultAction: "Allow" }),
      vaultResource("kv-worlds", { defaultAction: "[if(parameters('open'), 'Allow', 'Deny')]" }),
      vaultResource("kv-rules", {
        ...closed,
        ipRules: [{ value: "203.0.113.0/24" }, { value: "[parameters('more')]" }],
      }),
      linked("inner", "modules/inner.json"),
      linked("missing", "modules/missing-vault.json"),
    ],
    { parameters: { more: { type: "string" }, open: { type: "bool" } } },
  ),
  "infra/main.parameters.dev.json": parametersText({ open: true }),
  "infra/main.parameters.prod.json": parametersText({ open: false }),
  "infra/modules/inner.json": templateText([vaultResource("kv-inner", closed)]),
  "node_modules/package/main.json": "{}",
  "broken.json": templateText([vaultResource("kv", closed)]).slice(0, -9),
  "main.tf": `resource "azurerm_key_vault" "kv" {
  name                = "kv-terraform"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
}
`,
  "before/main.json": templateText([vaultResource("kv-open", closed)]),
  "state.json": JSON.stringify([shown({ name: "kv-open" })]),
  "403.log":
    "Client address is not authorized and caller is not a trusted service. Client address: 203.0.113.7\nVault: kv-open;location=westeurope",
  "audit.json": logOf([
    { vault: "kv-open", ip: "203.0.113.7" },
    { vault: "kv-rules", ip: "203.0.113.7", status: 403 },
    { vault: "kv-elsewhere", ip: "203.0.113.7" },
  ]),
  "pod.log": "dial tcp: lookup kv-open.vault.azure.net on 10.0.0.10:53: no such host",
  ".keyvault-access.jsonc": JSON.stringify({
    version: 1,
    rules: { KV106: "off", KV104: "hint" },
    suppressions: [{ rule: "KV101", vault: "kv-open", reason: "for a test" }],
    tests: [
      { from: "internet", to: "kv-open", expect: "deny" },
      { from: "203.0.113.7", to: "kv-rules", expect: "allow" },
    ],
  }),
});
afterAll(at.remove);

const commandLines: readonly (readonly string[])[] = [
  ["check", "./"],
  ["check", "./infra/main.json", "--only", "retirement"],
  ["vaults", "./"],
  ["vaults", "./infra", "--environment", "*"],
  ["simulate", "./", "--from", "internet,203.0.113.7,service:aks"],
  ["simulate", "./", "--from", "203.0.113.0/24", "--assume", "./state.json"],
  ["test", "./"],
  ["explain-403", "./403.log", "./infra"],
  ["explain-403", "./pod.log", "./infra"],
  ["diff", "./infra", "--base", "./before"],
  ["diff", "examples/only-my-application", "--base", "examples/flawed", "--from", "internet"],
  ["diff", "./infra", "--against", "./state.json"],
  ["replay", "./audit.json", "./infra", "--environment", "dev"],
  ["replay", "./audit.json", "./infra", "--suggest"],
  ["rules"],
  ["rules", "KV101"],
  ...["check", "vaults"].map((command) => [command, "examples"]),
  ["simulate", "examples", "--from", "internet,198.51.100.7"],
];

/** The lists of all reports that something is in. */
const filled = new Set<string>();

describe("the JSON of", () => {
  test.each(commandLines)(
    "%s %s %s %s %s is as the schema says, and has no member that it lacks",
    (...argv) => {
      const { out } = at.run(...argv.filter((each) => typeof each === "string"), "--format", "json");
      const report = JSON.parse(out) as Readonly<Record<string, unknown>>;
      expect([isValidStrictly(report), isValidStrictly.errors]).toEqual([true, null]);
      for (const [name, value] of Object.entries(report))
        if (value !== null && (!Array.isArray(value) || value.length > 0)) filled.add(name);
    },
  );

  test("all of these has every list, so that each is compared", () => {
    const { properties } = JSON.parse(text) as { readonly properties: object };
    const missing = Object.keys(properties).filter((name) => !filled.has(name));
    expect(missing).toEqual([]);
  });
});

describe("the schema", () => {
  const report = JSON.parse(at.run("vaults", "./infra", "--format", "json").out) as {
    readonly vaults: readonly object[];
  };

  test("is what the program prints", () => {
    expect(runCli("schema")).toEqual({ status: 0, out: text, error: "" });
  });

  test("accepts members that a later version adds", () => {
    const later = { ...report, later: [], vaults: report.vaults.map((each) => ({ ...each, later: 1 })) };
    expect(isValid(later)).toBe(true);
    expect(isValidStrictly(later)).toBe(false);
  });

  test.each([
    ["a member that is missing", { ...report, vaults: undefined }],
    [
      "a word that there is not",
      { ...report, vaults: report.vaults.map((each) => ({ ...each, exposure: "?" })) },
    ],
    ["a number as a text", { ...report, vaults: report.vaults.map((each) => ({ ...each, line: "1" })) }],
    ["another version", { ...report, version: 2 }],
  ])("refuses %s", (_, wrong) => {
    expect(isValid(wrong)).toBe(false);
  });
});
