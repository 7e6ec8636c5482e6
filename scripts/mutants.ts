// Changes one token of the core at a time and prints the changes that no test detects: `npm run mutants -- COUNT
// [--seed SEED]`.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { describe, isEquivalent } from "./mutants/equivalents.ts";
import { allMutants, type Mutant, sample } from "./mutants/mutant.ts";
import { compilerOf } from "./mutants/compiler.ts";
import { isNoticed } from "./mutants/run-tests.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string", default: "1" } },
});
const count = Number(positionals[0] ?? 20);

const accepts = compilerOf();
const equivalents = readFileSync(new URL("mutants/equivalent.txt", import.meta.url), "utf8");
const survivors: Mutant[] = [];
let tried = 0;

for (const mutant of sample(allMutants(), Number(values.seed))) {
  if (tried === count) break;
  if (isEquivalent(mutant, equivalents) || !accepts(mutant)) continue;
  tried++;
  const noticed = await isNoticed(mutant);
  console.log(`${noticed ? "noticed " : "SURVIVED"} ${describe(mutant)}`);
  if (!noticed) survivors.push(mutant);
}

console.log(`${tried - survivors.length} of ${tried} changes were noticed (seed ${values.seed}).`);
if (survivors.length > 0) process.exitCode = 1;
