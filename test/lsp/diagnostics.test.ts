import { describe, expect, it } from "vitest";
import { Editor } from "./support/editor.ts";
import { closedVault, openVault, vaultTemplate } from "./support/templates.ts";

const unsaved = "untitled:Untitled-1";

describe("problems while typing", () => {
  it("lead to the page in the language of the window", async () => {
    const german = await Editor.start({ locale: "de" });
    await german.open(unsaved, openVault);
    const [problem] = await german.diagnostics(unsaved);
    expect(problem?.codeDescription?.href).toMatch(/\/docs\/rules\/de\/KV101\.md$/);
  });

  it("are reported for a document that was never saved, with source, code and page", async () => {
    const editor = await Editor.start();
    await editor.open(unsaved, openVault);
    const [problem] = await editor.diagnostics(unsaved);
    expect(problem).toMatchObject({
      source: "keyvault-network",
      code: "KV101",
      severity: 2,
      codeDescription: { href: expect.stringMatching(/^https:.*KV101/) as unknown },
    });
    expect(problem?.message).toMatch(/^[^\n]{1,90}\.$/);
    expect(await editor.problems(unsaved)).toEqual(['KV101 "Allow"']);
  });

  it("follow every change", async () => {
    const editor = await Editor.start();
    await editor.open(unsaved, openVault);
    await editor.type(unsaved, '"Allow"', '"Deny"');
    expect(await editor.problems(unsaved)).toEqual([]);
    await editor.type(unsaved, '"Deny"', '"Allow"');
    expect(await editor.problems(unsaved)).toEqual(['KV101 "Allow"']);
  });

  it("stay when there is a syntax error two lines below", async () => {
    const editor = await Editor.start();
    await editor.open(unsaved, openVault);
    await editor.type(unsaved, '"AzureServices"\n        }', '"AzureServices"\n        }, "tags": ');
    expect(await editor.problems(unsaved)).toContain('KV101 "Allow"');
  });

  it("are not told twice: what the client has already is unchanged", async () => {
    const editor = await Editor.start();
    await editor.open(unsaved, openVault);
    const first = await editor.report(unsaved);
    const second = await editor.report(unsaved, first.resultId);
    expect(second).toEqual({ kind: "unchanged", resultId: first.resultId });
    await editor.type(unsaved, '"Allow"', '"Deny"');
    expect(await editor.report(unsaved, first.resultId)).toMatchObject({ kind: "full", items: [] });
  });

  it("fade what has no effect, and name the rule that covers it", async () => {
    const editor = await Editor.start();
    await editor.open(unsaved, closedVault);
    const [problem] = await editor.diagnostics(unsaved);
    expect(problem).toMatchObject({ code: "KV205", severity: 4, tags: [1] });
    expect(problem?.relatedInformation?.[0]?.location.uri).toBe(unsaved);
  });

  it("are none where a comment says so and gives a reason", async () => {
    const editor = await Editor.start();
    const comment = "// keyvault-network-ignore KV101: a sandbox\n          ";
    await editor.open(unsaved, openVault.replace('"defaultAction"', `${comment}"defaultAction"`), "jsonc");
    expect(await editor.problems(unsaved)).toEqual([]);
  });
});

describe("documents that are not templates", () => {
  const runs: string[] = [];
  it.each([
    ["a manifest", '{ "name": "x", "version": "1.0.0" }', "json"],
    ["an empty document", "", "json"],
    ["a broken one", '{ "resources": [', "json"],
    ["another language", "Microsoft.KeyVault/vaults", "plaintext"],
  ])("%s brings no problems, lenses or hovers", async (_name, text, language) => {
    const editor = await Editor.start({ host: { onAnalysis: (root) => runs.push(root) } });
    await editor.open("untitled:Untitled-2", text, language);
    expect(await editor.diagnostics("untitled:Untitled-2")).toEqual([]);
    const textDocument = { uri: "untitled:Untitled-2" };
    expect(await editor.request("textDocument/codeLens", { textDocument })).toEqual([]);
    const position = { line: 0, character: 0 };
    expect(await editor.request("textDocument/hover", { textDocument, position })).toBeNull();
    expect(runs).toEqual([]);
  });

  it("nest ten thousand levels deep without harm", async () => {
    const editor = await Editor.start();
    const deep = vaultTemplate(`"x": ${"[".repeat(10_000)}${"]".repeat(10_000)}`);
    await editor.open(unsaved, deep);
    expect(await editor.diagnostics(unsaved)).toEqual([]);
    await editor.open("untitled:after", openVault);
    expect(await editor.problems("untitled:after")).toEqual(['KV101 "Allow"']);
  });
});

