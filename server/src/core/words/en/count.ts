import { inGroups } from "../../text/digits.ts";

/** "1 IP rule", "1,000 IP rules", "2 addresses". */
export function sayCount(number: number, one: string, several = plural(one)): string {
  return `${inDigits(number)} ${number === 1 ? one : several}`;
}

/** "both rules", "all 3 rules". */
export function sayAll(number: number, one: string, several = plural(one)): string {
  return number === 2 ? `both ${several}` : `all ${sayCount(number, one, several)}`;
}

export function inDigits(number: number): string {
  return inGroups(number, ",");
}

function plural(noun: string): string {
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** "app", or "app and 2 more". */
export function andMore(first: string, more: number): string {
  return more === 0 ? first : `${first} and ${inDigits(more)} more`;
}
