import { namedBy } from "../access/vault-label.ts";
import { matchesStars } from "../text/stars.ts";

/**
 * Whether a vault is one of those that patterns mean: by its symbol or its name, or in ARM JSON by the parameter or variable that its name
 * is taken from, with `*` for any characters and without case. Without patterns every vault is meant; an empty pattern means none.
 */
export function vaultFilter(patterns: readonly string[]): (symbol: string, name: string | null) => boolean {
  if (patterns.length === 0) return () => true;
  const wanted = patterns.filter((pattern) => pattern !== "").map((pattern) => pattern.toLowerCase());
  const isMeant = (called: string): boolean =>
    wanted.some((pattern) => pattern === called || matchesStars(called, pattern));
  return (symbol, name) =>
    [symbol, name, namedBy(symbol)].some((called) => called !== null && isMeant(called.toLowerCase()));
}
