import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findRule, formerNamesOf } from "../../server/src/core/rules/index.ts";
import { rules } from "../../server/src/core/index.ts";
import { ruleReferencePattern } from "../../server/src/core/text/patterns.ts";
import { runCli } from "../cli/run-cli.ts";
import { closed, templateText, vaultResource, workspace } from "../cli/workspace.ts";

const renamed = rules.flatMap((rule) => formerNamesOf(rule).map((name) => [name, rule] as const));

describe("rules that were renamed", () => {
  test.each(renamed)("are found by the former name %s, and reported by the current one", (name, rule) => {
    expect(findRule(name)).toBe(rule);
    const { out, status } = runCli("rules", name);
    expect(status).toBe(0);
    expect(out).toContain(`${rule.code} ${rule.name} (`);
    expect(out).not.toContain(name);
  });

  test("list their former names in SARIF", () => {
    expect(renamed.map(([name, { code }]) => [code, name])).toContainEqual(["KV209", "unknown-word"]);
    const listed = sarifRules().flatMap(({ id, deprecatedNames = [] }) =>
      deprecatedNames.map((name) => [id, name]),
    );
    expect(listed).toEqual(renamed.map(([name, { code }]) => [code, name]));
  });
});

test("the changelog lists every renamed rule", () => {
  const rows = readFileSync("CHANGELOG.md", "utf8").matchAll(
    /^ *\| (KV\d{3}) +\| ([a-z0-9-]+) +\| ([a-z0-9-]+) +\|$/gm,
  );
  const listed = [...rows].map(([, code, former, name]) => [code, former, name]);
  expect(listed).toEqual(renamed.map(([former, { code, name }]) => [code, former, name]));
});

test("an access file names rules by code, name or former name", () => {
  const text = templateText([
    vaultResource("kv", {
      ...closed,
      ipRules: [{ value: "203.0.112.0/20" }, { value: "203.0.113.7" }, { value: "10.0.0.1" }],
    }),
  ]);
  const accessFile = {
    version: 1,
    rules: { "covered-ip-rule": "error", "private-address": "off", KV213: "off" },
    suppressions: [
      { rule: "wide-ip-rule", reason: "the office" },
      { rule: "wide-rule", reason: "misspelled" },
    ],
  };
  const folder = workspace({ "kv.json": text, ".keyvault-access.jsonc": JSON.stringify(accessFile) });
  const { findings } = folder.json("check", "./", "--severity", "info").report;
  expect(findings.map(({ code, severity, suppressed }) => [code, severity, suppressed !== null])).toEqual([
    ["KV902", "hint", false],
    ["KV103", "info", true],
    ["KV205", "error", false],
  ]);
  expect(findings[0]?.message).toBe("This suppression has no effect because 'wide-rule' is not a rule.");
  folder.remove();
});

test("the setting of the severities accepts every name, and no other", () => {
  const { properties, patternProperties } = severitySetting();
  const patterns = Object.keys(patternProperties).map((each) => new RegExp(each));
  const accepts = (name: string): boolean =>
    Object.hasOwn(properties, name) || patterns.some((each) => each.test(name));
  for (const rule of rules)
    for (const name of [rule.code, rule.name, ...formerNamesOf(rule)]) expect(accepts(name), name).toBe(true);
  for (const name of ["KV999", "wide-rule", "not-wide-ip-rule"]) expect(accepts(name), name).toBe(false);
});

test("every name has the form that suppressions and access files expect", () => {
  const form = new RegExp(ruleReferencePattern);
  for (const rule of rules)
    for (const name of [rule.code, rule.name, ...formerNamesOf(rule)]) expect(name).toMatch(form);
});

test.each(rules)("$code is found by its code and its name, in any case", (rule) => {
  expect(findRule(rule.code.toLowerCase())).toBe(rule);
  expect(findRule(rule.name.toUpperCase())).toBe(rule);
});

test("no rule has a name that another one has or had", () => {
  const names = rules.flatMap((rule) => [rule.name, ...formerNamesOf(rule)]);
  expect(new Set(names).size).toBe(names.length);
});

function severitySetting() {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
    readonly contributes: {
      readonly configuration: {
        readonly properties: {
          readonly "keyVaultNetwork.rules": Readonly<Record<"properties" | "patternProperties", object>>;
        };
      };
    };
  };
  return manifest.contributes.configuration.properties["keyVaultNetwork.rules"];
}

interface SarifRule {
  readonly id: string;
  readonly deprecatedNames?: readonly string[];
}

function sarifRules(): readonly SarifRule[] {
  const { out } = runCli("check", "examples", "--format", "sarif");
  const log = JSON.parse(out) as {
    readonly runs: readonly [
      { readonly tool: { readonly driver: { readonly rules: readonly SarifRule[] } } },
    ];
  };
  return log.runs[0].tool.driver.rules;
}
