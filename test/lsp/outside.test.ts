import { describe, expect, it } from "vitest";
import type { CodeLens, Hover } from "vscode-languageserver";
import type { PictureResult } from "../../server/src/protocol/picture.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult } from "../../server/src/protocol/vaults.ts";
import type { SourcesResult } from "../../server/src/protocol/sources.ts";
import { Editor } from "./support/editor.ts";
import { changingFiles, editorOf, memoryFiles } from "./support/memory.ts";
import { vaultWith as vault } from "../outside/vault-with.ts";

const pipeline = `pool: { vmImage: ubuntu-latest }
steps:
  - task: AzureKeyVault@2
    inputs:
      azureSubscription: production
      KeyVaultName: kv1
`;
const [template, yaml, script] = [
  "file:///w/main.bicep",
  "file:///w/azure-pipelines.yml",
  "file:///w/open.sh",
];
const opening = "az keyvault network-rule add --name kv1 --ip-address 203.0.113.7\n";

const codes = async (editor: Editor, uri: string): Promise<readonly string[]> =>
  (await editor.diagnostics(uri)).map(({ code, range }) => `${range.start.line} ${code ?? ""}`);

describe("in the editor", () => {
  it("a pipeline shows that a vault blocks it, once the template that declares the vault is known", async () => {
    const editor = await editorOf({ [template]: vault("Deny"), [yaml]: pipeline });
    await editor.open(yaml, pipeline);
    await editor.request(serverRequests.scan, {});
    expect(await codes(editor, yaml)).toEqual(["5 KV805"]);
  });

  it("an edit of either file changes the answer", async () => {
    const editor = await editorOf({ [template]: vault("Deny"), [yaml]: pipeline });
    await editor.request(serverRequests.scan, {});
    await editor.open(yaml, pipeline);
    await editor.open(template, vault("Deny"));
    expect(await codes(editor, yaml)).toEqual(["5 KV805"]);
    await editor.type(yaml, "{ vmImage: ubuntu-latest }", "own-agents");
    expect(await codes(editor, yaml)).toEqual([]);
    await editor.type(yaml, "own-agents", "{ vmImage: ubuntu-latest }");
    await editor.type(template, "'Deny'", "'Allow'");
    await editor.diagnostics(template);
    expect(await codes(editor, yaml)).toEqual([]);
  });

  it("a template shows that a script changes its vault, and a comment accepts it", async () => {
    const editor = await editorOf({ [template]: vault("Deny"), [script]: opening });
    await editor.request(serverRequests.scan, {});
    await editor.open(template, vault("Deny"));
    expect(await codes(editor, template)).toEqual(["0 KV801"]);
    await editor.type(template, "resource kv", "// keyvault-network-ignore KV801: done by hand\nresource kv");
    expect(await codes(editor, template)).toEqual([]);
  });

  it("a script that changes while a scan reads it is read by the next one", async () => {
    // Without a disk: there, every change begins a search.
    const [bicep, shell] = ["remote:/w/main.bicep", "remote:/w/open.sh"];
    let text = "echo nothing\n";
    const files = changingFiles(() => ({ [bicep]: vault("Deny"), [shell]: text }));
    const editor: Editor = await Editor.start({
      folders: ["remote:/w"],
      host: {
        files: {
          ...files,
          readFile: async (uri) => {
            const read = await files.readFile(uri);
            if (uri !== shell || text === opening) return read;
            text = opening;
            await editor.fileChanged(shell);
            // Answered after the report has been handled.
            await editor.request("unknown", {}).catch(() => undefined);
            return read;
          },
        },
      },
    });
    await editor.open(bicep, vault("Deny"));
    await editor.request(serverRequests.scan, {});
    await editor.request(serverRequests.scan, {});
    expect(await codes(editor, bicep)).toEqual(["0 KV801"]);
  });

  it("a script that one scan finds is not lost to another one that has begun earlier and ends later", async () => {
    const [bicep, shell] = ["remote:/w/main.bicep", "remote:/w/open.sh"];
    const [before, now] = [memoryFiles({}), memoryFiles({ [bicep]: vault("Deny"), [shell]: opening })];
    const scans: Promise<unknown>[] = [];
    const scan = (): void => {
      scans.push(editor.request(serverRequests.scan, {}));
    };
    const editor: Editor = await Editor.start({
      folders: ["remote:/w"],
      host: {
        files: {
          ...now,
          findFiles: async (search) => {
            if (!search.include.includes(".sh") || scans.length > 1) return now.findFiles(search);
            scan();
            // The other scan would have ended by now.
            for (let round = 0; round < 50; round++)
              await editor.request("unknown", {}).catch(() => undefined);
            return before.findFiles(search);
          },
        },
      },
    });
    await editor.open(bicep, vault("Deny"));
    scan();
    await scans[0];
    await scans[1];
    expect(await codes(editor, bicep)).toEqual(["0 KV801"]);
  });

  describe.each(["file:///w", "remote:/w"])("after a scan of %s", (folder) => {
    const [bicep, shell, yml] = [`${folder}/main.bicep`, `${folder}/run.sh`, `${folder}/azure-pipelines.yml`];
    const runs = pipeline.replace(/- .*$/s, "- script: ./run.sh\n");
    const reads = "az keyvault secret list --vault-name kv1\n";

    async function changing(before: Readonly<Record<string, string>>): Promise<{
      readonly editor: Editor;
      readonly change: (uri: string, text: string) => Promise<void>;
    }> {
      let now: Readonly<Record<string, string>> = { [bicep]: vault("Deny"), ...before };
      const editor = await Editor.start({
        folders: [folder],
        host: {
          files: changingFiles(() => now),
        },
      });
      await editor.request(serverRequests.scan, {});
      return {
        editor,
        change: async (uri, text) => {
          now = { ...now, [uri]: text };
          await editor.fileChanged(uri);
        },
      };
    }

    it("a script that is created is read", async () => {
      const { editor, change } = await changing({});
      await change(shell, opening);
      await expect.poll(() => codes(editor, bicep)).toEqual(["0 KV801"]);
    });

    it("a pipeline is read again once the script that it runs calls a vault", async () => {
      const { editor: fresh } = await changing({ [yml]: runs, [shell]: reads });
      const expected = [await codes(fresh, yml), await codes(fresh, shell)];
      expect(expected.flat()).not.toEqual([]);
      const { editor, change } = await changing({ [yml]: runs, [shell]: "echo nothing\n" });
      await change(shell, reads);
      await expect.poll(async () => [await codes(editor, yml), await codes(editor, shell)]).toEqual(expected);
    });
  });

  it("a scan reports the problems of pipelines that are not open", async () => {
    const editor = await editorOf({ [template]: vault("Deny"), [yaml]: pipeline });
    await editor.request(serverRequests.scan, {});
    const pushed = (): readonly unknown[] =>
      editor.inbox.published
        .filter(({ uri }) => uri === yaml)
        .flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
    await expect.poll(pushed).toEqual(["KV805"]);
  });

  it("a pipeline shows who can reach the vault that it names, above the name and on hover", async () => {
    const editor = await editorOf({ [template]: vault("Deny"), [yaml]: pipeline });
    await editor.request(serverRequests.scan, {});
    await editor.open(yaml, pipeline);
    const lenses = await editor.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri: yaml } });
    expect(lenses.map(({ range, command }) => [range.start.line, command?.title])).toEqual([
      [5, "kv1 · Deny by default"],
      [5, "Simulate access"],
    ]);
    const hover = await editor.at<Hover>("textDocument/hover", yaml, "kv1");
    expect(JSON.stringify(hover.contents)).toContain("rules/KV805.md");
  });

  it("a simulation offers the jobs that call vaults as sources", async () => {
    const editor = await editorOf({ [template]: vault("Deny"), [yaml]: pipeline });
    await editor.request(serverRequests.scan, {});
    const { saved } = await editor.request<SourcesResult>(serverRequests.sources, { typed: "pipeline" });
    expect(saved.map(({ from }) => from)).toEqual(["pipeline:azure-pipelines.yml"]);
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, {
      from: ["pipeline:azure-pipelines.yml"],
    });
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["denied"]);
  });

  it("a simulation leaves open what a vault answers to a job that changes its rules before", async () => {
    const opening = `  - script: az keyvault network-rule add -n kv1 --ip-address $(address)\n`;
    const editor = await editorOf({
      [template]: vault("Deny"),
      [yaml]: pipeline.replace("steps:\n", `steps:\n${opening}`),
    });
    await editor.request(serverRequests.scan, {});
    const from = ["pipeline:azure-pipelines.yml"];
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, { from });
    expect(verdicts.map(({ verdict, summary }) => [verdict, summary])).toEqual([
      ["depends", "Depends · commands"],
    ]);
    const { picture } = await editor.request<PictureResult>(serverRequests.picture, { from });
    expect(JSON.stringify(picture)).toContain("The job changes the vault's rules before it calls it.");
  });

  it("a simulation offers the jobs of the document in the editor, whichever vault they call", async () => {
    const unknown = "file:///w/unknown.yml";
    const text = pipeline.replace("kv1", "$(vault)");
    const editor = await editorOf({ [template]: vault("Deny"), [yaml]: pipeline, [unknown]: text });
    await editor.request(serverRequests.scan, {});
    const jobsWith = async (active?: string): Promise<readonly (readonly unknown[])[]> => {
      const { saved } = await editor.request<SourcesResult>(serverRequests.sources, {
        typed: "",
        ...(active === undefined ? {} : { active }),
      });
      return saved.map(({ from, job }) => [from, job]);
    };
    expect(await jobsWith()).toEqual([["pipeline:azure-pipelines.yml", "other"]]);
    expect(await jobsWith(yaml)).toEqual([["pipeline:azure-pipelines.yml", "active"]]);
    expect(await jobsWith(unknown)).toEqual([
      ["pipeline:azure-pipelines.yml", "other"],
      ["pipeline:unknown.yml", "active"],
    ]);
  });

  it("a matrix has a row for each job that calls a declared vault, and none for others", async () => {
    const other = "file:///w/other.yml";
    const editor = await editorOf({
      [template]: vault("Deny"),
      [yaml]: pipeline,
      [other]: pipeline.replace("kv1", "kv-of-others"),
    });
    await editor.request(serverRequests.scan, {});
    const { saved } = await editor.request<SourcesResult>(serverRequests.sources, { typed: "" });
    expect(saved.map(({ from }) => from)).toEqual(["pipeline:azure-pipelines.yml"]);
    const picture = await editor.request<PictureResult>(serverRequests.picture, {
      from: saved.map(({ from }) => from),
    });
    expect(JSON.stringify(picture.picture)).toContain("pipeline:azure-pipelines.yml");
  });

  it("settings show who can reach the vault that they name, and templates with such a name are templates", async () => {
    const [settings, nested] = ["file:///w/src/appsettings.json", "file:///w/appsettings.json"];
    const text = '{ "KeyVault": { "Uri": "https://kv1.vault.azure.net/" } }';
    const arm = `{
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "resources": [{ "type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "name": "kv-arm", "properties": {} }]
    }`;
    const editor = await editorOf({ [template]: vault("Deny"), [settings]: text, [nested]: arm });
    await editor.request(serverRequests.scan, {});
    await editor.open(settings, text);
    await editor.open(nested, arm);
    const lensesOf = (uri: string): Promise<CodeLens[]> =>
      editor.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
    const titles = (lenses: readonly CodeLens[]): readonly unknown[] =>
      lenses.map(({ command }) => command?.title);
    expect(titles(await lensesOf(settings))).toEqual(["kv1 · Deny by default", "Simulate access"]);
    expect(await codes(editor, nested)).toContain("2 KV101");
  });
});
