import { memoize } from "../../logic/memoize.ts";

interface Declared {
  readonly symbol: string;
}

/** Distinguishes a declaration from earlier ones with the same symbol: empty for the first of them, then "#2". */
export function ordinal<D extends Declared>(declaration: D, among: readonly D[]): string {
  return ordinals(among).get(declaration) ?? "";
}

const ordinals = memoize((declarations: readonly Declared[]): ReadonlyMap<Declared, string> => {
  const counts = new Map<string, number>();
  const found = new Map<Declared, string>();
  for (const each of declarations) {
    const count = (counts.get(each.symbol) ?? 0) + 1;
    counts.set(each.symbol, count);
    if (count > 1) found.set(each, `#${count}`);
  }
  return found;
});
