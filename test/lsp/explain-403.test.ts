import { expect, it } from "vitest";
import type { Explain403Result } from "../../server/src/protocol/forbidden.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";

const main = "file:///w/main.bicep";
const template = `param name string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' } }
}
`;
const files = {
  [main]: template,
  "file:///w/main.dev.bicepparam": "using 'main.bicep'\nparam name = 'kv-dev'\n",
  "file:///w/main.prod.bicepparam": "using 'main.bicep'\nparam name = 'kv-prod'\n",
};

async function explained(editor: Editor, vault: string): Promise<Explain403Result["explanation"]> {
  const text = `ForbiddenByFirewall Client address: 198.51.100.9 Vault: ${vault};location=westeurope`;
  return (await editor.request<Explain403Result>(serverRequests.explain403, { text })).explanation;
}

it("recognizes the vault of another environment than the selected one, and names that environment", async () => {
  const editor = await editorOf(files, { settings: () => ({ environment: "dev" }) });
  await editor.open(main, template, "bicep");
  const explanation = await explained(editor, "kv-prod");
  expect(explanation?.candidates.map(({ environment }) => environment)).toEqual(["prod"]);
  expect(explanation?.template).toMatchObject({ environment: "prod", verdict: "denied" });
  expect(explanation?.document).toContain("Environment: prod");
  expect((await explained(editor, "kv-dev"))?.template).toMatchObject({ environment: "dev" });
});

it("links the fixes that can be shown, for a client that follows the links", async () => {
  const editor = await editorOf(files);
  await editor.open(main, template, "bicep");
  const explanation = await explained(editor, "kv-dev");
  expect(explanation?.fixes[0]?.documents).toHaveLength(1);
  expect(explanation?.document).toMatch(/^- \[Add 198\.51\.100\.9\/32 to ipRules.*\]\(#fix-0\)$/m);
  expect(explanation?.document).not.toContain("#fix-1");
  const other = await editorOf(files, { initializationOptions: { readFile: true, listFolder: true } });
  await other.open(main, template, "bicep");
  expect((await explained(other, "kv-dev"))?.document).not.toContain("#fix-");
});

it("asks the selected environment only if more than a module that nothing calls may be meant there", async () => {
  const calling = `${template}module other 'modules/other.bicep' = { name: 'other' }\n`;
  const editor = await editorOf(
    {
      ...files,
      [main]: calling,
      "file:///w/modules/other.bicep": template
        .replace("name: name", "name: 'kv-other'")
        .replace("param name string\n", ""),
      "file:///w/main.prod.bicepparam":
        "using 'main.bicep'\nparam name = readEnvironmentVariable('KV_NAME')\n",
      "file:///w/modules/kv.bicep": template,
    },
    { settings: () => ({ environment: "dev" }) },
  );
  await editor.open(main, calling, "bicep");
  const explanation = await explained(editor, "kv-prod");
  expect(explanation?.template).toMatchObject({ environment: "prod", verdict: "denied" });
  expect(explanation?.candidates.map(({ root, isUncalled }) => [root, isUncalled])).toEqual([
    [main, false],
    ["file:///w/modules/kv.bicep", true],
  ]);
});
