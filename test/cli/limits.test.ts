import { describe, expect, it } from "vitest";
import { temporaryFolders } from "./support/folders.ts";
import { templateText, vaultResource } from "./workspace.ts";

const folderOf = temporaryFolders();
type Files = Readonly<Record<string, string>>;

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const vault = (action: string, symbol = "kv"): string =>
  `resource ${symbol} 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: '${symbol}'
  properties: { networkAcls: { bypass: 'None', defaultAction: ${action} } }
}
`;
const inTerraform = (action: string, more = ""): string => `resource "azurerm_key_vault" "kv" {
  ${more}
  name = "kv"
  network_acls {
    bypass         = "None"
    default_action = ${action}
  }
}
`;
const inArm = (action: string): object => vaultResource("kv", { bypass: "None", defaultAction: action });
const nested = (count: number, text: string): string =>
  `${"toLower(".repeat(count)}${text}${")".repeat(count)}`;

/** What each leaves out, by the limit, and the number that is enough. */
const cases: readonly (readonly [limit: string, enough: number, files: Files])[] = [
  [
    "environments",
    80,
    {
      "main.bicep": `param a string\n${vault("a")}`,
      ...Object.fromEntries(
        numbers(64).map((each) => [
          `main.a${10 + each}.bicepparam`,
          "using 'main.bicep'\nparam a = 'Deny'\n",
        ]),
      ),
      "main.prod.bicepparam": "using 'main.bicep'\nparam a = 'Allow'\n",
    },
  ],
  [
    "module-calls",
    2_500,
    {
      "main.bicep": `${numbers(3)
        .map((each) => `module m${each} 'e.bicep' = [for i in range(0, 700): { name: 'm${each}\${i}' }]\n`)
        .join("")}module z 'v.bicep' = { name: 'z' }\n`,
      "e.bicep": "var x = 1\n",
      "v.bicep": vault("'Allow'"),
    },
  ],
  [
    "module-depth",
    100,
    {
      ...Object.fromEntries(
        numbers(70).map((each) => [`m${each}.bicep`, `module a 'm${each + 1}.bicep' = { name: 'a' }\n`]),
      ),
      "m70.bicep": vault("'Allow'"),
    },
  ],
  ["copies", 1_000, { "main.tf": inTerraform('count.index == 850 ? "Allow" : "Deny"', "count = 900") }],
  [
    "steps",
    9_000_000,
    {
      "main.bicep": `var r = range(0, 999)
var x = map(r, a => length(map(r, b => a + b)))
output y string = 'aa\${length(x)}'
${vault("length(x) == 999 ? toLower('ALLOW') : 'Deny'")}`,
    },
  ],
  ["expression-depth", 400, { "main.json": templateText([inArm(`[${nested(201, "'Allow'")}]`)]) }],
  [
    "expression-depth",
    600,
    {
      "main.json": templateText([inArm("[variables('v250')]")], {
        variables: Object.fromEntries(
          numbers(251).map((each) => [`v${each}`, each === 0 ? "Allow" : `[variables('v${each - 1}')]`]),
        ),
      }),
    },
  ],
  [
    "items",
    20_000,
    { "main.bicep": `var r = range(0, 10001)\n${vault("contains(r, 10000) ? 'Allow' : 'Deny'")}` },
  ],
  [
    "text-length",
    5_000_000,
    {
      "main.bicep": `var t = replace('${"x".repeat(2_000)}', 'x', '${"x".repeat(1_000)}')\n${vault("length(t) > 1 ? 'Allow' : 'Deny'")}`,
    },
  ],
];

describe("what a limit leaves out", () => {
  it.each(cases)("is unread, and says so and how to raise it: %s", (limit, enough, files) => {
    const folder = folderOf(files);
    const { status, report } = folder.json("check", "./");
    expect(status).toBe(2);
    const left = report.unread.filter(({ reason }) =>
      [`limit ${limit}`, `too many ${limit}`].includes(reason),
    );
    expect(left.length).toBeGreaterThan(0);
    expect(left[0]?.kind).toBe(limit === "environments" ? "environment" : "limit");
    expect(left[0]?.advice).toContain(`--limit ${limit}=NUMBER`);
    for (const format of ["text", "github", "azure", "markdown", "sarif"])
      expect(folder.run("check", "./", "--format", format).out, format).toContain(`--limit ${limit}=NUMBER`);
    const raised = folder.json("check", "./", "--limit", `${limit}=${enough}`);
    expect(raised.report.unread).toEqual([]);
    expect(raised.status).toBe(1);
    expect(raised.report.findings.map(({ code }) => code)).toContain("KV101");
  });

  it("is not what it leaves out of something else", () => {
    const folder = folderOf({
      "main.bicep": `var x = map(range(0, 999), a => length(map(range(0, 999), b => a + b)))
${vault("'Deny'")}output y int = length(x)\n`,
      "other.bicep": `var r = range(0, 20000)\n${vault("'Deny'", "other")}output z int = length(r)\n`,
    });
    const { status, report } = folder.json("check", "./", "--severity", "error");
    expect(report.unread).toEqual([]);
    expect(status).toBe(0);
  });

  it("is nothing of a circle, which no number would end", () => {
    const folder = folderOf({ "main.bicep": `module a 'main.bicep' = { name: 'a' }\n${vault("'Deny'")}` });
    const { status, report } = folder.json("check", "./", "--severity", "error");
    expect(report.unread.map(({ kind }) => kind)).toEqual(["module"]);
    expect(status).toBe(0);
  });

  it.each([
    "steps",
    "steps=",
    "steps=0",
    "steps=-1",
    "steps=1e9",
    "nesting=600",
    "Steps=5",
    "steps=9999999999",
  ])("is not raised by %s", (given) => {
    const { status, error } = folderOf({ "main.bicep": vault("'Deny'") }).run(
      "check",
      "./",
      "--limit",
      given,
    );
    expect(status).toBe(2);
    expect(error).toContain("NAME=NUMBER");
  });

  it("is what it was in the next run", () => {
    const folder = folderOf({ "main.tf": inTerraform('"Deny"', "count = 900") });
    expect(folder.run("check", "./", "--severity", "error", "--limit", "copies=900").status).toBe(0);
    expect(folder.run("check", "./", "--severity", "error").status).toBe(2);
  });
});
