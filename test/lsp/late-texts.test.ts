import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { nodeFiles } from "../../server/src/node-files.ts";
import { Editor } from "./support/editor.ts";
import { editorOf, memoryFiles } from "./support/memory.ts";

/** The script of a resource is read only where rules ask what it does. */
const template = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    networkAcls: { defaultAction: 'Deny', bypass: 'None' }
  }
}

resource script 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
  name: 'script'
  location: 'westeurope'
  kind: 'AzureCLI'
  dependsOn: [kv]
  properties: {
    azCliVersion: '2.90.0'
    retentionInterval: 'PT1H'
    scriptContent: loadTextContent('SCRIPT')
  }
}
`;
const opens = "az keyvault update --name kv --default-action Allow\n";
const reads = "az keyvault secret list --vault-name kv\n";

describe.each(["open.sh", "open.txt"])("a script in %s", (script) => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "keyvault-network-texts-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function openTemplate(): Promise<readonly [editor: Editor, uri: string]> {
    const top = pathToFileURL(folder).href;
    const editor = await Editor.start({ folders: [top], host: { files: nodeFiles } });
    const uri = `${top}/main.bicep`;
    await editor.open(uri, template.replace("SCRIPT", script), "bicep");
    return [editor, uri];
  }

  test("is judged with the first findings", async () => {
    writeFileSync(join(folder, script), opens);
    const [editor, uri] = await openTemplate();
    expect(await editor.problems(uri)).toEqual(["KV801 kv", `KV804 loadTextContent('${script}')`]);
  });

  test("is judged again when it changes on disk", async () => {
    writeFileSync(join(folder, script), opens);
    const [editor, uri] = await openTemplate();
    await editor.problems(uri);
    writeFileSync(join(folder, script), reads);
    await editor.fileChanged(pathToFileURL(join(folder, script)).href);
    expect(await editor.problems(uri)).toEqual([`KV501 loadTextContent('${script}')`]);
  });
});

test("a script is judged in every answer that is asked for while it is read", async () => {
  const files = memoryFiles({ "file:///w/open.txt": opens });
  let begun: () => void = () => undefined;
  let read: () => void = () => undefined;
  const isBegun = new Promise<void>((resolve) => (begun = resolve));
  const isRead = new Promise<void>((resolve) => (read = resolve));
  const readFile = async (uri: string): Promise<string | null> => {
    if (uri.endsWith(".txt")) {
      begun();
      await isRead;
    }
    return files.readFile(uri);
  };
  const editor = await editorOf({}, { host: { files: { ...files, readFile } } });
  const uri = "file:///w/main.bicep";
  await editor.open(uri, template.replace("SCRIPT", "open.txt"), "bicep");
  const first = editor.problems(uri);
  await isBegun;
  const second = editor.problems(uri);
  // The second answer would be given by now.
  for (let round = 0; round < 20; round++) await editor.request("unknown", {}).catch(() => undefined);
  read();
  const problems = ["KV801 kv", "KV804 loadTextContent('open.txt')"];
  expect(await Promise.all([first, second])).toEqual([problems, problems]);
});
