import { expect, test } from "vitest";
import { findAccessFile } from "../../server/src/core/workspace/check.ts";
import { environmentProblems } from "../../server/src/core/workspace/environment-problems.ts";
import { folderOfRoot } from "../../server/src/core/files/documents.ts";
import { filesInMemory, type Texts } from "../support/files-in-memory.ts";

/** What is wrong with the environments of the access file of a folder: a name, and what was probably intended. */
function problemsIn(folder: string, texts: Texts, ...roots: readonly string[]): readonly string[] {
  const files = filesInMemory(texts);
  const file = findAccessFile(folder, files);
  if (!file) throw new Error("There is an access file.");
  const under = roots.map((root) => ({ root, accessFile: findAccessFile(folderOfRoot(root), files) }));
  return environmentProblems(file, under, files).map(({ span, fault }) => {
    const written = texts[span.document]?.slice(span.start, span.end) ?? "";
    return fault.kind === "unknown-parameter" ? `${written} -> ${fault.near ?? ""}` : fault.kind;
  });
}

const setting = (...names: readonly string[]): string =>
  JSON.stringify({
    version: 1,
    environments: { dev: { set: Object.fromEntries(names.map((name) => [name, 1])) } },
  });
const inherited: Texts = {
  "/.keyvault-access.jsonc": setting("size", "hubs"),
  "/app/.keyvault-access.jsonc": `{ "version": 1, "environments": { "test": { "set": { "sice": 1 } } } }`,
  "/app/main.bicep": "param size int",
  "/hub.bicep": "param hub int",
};

test("a name that no root has is wrong, also beside one that is right", () => {
  const texts = {
    "/.keyvault-access.jsonc": setting("size", "SIZE", "hubs"),
    "/main.bicep": "param size int",
  };
  expect(problemsIn("/", texts, "/main.bicep")).toEqual(["hubs -> "]);
  const both = { ...texts, "/hub.bicep": "param hub int" };
  expect(problemsIn("/", both, "/main.bicep", "/hub.bicep")).toEqual(["hubs -> hub"]);
  expect(problemsIn("/", { ...both, "/hub.bicep": "param hubs int" }, "/main.bicep", "/hub.bicep")).toEqual(
    [],
  );
});

test("Terraform compares names exactly", () => {
  const texts = { "/.keyvault-access.jsonc": setting("Size"), "/main.tf": 'variable "size" {}\n' };
  expect(problemsIn("/", texts, "/")).toEqual(["Size -> size"]);
});

test("an environment that is inherited serves all roots that have it, and is reported in its own file", () => {
  expect(problemsIn("/app/", inherited, "/app/main.bicep", "/hub.bicep")).toEqual(["sice -> size"]);
  expect(problemsIn("/", inherited, "/app/main.bicep", "/hub.bicep")).toEqual(["hubs -> hub"]);
});

test("nothing is claimed without a root, of a state, or of a template with errors", () => {
  const file = { "/.keyvault-access.jsonc": setting("size") };
  expect(problemsIn("/", file)).toEqual([]);
  const state = '[{ "id": "/x", "type": "microsoft.keyvault/vaults", "name": "kv", "properties": {} }]';
  expect(problemsIn("/", { ...file, "/state.json": state }, "/state.json")).toEqual([]);
  expect(problemsIn("/", { ...file, "/main.bicep": "param siz int\nparam" }, "/main.bicep")).toEqual([]);
});
