import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse as parseJson } from "jsonc-parser";

/** The folder of the rules' tests; each rule has a folder of fixtures in it. */
export const rulesFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The syntaxes in which every scenario is told. A stem that lacks one of them is explained in the folder's `why-not.txt`, a
 * line each: `stem.bicep: reason`. What the azurerm provider cannot write is told by azapi, which takes what Azure takes:
 * `stem.azapi.tf`.
 */
export const syntaxes: readonly string[] = ["json", "bicep", "tf"];

/** One scenario of a rule, in one syntax. */
export interface Fixture {
  readonly folder: string;
  /** The scenario's name, without the extension. */
  readonly stem: string;
  /** `json`, `bicep`, `tf` or `azapi.tf`. */
  readonly extension: string;
  readonly path: string;
  /** Parameter files of the scenario: `stem.parameters.json`, `stem.parameters.tfvars`. */
  readonly parameters: readonly string[];
}

/** The names of the folders that hold fixtures, `kv101-open-to-the-internet` and so on. */
export function fixtureFolders(): readonly string[] {
  return readdirSync(rulesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "harness")
    .map((entry) => entry.name)
    .sort();
}

/** The fixtures of a folder, by name. Fixed texts, parameter files and what lies in subfolders are none themselves. */
export function fixturesIn(folder: string): readonly Fixture[] {
  const names = readdirSync(join(rulesFolder, folder)).sort();
  return names.flatMap((name) => {
    const [, stem = "", extension = ""] = /^([^.]+)\.(json|bicep|(?:azapi\.)?tf)$/.exec(name) ?? [];
    if (stem === "") return [];
    const path = join(rulesFolder, folder, name);
    const parameters = names
      .filter((other) => other === `${stem}.parameters.${parametersOf(extension)}`)
      .map((other) => join(rulesFolder, folder, other));
    return [{ folder, stem, extension, path, parameters }];
  });
}

function parametersOf(extension: string): string {
  return extension.endsWith("tf") ? "tfvars" : "json";
}

/** Where the access file of a scenario may stand, which is the same in every syntax. */
export function accessPathOf(path: string): string {
  return join(dirname(path), `${basename(path).split(".")[0] ?? ""}.access.jsonc`);
}

/** Whether a fixture is told in one of the `syntaxes`. */
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

/** Where the text after the preferred fixes is kept. */
export function fixedPath({ path, stem, extension }: Fixture): string {
  return join(dirname(path), `${stem}.fixed.${extension}`);
}

/** The code that a folder is about: `KV101` of `kv101-…`; empty of folders that are about no single rule. */
export function codeOf(folder: string): string {
  return /^kv\d{3}/.exec(folder)?.[0].toUpperCase() ?? "";
}

/** Why stems of a folder lack a syntax, by file name. */
export function reasonsIn(folder: string): ReadonlySet<string> {
  const path = join(rulesFolder, folder, "why-not.txt");
  if (!existsSync(path)) return new Set();
  const lines = readFileSync(path, "utf8").split("\n");
  return new Set(lines.map((line) => basename(line.split(":")[0]?.trim() ?? "")));
}
