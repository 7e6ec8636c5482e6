import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parse as parseJson } from "jsonc-parser";
import { type Block, type Page, readPages } from "./page.ts";

/** The folder of the rules' tests; each rule has a folder of pages in it. Benchmarks bundle this, so that it is not found from this file. */
export const rulesFolder = resolve("test/rules");

/**
 * The syntaxes in which every scenario is written. A page that lacks one of them says why: `Not in Bicep: reason`. What the azurerm
 * provider cannot write is written for azapi, which takes what Azure takes.
 */
export const syntaxes: readonly string[] = ["json", "bicep", "tf"];

/** One scenario of a rule, in one syntax. */
export interface Fixture {
  readonly folder: string;
  /** The scenario's name, without the extension. */
  readonly stem: string;
  /** `json`, `bicep`, `tf` or `azapi.tf`. */
  readonly extension: string;
  /** Where the template would lie if its block were a file. */
  readonly path: string;
  /** Parameter files of the scenario: `stem.parameters.json`, `stem.parameters.tfvars`. */
  readonly parameters: readonly string[];
  readonly page: Page;
  /** All files of the page, by path. */
  readonly files: ReadonlyMap<string, Block>;
}

/** The names of the folders that hold fixtures, `kv101-open-to-the-internet` and so on. */
export function fixtureFolders(): readonly string[] {
  return readdirSync(rulesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "harness")
    .map((entry) => entry.name)
    .sort();
}

const read = new Map<string, readonly Fixture[]>();

/** The fixtures of a folder, by name: the blocks of its pages that are templates of their own. Each page is read once. */
export function fixturesIn(folder: string): readonly Fixture[] {
  const fixtures = read.get(folder) ?? pagesIn(folder).flatMap((page) => fixturesOf(folder, page));
  read.set(folder, fixtures);
  return fixtures;
}

/** The scenarios of a folder. */
export function pagesIn(folder: string): readonly Page[] {
  return readPages(join(rulesFolder, folder));
}

function fixturesOf(folder: string, page: Page): readonly Fixture[] {
  const { stem } = page;
  const files = new Map(page.blocks.map((block) => [join(rulesFolder, folder, block.file), block]));
  return [...files].flatMap(([path, { file }]) => {
    const extension = file.slice(stem.length + 1);
    if (!file.startsWith(`${stem}.`) || !/^(?:json|bicep|(?:azapi\.)?tf)$/.test(extension)) return [];
    const parameters = [...files.keys()].filter((other) =>
      other.endsWith(`${stem}.parameters.${extension.endsWith("tf") ? "tfvars" : "json"}`),
    );
    return [{ folder, stem, extension, path, parameters, page, files }];
  });
}

/** Where the access file of a template may lie, which is the same in every syntax. */
export function accessPathOf(path: string): string {
  return join(dirname(path), `${basename(path).split(".")[0] ?? ""}.access.jsonc`);
}

/** Whether a fixture is written in one of the `syntaxes`. */
export function isToldIn({ extension }: Fixture, syntax: string): boolean {
  return extension === syntax || extension === `azapi.${syntax}`;
}

/** Whether the text of a fixture has a parameter that nothing gives a value. */
export function leavesOpen({ extension }: Fixture, text: string): boolean {
  if (extension === "json") {
    const { parameters = {} } = parseJson(text) as { readonly parameters?: Readonly<Record<string, object>> };
    return Object.values(parameters).some((declared) => !("defaultValue" in declared));
  }
  if (extension === "bicep") return /^param \w+ [^=\n]+$/m.test(text);
  return [...text.matchAll(/^variable "\w+" \{(.*?)^\}/gms)].some(
    ([, inside = ""]) => !/\bdefault\b/.test(inside),
  );
}

/** The code that a folder is about: `KV101` of `kv101-…`; empty of folders that are about no single rule. */
export function codeOf(folder: string): string {
  return /^kv\d{3}/.exec(folder)?.[0].toUpperCase() ?? "";
}
