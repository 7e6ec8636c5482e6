/**
 * Reads every PowerShell script below the given folders as PowerShell's own parser reads it, and lists differences by kind:
 *
 *     npx tsx scripts/compare-scripts.ts folder…
 *
 * Needs `npm run compilers`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { comparePowerShell } from "../test/compilers/support/compare-powershell.ts";
import { parseScript } from "../test/compilers/support/powershell.ts";

const kinds = new Map<string, string[]>();
const tally = { scripts: 0, agree: 0, invalid: 0, commands: 0, words: 0, assignments: 0 };
for (const folder of process.argv.slice(2)) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const name of names.filter((each) => each.endsWith(".ps1")).sort()) await compare(join(folder, name));
}
console.log(
  `${tally.scripts} scripts, ${tally.invalid} with syntax errors left out: ${tally.agree} agree; ` +
    `${tally.commands} commands with ${tally.words} words, ${tally.assignments} assignments`,
);
for (const [kind, lines] of kinds) {
  console.log(`${kind}: ${lines.length}`);
  for (const line of lines.slice(0, 20)) console.log(`  ${line}`);
}
process.exit();

async function compare(path: string): Promise<void> {
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  const theirs = await parseScript(text);
  tally.scripts++;
  if (theirs.errors.length > 0) tally.invalid++;
  else {
    const { commands, words, assignments, differences } = comparePowerShell(text, theirs);
    tally.commands += commands;
    tally.words += words;
    tally.assignments += assignments;
    if (differences.length === 0) tally.agree++;
    for (const { kind, line } of differences)
      kinds.set(kind, [...(kinds.get(kind) ?? []), `${path}:${line}`]);
  }
}
