import { describe, expect, test } from "vitest";
import { findRule, formerNamesOf } from "../../server/src/core/rules/find-rule.ts";
import { rules } from "../../server/src/core/index.ts";
import { runCli } from "../cli/run-cli.ts";

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

test.each(rules)("$code is found by its code and its name, in any case", (rule) => {
  expect(findRule(rule.code.toLowerCase())).toBe(rule);
  expect(findRule(rule.name.toUpperCase())).toBe(rule);
});

test("no rule has a name that another one has or had", () => {
  const names = rules.flatMap((rule) => [rule.name, ...formerNamesOf(rule)]);
  expect(new Set(names).size).toBe(names.length);
});

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