describe("settings", () => {
  it.each([
    ["a rule that is off", { rules: { KV101: "off" } }, []],
    ["a rule that is off by its name", { rules: { "Open-to-the-Internet": "off" } }, []],
    ["checks that are off", { validate: { enable: false } }, []],
    ["nonsense", { rules: ["KV101"], validate: 7 }, ['KV101 "Allow"']],
  ])("%s", async (_name, settings, expected) => {
    const editor = await Editor.start({ settings: () => settings });
    await editor.open(unsaved, openVault);
    expect(await editor.problems(unsaved)).toEqual(expected);
  });

  it("accept a rule's former name", async () => {
    const text = vaultTemplate('"networkAcls": { "defaultAction": "Enabld", "bypass": "None" }');
    const editor = await Editor.start({ settings: () => ({ rules: { "unknown-word": "hint" } }) });
    await editor.open(unsaved, text);
    const [problem] = await editor.diagnostics(unsaved);
    expect([problem?.code, problem?.severity]).toEqual(["KV209", 4]);
  });

  it("change a severity for one resource only", async () => {
    const strict = "file:///strict/main.json";
    const editor = await Editor.start({
      settings: (uri) => (uri === strict ? { rules: { KV101: "error" } } : {}),
    });
    await editor.open(strict, openVault);
    await editor.open(unsaved, openVault);
    expect((await editor.diagnostics(strict))[0]?.severity).toBe(1);
    expect((await editor.diagnostics(unsaved))[0]?.severity).toBe(2);
  });

  it("check on save keeps the last report until then", async () => {
    const editor = await Editor.start({ settings: () => ({ validate: { run: "onSave" } }) });
    await editor.open(unsaved, openVault);
    const first = await editor.report(unsaved);
    await editor.type(unsaved, '"Allow"', '"Deny"');
    expect(await editor.report(unsaved, first.resultId)).toMatchObject({ kind: "unchanged" });
    await editor.save(unsaved);
    expect(await editor.problems(unsaved)).toEqual([]);
  });

  it.each([
    ["old/**", "file:///w"],
    ["old/**", "file:///w/"],
    ["old", "file:///w"],
    ["old/", "file:///w"],
  ])("leave out excluded folders: %s in %s", async (pattern, folder) => {
    const editor = await Editor.start({
      folders: [folder],
      settings: () => ({ validate: { exclude: [pattern] } }),
    });
    await editor.open("file:///w/old/main.json", openVault);
    await editor.open("file:///w/new/main.json", openVault);
    expect(await editor.diagnostics("file:///w/old/main.json")).toEqual([]);
    expect(await editor.problems("file:///w/new/main.json")).toHaveLength(1);
  });
});

it("what is not shown in a name is shown in a problem and a hover, and what is shown stays", async () => {
  const unseen = "\u200b\u{e0041}\u3164\u034f";
  const text = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv${unseen}-é-😀'
  properties: { networkAcls: { defaultAction: 'Allow', bypass: 'None' } }
}
`;
  const editor = await Editor.start();
  await editor.open("file:///w/main.bicep", text, "bicep");
  const problems = JSON.stringify(await editor.diagnostics("file:///w/main.bicep"));
  expect(problems).toContain(String.raw`kv\\u200b\\udb40\\udc41\\u3164\\u034f-é-😀`);
  const hover = JSON.stringify(
    await editor.at("textDocument/hover", "file:///w/main.bicep", "kv 'Microsoft"),
  );
  expect(hover).toContain("é");
  for (const said of [problems, hover]) expect(said).not.toMatch(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
});
