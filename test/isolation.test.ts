import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Hover } from "vscode-languageserver/node";
import { main } from "../server/src/cli/main.ts";
import { type Report, rules } from "../server/src/core/index.ts";
import type { FindingsResult } from "../server/src/protocol/findings.ts";
import { serverRequests } from "../server/src/protocol.ts";
import type { SimulateResult, VaultsResult } from "../server/src/protocol/vaults.ts";
import type { TestsResult } from "../server/src/protocol/access-tests.ts";
import { workspace } from "./cli/workspace.ts";
import { Editor } from "./lsp/support/editor.ts";
import { openVault } from "./lsp/support/templates.ts";
import { beforeReading } from "./support/hcl-reader.ts";

/** A reader with a mistake that one file brings to light. */
beforeEach(() => {
  beforeReading((text) => {
    if (text.includes("bomb")) throw new RangeError("Maximum call stack size exceeded\n  at bomb");
  });
});
const bomb = 'resource "azurerm_key_vault" "bomb" {\n  name = "bomb"\n}\n';
const access =
  '{ "version": 1, "tests": [{ "name": "t", "from": "internet", "to": "kv", "expect": "allow" }] }';
const why =
  "Nothing here is checked because of an internal error: RangeError: Maximum call stack size exceeded";

afterEach(() => {
  vi.restoreAllMocks();
});

/** A rule with a mistake that a vault's name brings to light. */
function breakRule(): void {
  const rule = rules.find(({ code }) => code === "KV101");
  if (!rule) throw new Error("KV101 is gone.");
  const check = rule.check.bind(rule);
  vi.spyOn(rule, "check").mockImplementation((network, settings) => {
    const isBomb = network.vaults.some(({ name }) => name.kind === "known" && name.value === "bomb");
    if (isBomb) throw new RangeError("Maximum call stack size exceeded");
    return check(network, settings);
  });
}

const noChange = (): void => undefined;

describe("a root that fails leaves the answers about every other", () => {
  const brokenReader = { "bad/main.tf": bomb, "main.json": openVault, ".keyvault-access.jsonc": access };
  const brokenRule = {
    "bad/main.json": openVault.replace('"kv"', '"bomb"'),
    "main.json": openVault,
    ".keyvault-access.jsonc": access,
  };

  it.each([
    ["check", brokenReader, "bad", noChange],
    ["vaults", brokenReader, "bad", noChange],
    ["test", brokenReader, "bad", noChange],
    ["check", brokenRule, "bad/main.json", breakRule],
  ] as const)("on the command line: %s", (command, files, root, prepare) => {
    prepare();
    const { path, remove } = workspace(files);
    let out = "";
    const status = main([command, path("."), "--format", "json"], {
      out: (text) => (out += text),
      error: () => undefined,
      color: false,
      input: () => ({ failure: { isMissing: true, fault: { kind: "no-input" } } }),
    });
    remove();
    const report = JSON.parse(out) as Report;
    expect(status).toBe(2);
    expect(report.errors.map(({ file, message }) => [file.endsWith(root), message])).toEqual([[true, why]]);
    const found = { check: report.findings, vaults: report.vaults, test: report.tests }[command];
    expect(found.length).toBeGreaterThan(0);
  });

  const good = "file:///w/main.json";
  const bad = "file:///w/bad/main.tf";

  async function start(pull = true): Promise<Editor> {
    const accessFile = "file:///w/.keyvault-access.jsonc";
    const editor = await Editor.start({
      pull,
      folders: ["file:///w"],
      host: {
        files: {
          readFile: (uri) => Promise.resolve(uri === accessFile ? access : null),
          listFolder: () => Promise.resolve(null),
          findFiles: () => Promise.resolve([]),
        },
      },
    });
    await editor.open(bad, bomb, "terraform");
    await editor.open(good, openVault);
    return editor;
  }

  it("in an editor that asks", async () => {
    const editor = await start();
    expect((await editor.diagnostics(bad)).map(({ message }) => message)).toEqual([why]);
    expect(await editor.problems(good)).toContain('KV101 "Allow"');
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(vaults.map(({ uri }) => uri)).toEqual([good]);
    const { findings } = await editor.request<FindingsResult>(serverRequests.findings, {});
    expect(findings.map(({ code }) => code)).toContain("KV101");
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, {
      from: ["internet"],
    });
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["allowed"]);
    const { files } = await editor.request<TestsResult>(serverRequests.tests, {});
    expect(files.flatMap(({ tests }) => tests.flatMap(({ results }) => results))).toMatchObject([
      { outcome: "passed" },
    ]);
    expect(await editor.at<Hover | null>("textDocument/hover", good, '"Allow"')).not.toBeNull();
    await editor.type(bad, 'name = "bomb"', 'name = "kv2"');
    await editor.type(bad, '"bomb"', '"kv2"');
    expect((await editor.diagnostics(bad)).map(({ message }) => message)).not.toContain(why);
  });

  it("in an editor that is sent problems", async () => {
    const { inbox } = await start(false);
    const messages = (uri: string): readonly unknown[] =>
      inbox.published
        .filter((each) => each.uri === uri)
        .flatMap((each) => each.diagnostics.map((one) => one.message));
    await expect.poll(() => messages(bad)).toEqual([why]);
    await expect.poll(() => messages(good).length).toBeGreaterThan(0);
  });

  it("in an editor where a rule fails", async () => {
    breakRule();
    const editor = await Editor.start();
    await editor.open("file:///w/bomb.json", openVault.replace('"kv"', '"bomb"'));
    await editor.open(good, openVault);
    expect((await editor.diagnostics("file:///w/bomb.json")).map(({ message }) => message)).toEqual([why]);
    expect(await editor.problems(good)).toEqual(['KV101 "Allow"']);
    const { findings } = await editor.request<FindingsResult>(serverRequests.findings, {});
    expect(findings.map(({ uri }) => uri)).toEqual([good]);
  });
});

