import { type Attack, attacksOn } from "./adversarial.ts";
import { stepsOf } from "./steps.ts";

/** Steps that no linear pattern takes for texts of these lengths. */
const most = 30_000_000;

/** The attack that costs a pattern more than its length explains; null where there is none. */
export function slowestAttack(regex: RegExp): Attack | null {
  // What is short shows most patterns to be linear, but also the beginning of a repetition that ends before a text is long.
  return (
    attacksOn(regex).find((attack) => outgrows(regex, attack, 12) && outgrows(regex, attack, 160)) ?? null
  );
}

/** Twice the text takes twice the steps in a linear pattern, and four times as many in a quadratic one, beside those for what surrounds it. */
function outgrows(regex: RegExp, { prefix, pump, suffix }: Attack, count: number): boolean {
  const [few, more, many] = [count, 2 * count, 4 * count].map((times) =>
    stepsOf(regex, prefix + pump.repeat(times) + suffix, most),
  ) as [number, number, number];
  return many === Infinity || many - more > 3 * (more - few) + count;
}
