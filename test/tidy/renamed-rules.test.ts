import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findRule, rules } from "../../server/src/core/index.ts";
import { formerNamesOf } from "../../server/src/core/rules/index.ts";

test("the changelog lists every renamed rule with its former names", () => {
  const changelog = readFileSync(join(import.meta.dirname, "../../CHANGELOG.md"), "utf8");
  const rows = [...changelog.matchAll(/^ *\| (KV\d+) +\| ([\w-]+) +\| ([\w-]+) +\|$/gm)];
  const renamed = rules.flatMap((rule) =>
    formerNamesOf(rule).map((former) => [rule.code, former, rule.name]),
  );
  expect(renamed.length).toBeGreaterThan(10);
  expect(rows.map(([, ...cells]) => cells)).toEqual(renamed);
});

test("a former name stays valid, and no other rule has it", () => {
  const names = rules.map(({ name }) => name);
  for (const rule of rules)
    for (const former of formerNamesOf(rule)) {
      expect(findRule(former)).toBe(rule);
      expect(names).not.toContain(former);
    }
});
