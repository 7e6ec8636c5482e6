/**
 * Looks for texts that make the core throw, hang, or report positions outside the document, for revisions that lead `diff` out of the repository, and
 * for inputs that make the action run something else:
 *
 *     npm run fuzz                                a minute of random texts, and everything that is made to be costly
 *     npm run fuzz -- --seconds 600 --seed 42     longer, from a seed
 *     npm run fuzz -- --tries 50000               so many random texts at most, however long they take up to the seconds given
 *     npm run fuzz -- --part noise                one part: mutated, noise, revisions, action or bombs
 *
 * Prints a summary in Markdown; times are those of the processor, which other work on the machine changes least. Ends with 1 after
 * writing down the smallest text that fails, if there is one.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { type Bomb, largeBombs, smallBombs } from "./bombs.ts";
import { actionInputs, checkout } from "./action.ts";
import { mutated, noise } from "./mutate.ts";
import { hostileRepository, hostileTree } from "./revisions.ts";
import { survive } from "./survive.ts";
import type { Seed } from "./texts.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() >>> 0) },
    tries: { type: "string", default: "1000000" },
    part: { type: "string", multiple: true, default: [] },
  },
});
const seed = Number(values.seed);

console.log("| Texts | Tried | Time | Slowest | Failures |\n| --- | --- | --- | --- | --- |");
const parts: Readonly<Record<string, () => void>> = {
  mutated: () => {
    random("fixtures with pieces lost, moved, doubled and swapped", mutated, 0.6, surviveText);
  },
  noise: () => {
    random("bytes and code units of any kind", noise, 0.2, surviveText);
  },
  revisions: () => {
    const repository = hostileRepository();
    random("revisions that no honest git writes", hostileTree, 0.1, repository.compare);
    repository.remove();
  },
  action: () => {
    const { act, remove } = checkout();
    random("inputs of the action", actionInputs, 0.1, act);
    remove();
  },
  bombs: () => {
    costly("small and made to be costly", smallBombs);
    costly("as large as files may be", largeBombs);
  },
};
for (const [name, run] of Object.entries(parts))
  if (values.part.length === 0 || values.part.includes(name)) run();
console.log(`\nThe most memory at any time: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);

function surviveText({ name, text }: Seed): void {
  survive(name, new Map([[name, text]]));
}

/** Tries inputs for a share of the time. */
function random<T>(what: string, inputs: fc.Arbitrary<T>, share: number, attempt: (input: T) => void): void {
  let slowest = 0;
  const start = processorTime();
  const property = fc.property(inputs, (input) => {
    const took = timeOf(() => {
      attempt(input);
    });
    if (took > 2000) console.error(`${(took / 1000).toFixed(1)} s\n${JSON.stringify(input)}`);
    slowest = Math.max(slowest, took);
  });
  const { failed, counterexample, errorInstance, numRuns } = fc.check(property, {
    seed,
    numRuns: Number(values.tries),
    plugins: [fc.interruptAfterTimeLimit(Number(values.seconds) * 1000 * share)],
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
