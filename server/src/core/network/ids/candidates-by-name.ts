/**
 * Sorts things by a name, so that few need a closer look. One whose name is not known (null) may be the bearer of any;
 * who looks for a name that is not known has to look at all. Candidates keep their order.
 */
export function candidatesBy<T>(
  things: readonly T[],
  nameOf: (thing: T) => string | null,
): (name: string | null) => readonly T[] {
  const named = new Map<string, T[]>();
  const order = new Map<T, number>();
  const nameless: T[] = [];
  for (const [index, thing] of things.entries()) {
    order.set(thing, index);
    const name = nameOf(thing);
    const group = name === null ? nameless : named.get(name);
    if (group) group.push(thing);
    else if (name !== null) named.set(name, [thing]);
  }
  const place = (thing: T): number => order.get(thing) ?? 0;
  return (name) => {
    if (name === null) return things;
    const bearers = named.get(name) ?? [];
    if (nameless.length === 0) return bearers;
    return [...bearers, ...nameless].sort((a, b) => place(a) - place(b));
  };
}
