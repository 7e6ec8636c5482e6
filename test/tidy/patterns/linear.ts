import { type Attack, attacksOn } from "./adversarial.ts";

/** What a matcher of a linear pattern never needs for texts of these lengths, in milliseconds, however busy the machine is. */
const suspicious = 4;

/** The attack that costs a pattern more than its length explains; null where there is none. */
export function slowestAttack(regex: RegExp): Attack | null {
  return (
    attacksOn(regex).find((attack) => isExponential(regex, attack) || isQuadratic(regex, attack)) ?? null
  );
}

/** Few characters, which no linear pattern could need that long for. */
function isExponential(regex: RegExp, attack: Attack): boolean {
  return timeOf(regex, attack, 26) > suspicious && leastTimeOf(regex, attack, 26, 3) > suspicious;
}

/** Four times the text takes four times as long in a linear pattern, and sixteen times in a quadratic one, each at its best of many times: of a few, other work can slow down every one. */
function isQuadratic(regex: RegExp, attack: Attack): boolean {
  if (timeOf(regex, attack, 4000) <= suspicious) return false;
  const long = leastTimeOf(regex, attack, 4000, 20);
  return long > suspicious && long > 8 * leastTimeOf(regex, attack, 1000, 20);
}

function leastTimeOf(regex: RegExp, attack: Attack, count: number, tries: number): number {
  return Math.min(...Array.from({ length: tries }, () => timeOf(regex, attack, count)));
}

function timeOf({ source, flags }: RegExp, { prefix, pump, suffix }: Attack, count: number): number {
  const text = prefix + pump.repeat(count) + suffix;
  const everywhere = new RegExp(source, flags.includes("g") ? flags : `${flags}g`);
  const start = performance.now();
  text.replace(everywhere, "");
  return performance.now() - start;
}
