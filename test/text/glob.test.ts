import { describe, expect, test } from "vitest";
import { fileExcluder, globMatcher, faultOfGlob, inAnyCase } from "../../server/src/core/text/glob.ts";
import { matchesStars } from "../../server/src/core/text/stars.ts";

describe("a glob", () => {
  test.each([
    ["old/**", ["old/a.json", "old/deep/a.json", "old/"], ["older/a.json", "a/old/b.json"]],
    ["**/old/**", ["old/a", "a/old/b", "a/b/old/c/d"], ["a/older/b", "old"]],
    ["**/*.json", ["a.json", "a/b.json", ".hidden/.json"], ["a.jsonc", "json"]],
    ["*.json", ["a.json"], ["a/b.json"]],
    ["a*c", ["ac", "abbc"], ["a/c", "abcd"]],
    ["?.tf", ["a.tf"], [".tf", "ab.tf", "/.tf"]],
    ["[a-c_].tf", ["a.tf", "_.tf"], ["d.tf", "-.tf"]],
    ["[!a].tf", ["b.tf"], ["a.tf", "/.tf"]],
    ["{a,b/{c,d}}.tf", ["a.tf", "b/c.tf", "b/d.tf"], ["c.tf"]],
    ["**/*{.json,.bicep}", ["a.json", "x/a.bicep"], ["a.tf"]],
    ["./a.tf", ["a.tf"], ["b/a.tf"]],
    ["(a+)+$", ["(a+)+$"], ["aaa"]],
    ["", [], ["", "a"]],
  ])("%s", (pattern, matching, others) => {
    const matches = globMatcher([pattern]);
    expect(matching.filter((path) => !matches(path))).toEqual([]);
    expect(others.filter(matches)).toEqual([]);
  });

  test.each([
    ["", { kind: "empty-glob" }],
    ["a".repeat(70_000), { kind: "glob-too-long", most: 1000 }],
    ["{a,b}".repeat(30), { kind: "too-many-alternatives", most: 100 }],
  ])("that cannot be used says why", (pattern, fault) => {
    expect(faultOfGlob(pattern)).toEqual(fault);
    expect(globMatcher([pattern])(pattern)).toBe(false);
  });

  test.each([
    ["old", ["old/", "old/a.json", "old/deep/a.json"], ["older/a.json", "a/old/b.json"]],
    ["old/", ["old/", "old/a.json", "old/deep/a.json"], ["old", "older/a.json"]],
    ["old/**", ["old/", "old/deep/a.json"], ["old", "a.json"]],
    ["**/old", ["a/old/b.json", "a/old/"], ["a/older/b.json"]],
    ["old/?", ["old/a", "old/a/b"], ["old/", "old/ab"]],
    ["*.json", ["a.json"], ["a/b.json"]],
  ])("excludes a file with the folder that it names: %s", (pattern, excluded, others) => {
    const excludes = fileExcluder([pattern]);
    expect(excluded.filter((path) => !excludes(path))).toEqual([]);
    expect(others.filter(excludes)).toEqual([]);
  });

  test("can be made to match in any case", () => {
    const matches = globMatcher([inAnyCase("{**/*.bicepparam,**/*param?.json}")]);
    expect(["a/Main.BicepParam", "PARAM1.JSON", "a.bicepparams"].map(matches)).toEqual([true, true, false]);
  });

  test("that could match in many ways is tried in all of them at once", () => {
    expect(globMatcher([`**/${"*a".repeat(200)}X`])("a".repeat(5000))).toBe(false);
    expect(globMatcher([`${"**/".repeat(200)}X`])("a/".repeat(5000))).toBe(false);
  });
});

test.each([
  ["kv-prod", "kv-*", true],
  ["kv-prod", "*prod", true],
  ["kv-prod", "kv*od", true],
  ["kv", "kv*kv", false],
  ["kv[0]", "kv[*]", true],
  ["kv", "", false],
  ["a".repeat(50_000), `${"*a".repeat(5000)}b`, false],
])("%.20s is described by %.20s: %s", (text, pattern, expected) => {
  expect(matchesStars(text, pattern)).toBe(expected);
});
