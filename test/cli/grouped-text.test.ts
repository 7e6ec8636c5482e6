import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closed, templateText, vaultResource, type Workspace, workspace } from "./workspace.ts";

const open = { defaultAction: "Allow" };
const compiled = { metadata: { _generator: { name: "bicep", version: "0.30.3.12046" } } };
const template = (parts: object = {}): string =>
  templateText([{ ...vaultResource("kv", open), apiVersion: "2026-02-01" }], parts);

let at: Workspace;
beforeAll(() => {
  at = workspace({
    "releases/one.json": template(compiled),
    "releases/two.json": template(compiled),
    "releases/three.json": template(compiled),
    "archive/a.json": template(),
    "archive/b.json": template(),
    "alone/main.json": template(compiled),
    "written/a.json": template(),
    "written/b.json": template(),
    "broken.bicep": "nonsense\nmore nonsense\neven more nonsense\n",
  });
});
afterAll(() => {
  at.remove();
});

describe("the text of check", () => {
  it("has one line for a rule in all generated or archived JSON of a folder, and counts every finding", () => {
    const lines = at
      .run("check", "./")
      .out.split("\n")
      .filter((line) => !line.startsWith("  fix: "))
      .map(withoutPlace);
    expect(lines).toEqual([
      "alone/main.json warning KV101",
      "archive/a.json warning KV101 And 1 more KV101 finding in generated or archived JSON in archive.",
      "releases/one.json warning KV101 And 2 more KV101 findings in generated or archived JSON in releases.",
      "written/a.json warning KV101",
      "written/b.json warning KV101",
      "broken.bicep error: Expected (and 2 more in this file)",
      "8 warnings; 8 fixable; 8 vaults.",
      "",
    ]);
  });

  it("has every finding of a file that is named, and JSON has all", () => {
    expect(at.run("check", "./releases/one.json").out).toContain("1 warning; 1 fixable; 1 vault.");
    const { findings } = at.json("check", "./releases", "./written").report;
    expect(findings.map(({ file, frozen }) => `${file} ${String(frozen)}`)).toEqual([
      "releases/one.json true",
      "releases/three.json true",
      "releases/two.json true",
      "written/a.json false",
      "written/b.json false",
    ]);
  });
});

/** A line without its place in the file and the words of its first sentence. */
function withoutPlace(line: string): string {
  return line
    .replace(/^([^ :]+):\d+:\d+:/, "$1")
    .replace(/ 'kv' is reachable[^.]*\./, "")
    .replace(/(KV101):/, "$1")
    .replace(/(error:) .*?(\(and)/, "$1 Expected $2");
}

describe("a file of which functions load the text", () => {
  const loading = (path: string, use: string): string => `locals {
  text = jsondecode(file("${path}"))
}

resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = ${use}
  }
}

output "other" { value = local.text }
`;
  const errorsOf = (use: string, content: string | Buffer | null): readonly string[] => {
    const folder = workspace({
      "main.tf": loading("settings.json", use),
      "main.bicep": `var text = loadJsonContent('settings.json')
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: ${use === "[]" ? "[]" : "text.rules"} } }
}
output other object = text
`,
      "main.json": templateText([vaultResource("kv", closed)]),
      ...(content === null ? {} : { "settings.json": content }),
    });
    const { report } = folder.json("check", "./", "--exclude", "settings.json");
    folder.remove();
    return report.errors.map(({ file, message }) => `${file}: ${message}`);
  };

  it.each(["[]", "local.text.rules"])("is not an error if it is missing: ip_rules = %s", (use) => {
    expect(errorsOf(use, null)).toEqual([]);
  });

  it("is none where it cannot be read and no vault depends on it", () => {
    expect(errorsOf("[]", Buffer.from([0xff, 0xfe, 0xff]))).toEqual([]);
  });

  it("is one where it cannot be read and a vault depends on it", () => {
    expect(errorsOf("local.text.rules", Buffer.from([0xc3, 0x28]))).toEqual([
      "settings.json: not UTF-8 text",
    ]);
  });
});
