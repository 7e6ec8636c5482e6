/**
 * Looks for texts that make the core throw, hang, or point outside of what it speaks of:
 *
 *     npm run fuzz                                a minute of random texts, and everything that is made to be costly
 *     npm run fuzz -- --seconds 600 --seed 42     longer, from a seed
 *
 * Prints a summary in Markdown; times are those of the processor, which other work on the machine changes least. Ends with 1 after
 * writing down the smallest text that fails, if there is one.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import type { Bomb } from "./bombs.ts";
import { largeBombs, smallBombs } from "./bombs.ts";
import { mutated, noise } from "./mutate.ts";
import { survive } from "./survive.ts";
import type { Seed } from "./texts.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() >>> 0) },
  },
});
const seed = Number(values.seed);

console.log("| Texts | Tried | Time | Slowest | Failures |\n| --- | --- | --- | --- | --- |");
random("fixtures with pieces lost, moved, doubled and swapped", mutated, Number(values.seconds) * 800);
random("bytes and code units of any kind", noise, Number(values.seconds) * 200);
costly("small and made to be costly", smallBombs);
costly("as large as files may be", largeBombs);
console.log(`\nThe most memory at any time: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);

function random(what: string, texts: fc.Arbitrary<Seed>, milliseconds: number): void {
  let slowest = 0;
  const start = processorTime();
  const property = fc.property(texts, ({ name, text }) => {
    const took = timeOf(() => survive(name, new Map([[name, text]])));
    if (took > 2000) console.error(`${name}: ${(took / 1000).toFixed(1)} s\n${JSON.stringify(text)}`);
    slowest = Math.max(slowest, took);
  });
  const { failed, counterexample, errorInstance, numRuns } = fc.check(property, {
    seed,
    numRuns: 1_000_000,
    plugins: [fc.interruptAfterTimeLimit(milliseconds)],
  });
  print(what, numRuns, processorTime() - start, slowest, failed ? 1 : 0);
  if (!failed) return;
  process.exitCode = 1;
  console.log(`\nseed ${seed}: ${String(errorInstance)}\n\n${JSON.stringify(counterexample)}\n`);
}

function costly(what: string, bombs: readonly Bomb[]): void {
  let slowest = 0;
  const failures: string[] = [];
  const start = processorTime();
  for (const { what: made, root, texts } of bombs) {
    const took = timeOf(() => {
      try {
        survive(root, texts());
      } catch (error) {
        failures.push(`${made}: ${String(error)}`);
      }
    });
    if (took > 2000) console.error(`${made}: ${(took / 1000).toFixed(1)} s`);
    slowest = Math.max(slowest, took);
  }
  print(what, bombs.length, processorTime() - start, slowest, failures.length);
  if (failures.length > 0) process.exitCode = 1;
  for (const failure of failures) console.log(`\n${failure}`);
}

function timeOf(work: () => void): number {
  const before = processorTime();
  work();
  return processorTime() - before;
}

/** In milliseconds, of all threads of this process. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function print(what: string, tried: number, time: number, slowest: number, failures: number): void {
  console.log(
    `| ${what} (seed ${seed}) | ${tried} | ${(time / 1000).toFixed(0)} s | ${slowest.toFixed(0)} ms | ${failures} |`,
  );
}
