import { describeCause } from "../evaluate/values/cause.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { Resource } from "../network/resource.ts";
import { listAnd } from "../text/list.ts";

/** "parameter a and parameter b"; "something that is not known here" of nothing. */
export function sayCauses(causes: readonly Cause[]): string {
  return listAnd(causes.map(describeCause)) || "something that is not known here";
}

/** "1 IP rule", "2 IP rules". Numbers carry separators. */
export function sayCount(count: number, noun: string): string {
  const number = count.toLocaleString("en-US");
  const plural = /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
  return `${number} ${count === 1 ? noun : plural}`;
}

/** A symbol that is a long expression is cut, so that the message stays one line. Terraform's longest type fits with a name. */
const longestName = 64;

/** What messages call a vault or another resource: its symbol, whichever turn of a loop it is. */
export function nameOf({ instance }: Pick<Resource, "instance">): string {
  const { symbol } = instance.declaration;
  return symbol.length > longestName ? `${symbol.slice(0, longestName - 1)}…` : symbol;
}