describe("what stands in one file changes nothing elsewhere", () => {
  const good = "file:///w/main.json";
  it.each([
    [
      "a path with half a character in Bicep",
      "a.bicep",
      "module m './a\\u{D800}.bicep' = { name: 'm' }",
      "bicep",
    ],
    ["a text file with half a character", "a.bicep", "var x = loadTextContent('a\\u{DFFF}.txt')", "bicep"],
    [
      "a path with half a character in ARM",
      "a.json",
      openVault.replace('"2026-02-01"', '"2026-02-01", "a": "\\ud800"'),
      "json",
    ],
    ["an empty pattern in an access file", ".keyvault-access.jsonc", access.replace('"kv"', '""'), "jsonc"],
    ["a pattern behind a path", ".keyvault-access.jsonc", access.replace('"kv"', '"main.json#"'), "jsonc"],
  ])("%s", async (_what, name, text, language) => {
    const editor = await Editor.start({ folders: ["file:///w"] });
    await editor.open(`file:///w/${name}`, text, language);
    await editor.open(good, openVault);
    expect(await editor.problems(good)).toEqual(['KV101 "Allow"']);
    expect((await editor.request<VaultsResult>(serverRequests.vaults, {})).vaults.length).toBeGreaterThan(0);
  });

  it("a bicepconfig.json of 20,000 levels", () => {
    const { json, remove } = workspace({
      "bicepconfig.json": `{"moduleAliases":${"[".repeat(20_000)}`,
      "main.bicep": "module m 'br/team:kv:1.0.0' = { name: 'm' }\n",
      "good.json": openVault,
    });
    const { status, report } = json("check", "./");
    remove();
    // Where the file would lead the alias is not known, so the module is unread.
    expect(status).toBe(2);
    expect(report.findings.map(({ code }) => code)).toContain("KV101");
  });

  it("an empty pattern of --exclude is refused, and one of the settings is named in the log", async () => {
    const { run, remove } = workspace({ "main.json": openVault });
    const { status, error } = run("check", "./", "--exclude", "");
    remove();
    expect(status).toBe(2);
    expect(error).toContain("the value of option '--exclude' is empty");
    const editor = await Editor.start({
      settings: () => ({ validate: { exclude: ["", "x".repeat(70_000)] } }),
    });
    await editor.open(good, openVault);
    expect(await editor.problems(good)).toEqual(['KV101 "Allow"']);
    expect(editor.inbox.log.errors).not.toEqual([]);
  });
});
