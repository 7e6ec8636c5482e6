import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { nodeFiles } from "../../server/src/node-files.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult } from "../../server/src/protocol/vaults.ts";
import { hasEnglish } from "../support/english-left.ts";
import { Editor } from "./support/editor.ts";
import { positionAt } from "./support/places.ts";

/** Examples, and the same scenes in Bicep and Terraform as well. */
const folder = resolve("examples");
const scenes = ["allow-list", "conditions", "consumers", "private-endpoint"].map((name) =>
  resolve("test/scenarios", name),
);
const paths = [folder, ...scenes]
  .flatMap((each) => readdirSync(each, { recursive: true, withFileTypes: true }))
  .filter((each) => each.isFile() && /\.(json|jsonc|bicep|bicepparam|tf|tfvars)$/.test(each.name))
  .map(({ parentPath, name }) => join(parentPath, name));
const languages: readonly (readonly [end: RegExp, id: string])[] = [
  [/\.bicep$/, "bicep"],
  [/\.bicepparam$/, "bicep-params"],
  [/\.tf(vars)?$/, "terraform"],
  [/\.jsonc?$/, "jsonc"],
];

const german = await Editor.start({
  folders: [folder, ...scenes].map((each) => pathToFileURL(each).href),
  locale: "de",
  host: { files: nodeFiles },
});

/** Every text in an answer that is a sentence or part of one. */
function proseIn(answer: unknown): readonly string[] {
  if (typeof answer === "string") return [answer];
  if (Array.isArray(answer)) return answer.flatMap(proseIn);
  if (typeof answer !== "object" || answer === null) return [];
  return Object.entries(answer).flatMap(([key, value]) => (written.has(key) ? [] : proseIn(value)));
}

/** Members that hold code, or what an author of the files wrote. */
const written: ReadonlySet<string> = new Set([
  "newText",
  "filterText",
  "insertText",
  "arguments",
  "uri",
  "data",
]);

function englishIn(answer: unknown): readonly string[] {
  return [...new Set(proseIn(answer))].filter(hasEnglish);
}

/** An access file with a mistake, a test that fails and one that matches nothing. */
const accessFile = `{
  "version": 1,
  "sources": { "lab": { "ip": "203.0.113.0/28" }, "odd": { "ip": "203.0.113.300" } },
  "tests": [
    { "name": "lab", "from": ["lab", "internet", "service:azure-backup"], "to": "kv-shop", "expect": "allow" },
    { "name": "net", "from": "subnet:none", "to": "nowhere", "expect": "deny", "environment": "prod" }
  ],
  "accepted": [{ "rule": "KV101" }]
}
`;
const access = join(folder, ".keyvault-access.jsonc");

test.each([...paths, access])("nothing about %s is said in English", async (path) => {
  const uri = pathToFileURL(path).href;
  const text = path === access ? accessFile : readFileSync(path, "utf8");
  await german.open(uri, text, languages.find(([end]) => end.test(path))?.[1] ?? "jsonc");
  const textDocument = { uri };
  const diagnostics = await german.diagnostics(uri);
  const lenses = await german.request("textDocument/codeLens", { textDocument });
  const whole = { start: positionAt(text, 0, "utf-16"), end: positionAt(text, text.length, "utf-16") };
  const hints = await german.request("textDocument/inlayHint", { textDocument, range: whole });
  const answers: unknown[] = [diagnostics, lenses, hints];
  for (const { range } of diagnostics) {
    const context = { diagnostics: diagnostics.filter((each) => each.range === range) };
    answers.push(await german.request("textDocument/codeAction", { textDocument, range, context }));
  }
  for (const { index } of text.matchAll(/[\w.]+/g)) {
    const position = positionAt(text, index, "utf-16");
    answers.push(await german.request("textDocument/hover", { textDocument, position }));
    if (path === access)
      answers.push(await german.request("textDocument/completion", { textDocument, position }));
  }
  expect(englishIn(answers)).toEqual([]);
});

test("nothing about vaults and sources is said in English", async () => {
  const vaults = await german.request(serverRequests.vaults, {});
  const sources = await german.request<{ readonly services: readonly { readonly from: string }[] }>(
    serverRequests.sources,
    { typed: "" },
  );
  const asked = ["internet", "203.0.113.7", "10.40.1.4", ...sources.services.map(({ from }) => from)];
  const { verdicts } = await german.request<SimulateResult>(serverRequests.simulate, { from: asked });
  expect(verdicts.length).toBeGreaterThan(asked.length);
  expect(englishIn([vaults, sources, verdicts])).toEqual([]);
});

test("English would be noticed", () => {
  const said = [
    "The firewall is off.",
    { contents: "Allowed by `the` rule" },
    "Zugelassen",
    { newText: "the" },
  ];
  expect(englishIn(said)).toEqual(["The firewall is off.", "Allowed by `the` rule"]);
});
