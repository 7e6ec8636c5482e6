/**
 * Reads every script below the given folders as PowerShell's own parser and a grammar of bash read it, and lists differences by kind:
 *
 *     npx tsx scripts/compare-scripts.ts folder…
 *
 * Needs `npm run compilers` if there are PowerShell scripts. `test/compilers/differences.json` counts those of 4,354 scripts of twelve public
 * repositories, of which Azure/bicep-registry-modules, dataplat/dbatools, dsccommunity/SqlServerDsc, fleschutz/PowerShell, and
 * PowerShell/PowerShell have most; more is a failure.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareBash } from "../test/compilers/support/compare-bash.ts";
import { parseBash } from "../test/compilers/support/bash.ts";
import { type Compared, comparePowerShell } from "../test/compilers/support/compare-powershell.ts";
import { differences } from "../test/compilers/support/differences.ts";
import { parseScript } from "../test/compilers/support/powershell.ts";

const kinds = new Map<string, string[]>();
const tally = { scripts: 0, agree: 0, invalid: 0, commands: 0, words: 0, assignments: 0 };
for (const folder of process.argv.slice(2)) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const name of names.filter((each) => /\.(?:ps1|sh|bash)$/.test(each)).sort())
    await compare(join(folder, name));
}
console.log(
  `${tally.scripts} scripts, ${tally.invalid} with syntax errors left out: ${tally.agree} agree; ` +
    `${tally.commands} commands with ${tally.words} words, ${tally.assignments} assignments`,
);
for (const [kind, lines] of kinds) {
  console.log(`${kind}: ${lines.length}`);
  for (const line of lines.slice(0, 20)) console.log(`  ${line}`);
}
const found = [...kinds.values()].flat().filter((line) => line.includes(".ps1:")).length;
process.exit(found > (differences["command of a public PowerShell script"]?.count ?? 0) ? 1 : 0);

async function compare(path: string): Promise<void> {
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  const compared = await (path.endsWith(".ps1") ? ofPowerShell(text) : ofBash(text));
  tally.scripts++;
  if (compared === null) tally.invalid++;
  else {
    const { commands, words, assignments, differences } = compared;
    tally.commands += commands;
    tally.words += words;
    tally.assignments += assignments;
    if (differences.length === 0) tally.agree++;
    for (const { kind, line } of differences)
      kinds.set(kind, [...(kinds.get(kind) ?? []), `${path}:${line}`]);
  }
}

/** Null of a script with syntax errors. */
async function ofPowerShell(text: string): Promise<Compared | null> {
  const theirs = await parseScript(text);
  return theirs.errors.length > 0 ? null : comparePowerShell(text, theirs);
}

function ofBash(text: string): Compared | null {
  const theirs = parseBash(text);
  return theirs.hasErrors ? null : compareBash(text, theirs);
}
