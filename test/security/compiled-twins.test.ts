import { describe, expect, test } from "vitest";
import { runInMemory } from "../support/memory-cli.ts";
import { armText, armVault, type WithVault, withVault } from "../support/open-vaults.ts";

const [bicep] = withVault as [WithVault, ...WithVault[]];
const generator = { _generator: { name: "bicep", version: "0.30.0", templateHash: "1" } };
const twin = (action: string, members: object = {}): string =>
  armText([armVault(action)], { metadata: generator, ...members });
const closed = bicep.text("Deny");

/** The exit status of a check, and its findings of a compiled template and of open vaults. */
function checked(
  json: string,
  source: string,
  more: Readonly<Record<string, string>> = {},
): readonly [status: number, findings: readonly string[]] {
  const { status, report } = runInMemory({ "main.json": json, "main.bicep": source, ...more });
  const shown = report.findings.filter(({ code }) => code === "KV101" || code === "KV905");
  return [
    status,
    shown.map(({ code, severity, environments }) => [code, severity, ...environments].join(" ")),
  ];
}

describe("only what the template itself says makes it the compiler's", () => {
  test.each([
    ["a variable", { variables: generator }],
    ["a default value", { parameters: { x: { type: "object", defaultValue: { metadata: generator } } } }],
    ["an output", { outputs: { x: { type: "object", value: { metadata: generator } } } }],
    ["another generator", { metadata: { _generator: { name: "other" }, more: generator } }],
    ["text", { metadata: { description: '"_generator": { "name": "bicep" }' } }],
    ["a nested template", { resources: [{ ...armVault("Allow"), metadata: generator }] }],
  ])("not %s", (_, members) => {
    expect(checked(armText([armVault("Allow")], members), closed)).toEqual([1, ["KV101 warning"]]);
  });

  test("nor a comment, nor a repeated member", () => {
    const commented = armText([armVault("Allow")]).replace(
      "{",
      '{ // "metadata": { "_generator": { "name": "bicep" } }\n',
    );
    expect(checked(commented, closed)).toEqual([1, ["KV101 warning"]]);
    const repeated = twin("Deny").replace(
      '"resources":',
      `"resources":[${JSON.stringify(armVault("Allow"))}],"resources":`,
    );
    expect(checked(repeated, closed)[0]).toBe(2);
  });
});

describe("a compiled template that exposes a vault more than its source", () => {
  test.each([
    ["closed", closed],
    ["without a vault", "param x string = ''\n"],
    ["not known", `param action string\n${closed.replace("'Deny'", "action")}`],
    ["not read", "module m 'br:example.azurecr.io/vault:1' = {\n  name: 'm'\n}\n"],
    ["broken", `${closed}resource x\n`],
  ])("is a warning: its source is %s", (_, source) => {
    const [status, findings] = checked(twin("Allow"), source);
    expect(status).toBeGreaterThan(0);
    expect(findings).toEqual(["KV905 warning"]);
  });

  test("is one in the environments in which it does", () => {
    const parameters = (action: string): string =>
      JSON.stringify({
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
        contentVersion: "1.0.0.0",
        parameters: { action: { value: action } },
      });
    const json = twin("[parameters('action')]", {
      parameters: { action: { type: "string", defaultValue: "Deny" } },
    });
    const values = {
      "main.parameters.dev.json": parameters("Deny"),
      "main.parameters.prod.json": parameters("Allow"),
    };
    expect(checked(json, closed, values)).toEqual([1, ["KV905 warning prod"]]);
    // Equal to its source in each environment.
    const source = `param action string = 'Deny'\n${closed.replace("'Deny'", "action")}`;
    expect(checked(json, source, values)).toEqual([1, ["KV101 warning prod"]]);
    expect(checked(json, source)).toEqual([0, []]);
  });
});

describe("a compiled template that does not", () => {
  test.each([
    ["is equal", twin("Deny"), closed, 0, []],
    ["is open as its source", twin("Allow"), bicep.text("Allow"), 1, ["KV101 warning"]],
    ["is less exposed", twin("Deny"), bicep.text("Allow"), 1, ["KV101 warning", "KV905 info"]],
    ["has another name", twin("Deny").replace('"kv"', '"kv-old"'), closed, 0, ["KV905 info"]],
    ["has no vault", armText([], { metadata: generator }), closed, 0, ["KV905 info"]],
    [
      "has a closed vault more",
      armText([armVault("Deny"), { ...armVault("Deny"), name: "old" }], { metadata: generator }),
      closed,
      0,
      ["KV905 info"],
    ],
  ])("fails nothing: it %s", (_, json, source, status, findings) => {
    expect(checked(json, source)).toEqual([status, findings]);
  });

  test("nor one whose severity an access file sets", () => {
    const rules = { ".keyvault-access.jsonc": '{ "version": 1, "rules": { "KV905": "info" } }' };
    expect(checked(twin("Allow"), closed, rules)).toEqual([0, ["KV905 info"]]);
  });
});
