import { describe, expect, it } from "vitest";
import type { AssumedValueParams, SimulateResult } from "../../server/src/protocol/vaults.ts";
import type { ExportResult } from "../../server/src/protocol/export.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";

const bicep = `param allowedIps array
param open bool
param limits object = {}
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    networkAcls: {
      defaultAction: open ? 'Allow' : 'Deny'
      bypass: 'None'
      ipRules: [for ip in allowedIps: { value: ip }]
    }
  }
}
output size int = length(limits)
`;
const terraform = `variable "allowed_ips" {}
resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = var.allowed_ips
  }
}
`;

async function open(uri: string, text: string, languageId: string): Promise<Editor> {
  const editor = await editorOf({ [uri]: text });
  await editor.open(uri, text, languageId);
  return editor;
}

function ask(editor: Editor, name: string, text: string): Promise<SimulateResult> {
  const assuming: AssumedValueParams = { name, text, label: `203.0.113.7 if ${name} = ${text}` };
  return editor.request<SimulateResult>(serverRequests.simulate, { from: ["203.0.113.7"], assuming });
}

describe("a value that one simulation assumes", () => {
  it.each([
    ["allowedIps", "203.0.113.0/24, 198.51.100.7"],
    ["allowedIps", '["203.0.113.0/24"]'],
    ["allowedips", "['203.0.113.7']"],
    ["open", "true"],
  ])("allows the source with %s = %s, labels the answer, and shows what it was", async (name, text) => {
    const editor = await open("file:///w/main.bicep", bicep, "bicep");
    const { verdicts, expected } = await ask(editor, name, text);
    expect(expected).toBeNull();
    expect(verdicts).toMatchObject([
      { from: `203.0.113.7 if ${name} = ${text}`, verdict: "allowed", was: "depends" },
    ]);
  });

  it("is a list of Terraform, too, whose variable has no type", async () => {
    const editor = await open("file:///w/main.tf", terraform, "terraform");
    expect((await ask(editor, "allowed_ips", '["203.0.113.0/24"]')).verdicts).toMatchObject([
      { verdict: "allowed" },
    ]);
  });

  it("changes no other answer and no file", async () => {
    const editor = await open("file:///w/main.bicep", bicep, "bicep");
    await ask(editor, "open", "true");
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, {
      from: ["203.0.113.7"],
    });
    expect(verdicts).toMatchObject([
      { from: "203.0.113.7", verdict: "depends", was: null, dependsOnParameters: ["open"] },
    ]);
    expect(editor.text("file:///w/main.bicep")).toBe(bicep);
  });

  it.each([
    ["open", "perhaps", "bool"],
    ["limits", "[1]", "object"],
    ["nothing", "1", "not-declared"],
  ])("%s = %s is refused: %s", async (name, text, expected) => {
    const editor = await open("file:///w/main.bicep", bicep, "bicep");
    expect(await ask(editor, name, text)).toMatchObject({ expected, verdicts: [] });
  });

  it("is in the trace, under the label", async () => {
    const editor = await open("file:///w/main.bicep", bicep, "bicep");
    const [verdict] = (await ask(editor, "open", "true")).verdicts;
    const asked = {
      from: "203.0.113.7",
      to: verdict ? [{ root: verdict.root, key: verdict.key, environment: null }] : [],
      assuming: { name: "open", text: "true", label: "203.0.113.7 if open = true" },
    };
    const { text } = await editor.request<ExportResult>(serverRequests.exportReport, {
      contents: ["simulate"],
      format: "markdown",
      asked: [asked],
    });
    expect(text).toMatch(/\*\*203\.0\.113\.7 if open = true → kv\*\*: Allowed/);
  });
});
