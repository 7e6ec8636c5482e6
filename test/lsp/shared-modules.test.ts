import { describe, expect, test } from "vitest";
import { DiagnosticSeverity } from "vscode-languageserver";
import { editorOf } from "./support/memory.ts";

const ofVault = `param action string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: action } }
}
`;
const ofAnyVault = ofVault.replace(": action", ": 'Allow'");
const caller = (module: string): string =>
  `module vault '${module}' = {\n  name: 'vault'\n  params: { action: 'Allow' }\n}\n`;
const terraformVault = `variable "action" {}
resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    default_action = "Allow"
    bypass         = "None"
  }
}
`;
const terraformCaller = `module "vault" {\n  source = "../kv"\n  action = "Allow"\n}\n`;

/** A module that sets what decides itself, and two that call it. */
const syntaxes = {
  Bicep: {
    module: "file:///w/kv.bicep",
    callers: ["file:///w/a.bicep", "file:///w/b.bicep"],
    texts: [ofAnyVault, caller("kv.bicep")],
    id: "bicep",
  },
  Terraform: {
    module: "file:///w/kv/main.tf",
    callers: ["file:///w/a/main.tf", "file:///w/b/main.tf"],
    texts: [terraformVault, terraformCaller],
    id: "terraform",
  },
} as const;

describe.each(Object.entries(syntaxes))(
  "a module of %s that several call",
  (_, { module, callers, texts, id }) => {
    const [text, call] = texts;
    const files: Readonly<Record<string, string>> = Object.fromEntries<string>([
      [module, text],
      ...callers.map((each) => [each, call] as const),
    ]);

    test("has one problem, with its calls as related places", async () => {
      const editor = await editorOf(files);
      await editor.open(module, text, id);
      for (const each of callers) await editor.open(each, call, id);
      const problems = (await editor.diagnostics(module)).filter(({ code }) => code === "KV101");
      expect(problems.map(({ severity }) => severity)).toEqual([DiagnosticSeverity.Warning]);
      const related = problems[0]?.relatedInformation?.map(({ location }) => location.uri);
      expect(related).toEqual(expect.arrayContaining([...callers]));
    });

    test("is a hint at each call", async () => {
      const editor = await editorOf(files);
      for (const each of callers) {
        await editor.open(each, call, id);
        const there = (await editor.diagnostics(each)).filter(({ code }) => code === "KV101");
        expect(there.map(({ severity }) => severity)).toEqual([DiagnosticSeverity.Hint]);
      }
    });
  },
);

test("what a call decides is a problem there, once for each call", async () => {
  const [module, one, other] = ["file:///w/kv.bicep", "file:///w/a.bicep", "file:///w/b.bicep"];
  const call = caller("kv.bicep");
  const editor = await editorOf({ [module]: ofVault, [one]: call, [other]: call });
  for (const each of [one, other]) {
    await editor.open(each, call, "bicep");
    const problems = (await editor.diagnostics(each)).filter(({ code }) => code === "KV101");
    expect(problems.map(({ severity }) => severity)).toEqual([DiagnosticSeverity.Warning]);
  }
});
