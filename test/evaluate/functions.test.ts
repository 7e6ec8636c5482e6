import { describe, expect, it } from "vitest";
import { limits } from "../../server/src/core/text/limits.ts";
import { armFunctions, bicepFunctions } from "../../server/src/core/evaluate/functions/arm/arm-functions.ts";
import { evaluateText } from "./evaluate-text.ts";
import { printValue } from "./literate.ts";

describe("the table of functions", () => {
  // What the documentation lists, but for the forms that ARM's reader turns into names, conditions and lambdas.
  const documented = `
    array concat contains createArray empty first flatten indexFromEnd indexOf intersection last lastIndexOf length max
    min range skip take tryGet tryIndexFromEnd union parseCidr cidrSubnet cidrHost coalesce equals greater
    greaterOrEquals less lessOrEquals dateTimeAdd dateTimeFromEpoch dateTimeToEpoch utcNow deployer deployment
    environment filter groupBy map mapValues reduce sort toObject and bool false not or true add div float int mod mul
    sub createObject items json null objectKeys shallowMerge extensionResourceId managementGroupResourceId pickZones
    providers references resourceId subscriptionResourceId tenantResourceId toLogicalZone toLogicalZones toPhysicalZone
    toPhysicalZones managementGroup resourceGroup subscription tenant base64 base64ToJson base64ToString dataUri
    dataUriToString endsWith format guid join newGuid padLeft replace split startsWith string substring toLower toUpper
    trim uniqueString uri uriComponent uriComponentToString`;

  it.each(documented.trim().split(/\s+/))("has %s", (name) => {
    expect(bicepFunctions.has(name)).toBe(true);
    expect(armFunctions.has(name.toLowerCase())).toBe(true);
  });

  it.each("== != =~ !~ < <= > >= + - * / % ! negate && || ??".split(" "))("has the operator %s", (name) => {
    expect(bicepFunctions.has(name)).toBe(true);
  });
});

describe("work is bounded", () => {
  const doubled = (start: string, step: string): string =>
    `reduce(range(0, 60), ${start}, lambda('all', 'n', ${step}))`;
  const all = "lambdaVariables('all')";

  it.each([
    ["a text that doubles", doubled("'x'", `concat(${all}, ${all})`)],
    [
      "a text with unknown parts that doubles",
      doubled("concat('x', parameters('p'))", `concat(${all}, ${all})`),
    ],
    ["a formatted text that doubles", doubled("'x'", `format('{0}{0}', ${all})`)],
    ["a text that is replaced by longer ones", doubled("'x'", `replace(${all}, 'x', 'xxxx')`)],
    ["lambdas in lambdas", "map(range(0, 10000), lambda('a', map(range(0, 10000), lambda('b', 1))))"],
    ["numbers without end", "add(1, length(range(0, 1000000000)))"],
  ])("%s", (_, expression) => {
    expect(printBounded(expression)).toContain("a limit of the analysis");
  });

  it("a list that doubles stays short and open", () => {
    const value = evaluateText(doubled("createArray(1)", `concat(${all}, ${all})`));
    expect(value.kind === "known" && typeof value.value === "object" && value.value?.kind === "list").toBe(
      true,
    );
    expect(printValue(value).length).toBeLessThan(limits.items * 4);
    expect(printValue(value)).toContain("…");
  });

  it.each([
    ["equality", (deep: string) => `equals(${deep}, ${deep})`],
    ["text", (deep: string) => `string(${deep})`],
    ["union", (deep: string) => `union(${deep}, ${deep})`],
    ["searching", (deep: string) => `contains(createArray(${deep}), ${deep})`],
    ["a hash", (deep: string) => `uniqueString(${deep})`],
  ])("%s of values built from themselves ends", (_, use) => {
    const wide = doubled("createArray(1)", `createArray(${all}, ${all})`);
    const long = `reduce(range(0, 10000), 'x', lambda('all', 'n', createArray(${all})))`;
    expect(evaluateText(use(wide)).kind).toMatch(/known/);
    expect(evaluateText(use(long)).kind).toMatch(/known/);
  });

  function printBounded(expression: string): string {
    const text = printValue(evaluateText(expression));
    // Lists say by their items and their end what was left out.
    return text.includes("…") ? "a limit of the analysis" : text;
  }
});

describe("where values come from", () => {
  it("an item taken from a list keeps the place it was written", () => {
    const value = evaluateText("first(createArray('203.0.113.7'))");
    expect(spanText(value.origin.span)).toBe("'203.0.113.7'");
  });

  it("a computed text comes from the call", () => {
    const value = evaluateText("first(createArray(concat('203.0.113.7', '/32')))");
    expect(spanText(value.origin.span)).toBe("concat('203.0.113.7', '/32')");
  });

  function spanText(span: {
    readonly document: string;
    readonly start: number;
    readonly end: number;
  }): string {
    return span.document.slice(span.start, span.end);
  }
});
