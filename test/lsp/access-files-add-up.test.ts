import type { CodeLens, CompletionItem, Hover, WorkspaceDiagnosticReport } from "vscode-languageserver";
import { expect, it } from "vitest";
import { serverRequests } from "../../server/src/protocol.ts";
import type { TestsResult } from "../../server/src/protocol/access-tests.ts";
import { withVault, type WithVault } from "../support/open-vaults.ts";
import { editorOf } from "./support/memory.ts";

const [bicep] = withVault as [WithVault, ...WithVault[]];
const top = "file:///w/.keyvault-access.jsonc";
const below = "file:///w/infra/.keyvault-access.jsonc";
const main = "file:///w/infra/main.bicep";
const upper = `{
  "version": 1,
  "sources": { "office": { "ip": "203.0.113.0/28" } },
  "tests": [{ "name": "closed", "from": "office", "to": "kv", "expect": "deny" }]
}`;
const lower = `{
  "version": 1,
  "sources": { "agents": { "ip": "198.51.100.0/28" } },
  "tests": [{ "name": "agents", "from": "office", "to": "kv", "expect": "allow" }]
}`;
const files = { [top]: upper, [below]: lower, [main]: bicep.text("Allow") };

it("adds the tests of all access files above a template", async () => {
  const editor = await editorOf(files);
  await editor.open(main, files[main], "bicep");
  expect(await editor.problems(main)).toContain("KV601 'Allow'");
  const lenses = await editor.request<readonly CodeLens[]>("textDocument/codeLens", {
    textDocument: { uri: main },
  });
  expect(lenses.map(({ command }) => command?.title).join()).toContain("1/2 access tests");
  const { files: told } = await editor.request<TestsResult>(serverRequests.tests, {});
  const results = told.flatMap(({ uri, tests }) =>
    tests.map((each) => [uri, each.name, each.results[0]?.outcome]),
  );
  expect(results).toEqual([
    [top, "closed", "failed"],
    [below, "agents", "passed"],
  ]);
  await editor.open(top, upper, "jsonc");
  expect(await editor.problems(top)).toEqual(["KV601 closed"]);
});

it("says how a fix affects the tests of all of them", async () => {
  const editor = await editorOf(files);
  await editor.open(main, files[main], "bicep");
  const titles = (await editor.actions(main, "'Allow'")).map(({ title }) => title);
  expect(titles.join()).toMatch(/fixes 'closed'.*breaks 'agents'/);
});

it("offers and explains the sources of upper files, and says which name is taken", async () => {
  const text = lower.replace("agents", "office");
  const editor = await editorOf({ ...files, [below]: text });
  await editor.open(below, text, "jsonc");
  expect((await editor.diagnostics(below)).map(({ message }) => message)).toEqual([
    "'office' is defined in '../.keyvault-access.jsonc', which counts; choose another name.",
  ]);
  const other = await editorOf(files);
  await other.open(below, lower, "jsonc");
  expect(await other.diagnostics(below)).toEqual([]);
  const found = await other.at<readonly CompletionItem[]>("textDocument/completion", below, '"office"');
  expect(found.map(({ label }) => label)).toEqual(expect.arrayContaining(["office", "agents"]));
  const hover = await other.at<Hover>("textDocument/hover", below, '"office"');
  expect(JSON.stringify(hover.contents)).toContain("16 addresses");
});

it("reports tests that apply to nothing, also in a file that is not open", async () => {
  const docs = "file:///w/docs/.keyvault-access.jsonc";
  const editor = await editorOf({ ...files, [docs]: upper });
  const { files: told } = await editor.request<TestsResult>(serverRequests.tests, {});
  const [own] = told.filter(({ uri }) => uri === docs);
  expect(own?.tests.map(({ results }) => results.map(({ rule }) => rule))).toEqual([["KV602"]]);
  const { items } = await editor.request<WorkspaceDiagnosticReport>("workspace/diagnostic", {
    previousResultIds: [],
  });
  const said = items.flatMap((item) => (item.kind === "full" && item.uri === docs ? item.items : []));
  expect(said.map(({ code }) => code)).toEqual(["KV602"]);
});

it("leaves a template to the files below where the upper one says so", async () => {
  const released = upper.replace('"version": 1,', '"version": 1,\n  "delegate": ["infra/**"],');
  const editor = await editorOf({ ...files, [top]: released, [below]: lower.replace("office", "agents") });
  await editor.open(main, files[main], "bicep");
  expect((await editor.problems(main)).filter((each) => each.startsWith("KV60"))).toEqual([]);
  await editor.open(top, released, "jsonc");
  expect(await editor.problems(top)).toEqual(["KV602 kv"]);
});
