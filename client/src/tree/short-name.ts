/** About what fits next to a verdict in a sidebar of 300 pixels. */
const longest = 26;

/**
 * A name in a row whose description has to stay in sight. A long one, which in ARM JSON is often an expression, is shortened in the
 * middle, because its ends tell it from others; the tooltip has it in full.
 */
export function shortName(name: string): string {
  if (name.length <= longest) return name;
  const head = Math.ceil((longest - 1) / 2);
  return `${name.slice(0, head)}…${name.slice(head + 1 - longest)}`.replaceAll(/\p{Cs}/gu, "");
}
