import { describeCause } from "../evaluate/values/cause.ts";
import type { Cause } from "../evaluate/values/value.ts";

/** "parameter a and parameter b"; "something not known here" of nothing. */
export function sayCauses(causes: readonly Cause[]): string {
  return sayList(causes.map(describeCause), "something that is not known here");
}

/** "a", "a and b", "a, b and c". */
export function sayList(words: readonly string[], otherwise = "nothing"): string {
  const last = words.at(-1);
  if (last === undefined) return otherwise;
  return words.length === 1 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** "1 IP rule", "2 IP rules". Numbers carry separators. */
export function sayCount(count: number, noun: string): string {
  const number = count.toLocaleString("en-US");
  const plural = /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
  return `${number} ${count === 1 ? noun : plural}`;
}
