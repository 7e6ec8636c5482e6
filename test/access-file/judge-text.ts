import { posix } from "node:path";
import type {
  AccessFile,
  Document,
  Files,
  JudgedEnvironment,
  TestResult,
} from "../../server/src/core/index.ts";
import {
  analyze,
  builtInTags,
  environmentsOfFile,
  findAccessFile,
  judgeTests,
} from "../../server/src/core/index.ts";
import { testGrammar } from "../support/hcl-grammar.ts";

/** Files in memory; paths begin with `/`. */
function filesOf(texts: Readonly<Record<string, string>>): Files {
  const documents = new Map<string, Document>(Object.entries(texts).map(([id, text]) => [id, { id, text }]));
  return {
    get: (id) => documents.get(id) ?? null,
    resolve: (from, path) => posix.join(posix.dirname(from), path),
    list: (folder) => [...documents.keys()].filter((id) => posix.dirname(id) === posix.dirname(`${folder}x`)),
    grammar: () => testGrammar,
  };
}

/** The access file in force at a root. */
function accessFileOf(root: string, files: Files): AccessFile {
  const file = findAccessFile(root.slice(0, root.lastIndexOf("/") + 1), files);
  if (!file) throw new Error("There is no access file.");
  return file;
}

/** What the tests in force at the first root make of all roots. */
export function judgeText(
  texts: Readonly<Record<string, string>>,
  roots: readonly [string, ...string[]],
  variable?: (name: string) => string | undefined,
): readonly TestResult[] {
  const files = filesOf(texts);
  const file = accessFileOf(roots[0], files);
  const given = environmentsOfFile(file, files);
  const environments: readonly JudgedEnvironment[] =
    given.length === 0
      ? [{ name: null, roots: roots.map((root) => analyze({ root, files })) }]
      : given.map((environment) => ({
          name: environment.name,
          roots: roots.map((root) => analyze({ root, files, environment })),
        }));
  return judgeTests(file, environments, {
    tags: builtInTags,
    resolve: files.resolve,
    ...(variable ? { variable } : {}),
  });
}

/** A result in one line, as a person would tell it. */
export function tell({ environment, outcome, rule, message, test }: TestResult): string {
  const where = environment === null ? "" : ` [${environment}]`;
  return `${outcome}${where} ${rule === null ? test.name : `${rule} ${message ?? ""}`}`;
}

/** A vault in Bicep with these properties. */
export function vaultText(symbol: string, properties: string, name = `'${symbol}'`): string {
  return `resource ${symbol} 'Microsoft.KeyVault/vaults@2024-11-01' = {\n  name: ${name}\n  properties: {\n${properties}\n  }\n}\n`;
}

/** Network rules in Bicep. */
export function rules(defaultAction: string, ips: readonly string[] = [], more = ""): string {
  const items = ips.map((each) => `{ value: '${each}' }`).join(", ");
  return `    networkAcls: {\n      defaultAction: '${defaultAction}'\n      bypass: 'None'\n      ipRules: [${items}]\n${more}    }`;
}
