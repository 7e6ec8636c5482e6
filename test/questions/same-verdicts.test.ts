import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { workspaces } from "../hosts/support/generated-workspaces.ts";
import { fixtureFolders, pagesIn } from "../rules/harness/fixtures.ts";
import { readCases } from "../outside/page.ts";
import { amount } from "../support/amount.ts";
import type { Texts } from "../support/files-in-memory.ts";
import { armOfCatalog } from "./catalog-templates.ts";
import { workspacesWithCallers } from "./generated-callers.ts";
import { askBoth, type Judged } from "./ask-both.ts";

/** The templates of a page, each language in a folder of its own. */
function pageTexts(folder: string): readonly (readonly [string, Texts])[] {
  return pagesIn(folder).map(({ stem, blocks }) => [
    stem,
    Object.fromEntries(blocks.map(({ file, text }) => [`/w/${placed(file)}`, text])),
  ]);
}

function placed(file: string): string {
  if (file.endsWith(".access.jsonc")) return ".keyvault-access.jsonc";
  return file.endsWith(".azapi.tf") ? `azapi/${file}` : file;
}

function filesBelow(folder: string): Texts {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [`/${path}`, readFileSync(path, "utf8")]));
}

/**
 * What is denied in silence, where a rule offers to end a bypass that may be needed, and what a comparison or the list of vaults leaves
 * out or answers otherwise.
 */
function wrongIn(name: string, { silent, doubtful, uncompared, unlike }: Judged): readonly string[] {
  return [...silent, ...doubtful, ...uncompared, ...unlike].map((each) => `${name}: ${each}`);
}

/** Usually those of rules about paths, callers, and scripts. */
const folders = fixtureFolders().filter((each) => /^kv[3-58]/.test(each) || amount(0, 1) === 1);

describe("what simulate denies for certain is found by check, and no fix ends a bypass in doubt, in", () => {
  test.each(folders)("the pages of %s", (folder) => {
    const wrong = pageTexts(folder).flatMap(([stem, texts]) => wrongIn(stem, askBoth(texts)));
    expect(wrong).toEqual([]);
  });

  test("the examples and the scenarios", () => {
    const scenarios = readdirSync("test/scenarios").filter((each) => !each.includes("."));
    const all = ["examples", ...scenarios.map((each) => join("test/scenarios", each))];
    const judged = all.map((each) => askBoth(filesBelow(each)));
    expect(judged.flatMap((each, at) => wrongIn(all[at] ?? "", each))).toEqual([]);
    expect(judged.reduce((sum, { asked }) => sum + asked, 0)).toBeGreaterThan(25);
  });

  test("the pages about pipelines, scripts and manifests", () => {
    const cases = readCases("test/outside/cases").map(
      ({ name, files }) => [name, Object.fromEntries(files)] as const,
    );
    expect(cases.flatMap(([name, texts]) => wrongIn(name, askBoth(texts)))).toEqual([]);
  });

  test("generated workspaces", () => {
    const generated = fc.sample(workspaces, { numRuns: amount(60, 300), seed: 56 });
    const wrong = generated.flatMap((texts, at) => {
      const placedTexts = Object.entries(texts).map(([path, text]) => [`/w/${path}`, text]);
      return wrongIn(String(at), askBoth(Object.fromEntries(placedTexts) as Texts));
    });
    expect(wrong).toEqual([]);
  });

  test("generated workspaces with callers, in environments that open and close their vault", () => {
    const generated = fc.sample(workspacesWithCallers, { numRuns: amount(60, 300), seed: 57 });
    const judged = generated.map((texts) => askBoth(texts));
    expect(judged.flatMap((each, at) => wrongIn(String(at), each))).toEqual([]);
    expect(judged.reduce((sum, { denied }) => sum + denied, 0)).toBeGreaterThan(generated.length / 2);
  });

  test("every type and place of the catalog, with vaults that are closed in different ways", () => {
    const judged = armOfCatalog(amount(1, 5)).map(
      ({ name, text }) => [name, askBoth({ "/w/main.json": text })] as const,
    );
    expect(judged.flatMap(([name, each]) => wrongIn(name, each))).toEqual([]);
    const denied = judged.reduce((sum, [, each]) => sum + each.denied, 0);
    expect(denied).toBeGreaterThan(60);
  });
});
