import { describe, expect, it } from "vitest";
import type { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";

const vault = (acls: string): string => `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: ${acls} }
}
`;
const main = "file:///w/main.bicep";
const values = "file:///w/main.dev.bicepparam";
const byParameter = `param action string\n${vault("{ defaultAction: action, bypass: 'None' }")}`;

/** What opens the vault is written in `file`, which only what is read with the template leads to. */
const cases = {
  "a file that the template imports from": {
    file: "file:///w/shared.bicep",
    files: {
      [main]: `import { acls } from 'shared.bicep'\n${vault("acls")}`,
      "file:///w/shared.bicep": "@export()\nvar acls = { defaultAction: 'Allow', bypass: 'None' }\n",
    },
  },
  "a file that an open module imports from": {
    file: "file:///w/shared.bicep",
    module: "file:///w/kv.bicep",
    files: {
      [main]: "module m 'kv.bicep' = { name: 'm' }\n",
      "file:///w/kv.bicep": `import * as shared from 'shared.bicep'\n${vault("shared.acls")}`,
      "file:///w/shared.bicep": "@export()\nvar acls = { defaultAction: 'Allow', bypass: 'None' }\n",
    },
  },
  "a parameter file that another one extends": {
    file: "file:///w/base.bicepparam",
    files: {
      [main]: byParameter,
      [values]: "using 'main.bicep'\nextends 'base.bicepparam'\n",
      "file:///w/base.bicepparam": "using none\nparam action = 'Allow'\n",
    },
  },
  "a file that a parameter file imports from": {
    file: "file:///w/shared.bicep",
    files: {
      [main]: byParameter,
      [values]: "using 'main.bicep'\nimport { open } from 'shared.bicep'\nparam action = open\n",
      "file:///w/shared.bicep": "@export()\nvar open = 'Allow'\n",
    },
  },
};

describe.each(Object.entries(cases))("%s", (_, { file, files, ...others }) => {
  const texts = new Map(Object.entries<string>(files));
  const open = (editor: Editor, uri: string): Promise<void> =>
    editor.open(uri, texts.get(uri) ?? "", uri.endsWith("param") ? "bicep-params" : "bicep");

  it("shows what it does where it is open, with its template or alone", async () => {
    const editor = await editorOf(files);
    for (const uri of [main, ...("module" in others ? [others.module] : [])]) await open(editor, uri);
    await open(editor, file);
    const codes = async () => (await editor.diagnostics(file)).map(({ code }) => code);
    await expect.poll(codes).toEqual(["KV101"]);
  });

  it("shows it, too, in clients that do not pull, and where only the template is open", async () => {
    const editor = await editorOf(files, { pull: false });
    for (const uri of [main, ...("module" in others ? [others.module] : [])]) await open(editor, uri);
    const shown = (): readonly unknown[] =>
      editor.inbox.published.findLast(({ uri }) => uri === file)?.diagnostics.map(({ code }) => code) ?? [];
    await expect.poll(shown).toEqual(["KV101"]);
    await open(editor, file);
    await expect.poll(shown).toEqual(["KV101"]);
  });
});

describe.each(["main.dev.bicepparam", "main.parameters.dev.json"])(
  "%s, open without its template",
  (name) => {
    const text = name.endsWith("json")
      ? `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0", "parameters": { "action": { "value": "Allow" } } }`
      : "using 'main.bicep'\nparam action = 'Allow'\n";
    const uri = `file:///w/${name}`;

    it.each([true, false])("shows what its values do (a client that pulls: %s)", async (pull) => {
      const editor = await editorOf({ [main]: byParameter, [uri]: text }, { pull });
      await editor.open(uri, text, name.endsWith("json") ? "json" : "bicep-params");
      const published = () => editor.inbox.published.findLast((each) => each.uri === uri)?.diagnostics ?? [];
      const codes = async () => (pull ? await editor.diagnostics(uri) : published()).map(({ code }) => code);
      await expect.poll(codes).toEqual(["KV101"]);
    });
  },
);
