import { DOMParser } from "@xmldom/xmldom";
import { Parser } from "tap-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closed, templateText, vaultResource, type Workspace, workspace } from "./workspace.ts";

/** A name with everything that XML and TAP would take for their own. */
const name = `<b> & "q" 'a' # TODO \\ ]]> é \u0007`;

/** As much of a parsed line as is looked at here. */
interface Assertion {
  readonly ok: boolean;
  readonly name: string;
  readonly skip: boolean | string;
  readonly diag: unknown;
}

let folder: Workspace;
beforeAll(() => {
  folder = workspace({
    ".keyvault-access.jsonc": JSON.stringify({
      version: 1,
      root: true,
      environments: { one: {}, "t<wo>": { set: { action: "Allow" } } },
      tests: [
        { name, from: "internet", to: "kv", expect: "deny" },
        { from: "203.0.113.7", to: "kv", expect: "deny", environment: "one" },
        {
          name: "later",
          from: "internet",
          to: "open",
          expect: "deny",
          environment: "one",
          onUnknown: "skip",
        },
      ],
    }),
    "kv.json": templateText(
      [
        vaultResource("kv", { ...closed, defaultAction: "[parameters('action')]" }),
        vaultResource("open", { ...closed, defaultAction: "[parameters('unset')]" }),
      ],
      { parameters: { action: { type: "string", defaultValue: "Deny" }, unset: { type: "string" } } },
    ),
  });
});
afterAll(() => {
  folder.remove();
});

describe("access tests in the formats of CI servers", () => {
  test("are JUnit XML that another parser reads", () => {
    const { out } = folder.run("test", "./", "--format", "junit");
    const problems: string[] = [];
    const parser = new DOMParser({ onError: (level, message) => problems.push(`${level} ${message}`) });
    const document = parser.parseFromString(out, "application/xml");
    expect(problems).toEqual([]);
    const root = document.documentElement;
    expect([
      root?.getAttribute("tests"),
      root?.getAttribute("failures"),
      root?.getAttribute("skipped"),
    ]).toEqual(["4", "1", "1"]);
    const suites = [...document.getElementsByTagName("testsuite")].map((each) => each.getAttribute("name"));
    expect(suites).toEqual([".keyvault-access.jsonc (one)", ".keyvault-access.jsonc (t<wo>)"]);
    const [first] = document.getElementsByTagName("testcase");
    expect(first?.getAttribute("name")).toBe(name.replace("\u0007", "\\u0007"));
    const [failure] = document.getElementsByTagName("failure");
    expect(failure?.getAttribute("type")).toBe("KV601");
    expect(failure?.textContent).toBe("expected:\ninternet → kv: denied\nactual:\ninternet → kv: allowed");
  });

  test("are TAP that another parser reads", () => {
    const { out } = folder.run("test", "./", "--format", "tap");
    const parser = new Parser({ strict: true });
    const complaints: unknown[] = [];
    parser.on("extra", (line) => complaints.push(line));
    const tests: Assertion[] = [];
    parser.on("assert", (assertion: Assertion) => tests.push(assertion));
    parser.end(out);
    expect(complaints).toEqual([]);
    expect(parser.results?.plan.end).toBe(4);
    expect(tests.map(({ ok, skip }) => [ok, skip !== false])).toEqual([
      [true, false],
      [false, false],
      [true, false],
      [true, true],
    ]);
    expect(tests[1]?.diag).toMatchObject({ rule: "KV601", expected: "internet → kv: denied" });
    expect(tests[1]?.name).toContain(`"q" 'a'`);
  });

  test("are SARIF, annotations, Markdown and CSV as findings are", () => {
    const sarif = JSON.parse(folder.run("test", "./", "--format", "sarif").out) as {
      readonly runs: readonly { readonly results: readonly { readonly ruleId: string }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(["KV601", "KV601"]);
    expect(folder.run("test", "./", "--format", "github").out).toMatch(
      /^::error file=.keyvault-access.jsonc,/,
    );
    expect(folder.run("test", "./", "--format", "markdown").out).toContain(
      "**Access tests**: 1 failed, 1 skipped, 2 passed.",
    );
    expect(folder.run("test", "./", "--format", "csv").out.split("\r\n")).toHaveLength(6);
  });
});
