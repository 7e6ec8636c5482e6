import {
  builtInTags,
  findAccessFile,
  folderOfRoot,
  judgeRoots,
  planWorkspace,
  type TestResult,
  wordsIn,
} from "../../server/src/core/index.ts";
import { judgeTests } from "../../server/src/core/access-file/judge.ts";
import { filesInMemory, type Texts } from "../support/files-in-memory.ts";

/** What the tests in force at the first root make of all roots; paths begin with `/`. */
export function judgeText(
  texts: Texts,
  roots: readonly [string, ...string[]],
  variable?: (name: string) => string | undefined,
): readonly TestResult[] {
  const files = filesInMemory(texts);
  const file = findAccessFile(folderOfRoot(roots[0]), files);
  if (!file) throw new Error("There is no access file.");
  const plan = planWorkspace(
    { found: [], named: roots, parameterFiles: [], accessFileOf: () => file },
    files,
  );
  return judgeTests(file, judgeRoots(plan.roots, files).analyses, {
    tags: builtInTags,
    resolve: files.resolve,
    ...(variable ? { variable } : {}),
  });
}

/** A result in one readable line. */
export function tell({ environment, outcome, rule, fact, test }: TestResult): string {
  const where = environment === null ? "" : ` [${environment}]`;
  return `${outcome}${where} ${rule === null ? test.name : `${rule} ${fact === null ? "" : wordsIn("en").test(fact)}`}`;
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
