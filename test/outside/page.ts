import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A page of a case: files, and what is found in them. */
export interface CasePage {
  readonly name: string;
  readonly path: string;
  /** The texts of files by their paths in a repository. */
  readonly files: ReadonlyMap<string, string>;
  readonly expected: string;
}

const block = /^```(\S+)(?: (\S+))?\n(.*?)^```$/gms;

/** A vault that denies by default, lists nothing and has no endpoint: what most cases are about. */
const usual = `resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv1'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    publicNetworkAccess: 'Enabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
  }
}
`;

/** The pages of a folder; one without a template has the usual vault. */
export function readCases(folder: string): readonly CasePage[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return names.sort().map((name) => {
    const path = join(folder, name);
    const blocks = [...readFileSync(path, "utf8").matchAll(block)];
    const files = new Map(
      blocks.flatMap(([, , file, text = ""]) => (file === undefined ? [] : [[`/${file}`, text]])),
    );
    const expected = blocks.find(([, language]) => language === "text")?.[3] ?? "";
    const hasTemplate = [...files.keys()].some((file) => /\.(?:bicep|tf)$/.test(file));
    return {
      name: name.slice(0, -".md".length),
      path,
      files: hasTemplate ? files : new Map([...files, ["/main.bicep", usual]]),
      expected,
    };
  });
}

/** Writes what is expected into a page. */
export function writeExpected({ path }: CasePage, text: string): void {
  const page = readFileSync(path, "utf8");
  const written = page.replace(/^```text\n.*?^```$/ms, () => `\`\`\`text\n${text}\`\`\``);
  if (written !== page) writeFileSync(path, written);
}
