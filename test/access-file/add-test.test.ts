import { describe, expect, test } from "vitest";
import { readAccessFile, withTest } from "../../server/src/core/index.ts";

const id = "/.keyvault-access.jsonc";
const added = { name: 'new "one"', from: "internet", to: "kv", expect: "deny", environments: [] } as const;

describe("adding a test", () => {
  test.each([
    ["to nothing", ""],
    ["to a file without tests", '{\n  "version": 1\n}\n'],
    ["to a file without anything", "{}"],
    ["to an empty list", '{ "version": 1, "tests": [] }'],
    [
      "behind others",
      '{\n  "version": 1,\n  "tests": [\n    { "from": "internet", "to": "a", "expect": "deny" } // why\n  ]\n}\n',
    ],
    [
      "behind a comma",
      '{\r\n\t"version": 1,\r\n\t"tests": [\r\n\t\t{ "from": "internet", "to": "a", "expect": "deny" },\r\n\t]\r\n}',
    ],
  ])("%s", (_, text) => {
    const before = readAccessFile({ id, text }).tests.length;
    const result = withTest({ id, text }, added);
    if (!result) throw new Error("The test can be added.");
    const after = readAccessFile({ id, text: result.text });
    expect(after.problems.filter(({ fault }) => fault.kind !== "missing-property")).toEqual([]);
    expect(after.tests.map(({ name }) => name).slice(before)).toEqual([added.name]);
    expect(JSON.parse(`"${result.text.slice(result.name.start, result.name.end)}"`)).toBe(added.name);
    expect(result.text.includes("\r\n") && /[^\r]\n/.test(result.text)).toBe(false);
  });

  test.each([
    [["dev"], '"environment": "dev"'],
    [["dev", "test"], '"environment": ["dev", "test"]'],
  ])("of the environments %j", (environments, written) => {
    const result = withTest({ id, text: "" }, { ...added, environments });
    if (!result) throw new Error("The test can be added.");
    expect(result.text).toContain(written);
    const [test] = readAccessFile({ id, text: result.text }).tests;
    expect(test?.environments.map(({ value }) => value)).toEqual(environments);
  });

  test.each(["[]", '{ "tests": 3 }', "x"])("is not possible in %s", (text) => {
    expect(withTest({ id, text }, added)).toBeNull();
  });
});
