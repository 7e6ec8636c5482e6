import { describe, expect, it } from "vitest";
import { temporaryFolders } from "./support/folders.ts";

const folderOf = temporaryFolders();
type Files = Readonly<Record<string, string>>;

const vault = (action: string): string =>
  `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { enableRbacAuthorization: true, networkAcls: { bypass: 'None', defaultAction: ${action} } }
}
`;
const open = vault("'Allow'");
const formats = ["text", "github", "azure", "markdown", "sarif", "csv"] as const;

const cases: readonly (readonly [what: string, files: Files, said: string])[] = [
  [
    "a comment suppresses",
    { "main.bicep": `// keyvault-network-ignore-file KV101: fine\n${open}` },
    "1 suppressed (main.bicep)",
  ],
  [
    "a comment for another scanner suppresses",
    { "main.bicep": `// checkov:skip=CKV_AZURE_109\n${open}` },
    "1 suppressed (main.bicep)",
  ],
  [
    "an access file suppresses",
    {
      "main.bicep": open,
      ".keyvault-access.jsonc": '{"version":1,"suppressions":[{"rule":"KV101","reason":"x"}]}',
    },
    "1 suppressed (.keyvault-access.jsonc)",
  ],
  [
    "an access file turns off",
    {
      "main.bicep": open,
      ".keyvault-access.jsonc": '{"version":1,"rules":{"KV101":"off","any-address-rule":"off"}}',
    },
    "KV101, KV102 off (.keyvault-access.jsonc)",
  ],
  [
    "an access file lowers",
    {
      "main.bicep": open,
      ".keyvault-access.jsonc": '{"version":1,"rules":{"KV101":"hint","any-address-rule":"hint"}}',
    },
    "KV101, KV102: hint (.keyvault-access.jsonc)",
  ],
  [
    "an access file lowers although it is what is usual for the rule",
    { "main.bicep": vault("'Deny'"), ".keyvault-access.jsonc": '{"version":1,"rules":{"KV905":"info"}}' },
    "KV905: info (.keyvault-access.jsonc)",
  ],
  [
    "an access file allows",
    {
      "main.bicep": vault("'Deny'"),
      ".keyvault-access.jsonc": '{"version":1,"limits":{"widestIpPrefix":8}}',
    },
    "KV103: /8 (.keyvault-access.jsonc)",
  ],
  [
    "an access file turns off at length",
    {
      "main.bicep": open,
      ".keyvault-access.jsonc":
        '{"version":1,"rules":{"KV101":"off","KV102":"off","KV103":"off","KV104":"off","KV105":"off"}}',
    },
    "KV101, KV102, KV103 and 2 more off (.keyvault-access.jsonc)",
  ],
  [
    "parameter files decide",
    {
      "main.bicep": `param action string = 'Allow'\n${vault("action")}`,
      "main.dev.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
      "main.prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
    },
    "values from 2 files (main.dev.bicepparam, main.prod.bicepparam)",
  ],
  [
    "an access file decides",
    {
      "main.bicep": `param action string = 'Allow'\n${vault("action")}`,
      ".keyvault-access.jsonc": '{"version":1,"environments":{"x":{"set":{"action":"Deny"}}}}',
    },
    "values from 1 file (.keyvault-access.jsonc)",
  ],
  [
    "a parameter decides",
    { "main.bicep": `param action string\n${vault("action")}` },
    "1 vault undecided (parameter action)",
  ],
];

describe("the last line counts", () => {
  it.each(cases.flatMap((each) => formats.map((format) => [...each, format] as const)))(
    "what %s, with the file and the reason",
    (_, files, said, format) => {
      const folder = folderOf(files);
      const { status, out, error } = folder.run("check", "./", "--format", format);
      expect(status).toBe(0);
      expect(format === "csv" ? error : out, format).toContain(
        format === "markdown" ? said.replace(/[()]/g, (each) => each) : said,
      );
    },
  );

  it.each([
    ["text", "0 findings; 1 vault.\n"],
    ["github", ""],
    ["azure", ""],
  ])("nothing where there is nothing, in %s", (format, expected) => {
    const { out } = folderOf({
      "main.bicep": vault("'Deny'"),
      "terraform.tfvars": "",
      ".keyvault-access.jsonc":
        '{"version":1,"rules":{"KV102":"error","KV101":"warning","KV507":"hint","KV108":"warning"},"limits":{"widestIpPrefix":28}}',
    }).run("check", "./", "--format", format);
    expect(out).toBe(expected);
  });

  it("what access files and parameter files say in JSON", () => {
    const { report } = folderOf({
      "main.bicep": `param action string\n${vault("action")}`,
      "main.dev.bicepparam": "using 'main.bicep'\nparam action = 'Allow'\n",
      ".keyvault-access.jsonc": '{"version":1,"rules":{"KV101":"hint","KV102":"off"}}',
    }).json("check", "./");
    const file = ".keyvault-access.jsonc";
    expect([report.turnedOff, report.lowered, report.valuesFrom]).toEqual([
      [{ file, rules: ["KV102"] }],
      [{ file, rules: ["KV101"], to: "hint" }],
      ["main.dev.bicepparam"],
    ]);
  });

  it("undecided vaults in JSON, and what --fail-on-unknown failed on", () => {
    const folder = folderOf({
      "main.bicep": `param action string\n${vault("action")}`,
      "looked-up.bicep":
        "resource other 'Microsoft.KeyVault/vaults@2026-02-01' existing = { name: 'other' }\n",
    });
    for (const command of ["check", "vaults"]) {
      const { status, report } = folder.json(command, "./", "--fail-on-unknown");
      expect(status).toBe(3);
      expect(report.undecided).toEqual([
        {
          vault: "kv",
          root: "main.bicep",
          environment: null,
          dependsOn: ["parameter action"],
          file: "main.bicep",
          line: 2,
        },
      ]);
    }
    expect(folder.run("check", "./", "--fail-on-unknown").out).toContain(
      "1 vault undecided (parameter action)",
    );
    expect(folder.run("check", "./", "--lang", "de").out).toContain("1 Key Vault unentschieden");
  });
});
