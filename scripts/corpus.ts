import { resolve } from "node:path";
import {
  analyze,
  documentKindOf,
  reportVaults,
  rootIdOf,
  templateEndings,
} from "../server/src/core/index.ts";
import { openDisk } from "../server/src/cli/disk.ts";
import { localFiles } from "../server/src/cli/file-system.ts";
import { walkFolder } from "../server/src/cli/walk.ts";

/**
 * Reads every template below the given folders: `npx tsx scripts/corpus.ts DIR…`. Prints how long it took, which
 * templates took longest, how many vaults were decided, what the others depend on, and files that contain a vault's
 * type although no vault was found in them. It fails if an analysis throws. Terraform is read folder by folder,
 * excluding folders that are called as modules.
 */
let files = openDisk({});

const declares =
  /resource\s+"azurerm_key_vault"|"Microsoft\.KeyVault\/vaults@|"type"\s*:\s*"Microsoft\.KeyVault\/(?:vaults|managedHSMs)"|'Microsoft\.KeyVault\/(?:vaults|managedHSMs)@/i;

interface Tally {
  templates: number;
  vaults: number;
  crashes: string[];
  slow: [number, string][];
  missed: string[];
  readonly exposures: Map<string, number>;
  readonly reasons: Map<string, number>;
}

const tally: Tally = {
  templates: 0,
  vaults: 0,
  crashes: [],
  slow: [],
  missed: [],
  exposures: new Map(),
  reasons: new Map(),
};

for (const folder of process.argv.slice(2)) {
  // What was read for one folder is discarded before the next.
  files = openDisk({});
  const found = walkFolder(resolve(folder), [...templateEndings, ".tf"], [], localFiles, () => true).files;
  const roots = new Set<string>();
  for (const id of found) {
    const document = files.get(id);
    if (document && documentKindOf(document) === "template") roots.add(rootIdOf(document));
  }
  const called = calledFolders([...roots].filter((id) => id.endsWith("/")));
  for (const id of roots) readTemplate(id, called.has(id));
}
print();
process.exitCode = tally.crashes.length > 0 ? 1 : 0;

/** Folders that others call are evaluated through their callers. */
function calledFolders(folders: readonly string[]): ReadonlySet<string> {
  return new Set(
    folders.flatMap((root) =>
      [...analyze({ root, files }).reads].filter((id) => id.endsWith("/") && id !== root),
    ),
  );
}

function readTemplate(id: string, isCalled: boolean): void {
  tally.templates++;
  const start = performance.now();
  try {
    const found = reportVaults(analyze({ root: id, files }).worlds);
    const vaults = found.filter((vault) => !vault.existing && !isCalled);
    tally.vaults += vaults.length;
    for (const vault of vaults) {
      count(tally.exposures, vault.exposure);
      for (const reason of vault.dependsOn)
        count(tally.reasons, process.env["REASONS"] ? `${reason} (${id})` : reason.replace(/ .*/, ""));
    }
    if (found.length === 0 && declares.test(textOf(id))) tally.missed.push(id);
  } catch (error) {
    tally.crashes.push(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  tally.slow.push([performance.now() - start, id]);
}

/** Comments in Terraform do not count. */
function textOf(id: string): string {
  const ids = id.endsWith("/") ? (files.list(id) ?? []).filter((file) => file.endsWith(".tf")) : [id];
  return ids.map((each) => (files.get(each)?.text ?? "").replace(/^\s*(#|\/\/).*$/gm, "")).join("\n");
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function print(): void {
  const total = tally.slow.reduce((sum, [time]) => sum + time, 0);
  const lines = [
    `${tally.templates} templates, ${tally.vaults} vaults, ${Math.round(total)} ms`,
    `exposure: ${printCounts(tally.exposures)}`,
    `depends on: ${printCounts(tally.reasons)}`,
    "slowest:",
    ...tally.slow
      .sort(([a], [b]) => b - a)
      .slice(0, 5)
      .map(([time, id]) => `  ${Math.round(time)} ms ${id}`),
    `no vault found although one is named: ${tally.missed.length}`,
    ...tally.missed.slice(0, 40).map((id) => `  ${id}`),
    `crashes: ${tally.crashes.length}`,
    ...tally.crashes.slice(0, 5),
  ];
  console.log(lines.join("\n"));
}

function printCounts(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([key, number]) => `${key} ${number}`)
    .join(", ");
}
