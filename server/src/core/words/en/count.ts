/** "1 IP rule", "1,000 IP rules". */
export function count(number: number, noun: string): string {
  const plural = /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
  return `${inDigits(number)} ${number === 1 ? noun : plural}`;
}

export function inDigits(number: number): string {
  return number.toLocaleString("en-US");
}

/** "app", or "app and 2 more". */
export function andMore(first: string, more: number): string {
  return more === 0 ? first : `${first} and ${inDigits(more)} more`;
}
