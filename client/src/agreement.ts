/** A result, and the environments that have it in common. */
export interface Agreement<T> {
  readonly first: T;
  /** All of them, the first one separately. */
  readonly all: readonly [T, ...T[]];
  /** "dev, test"; empty if all environments agree, because then nothing needs to be said. */
  readonly environments: string;
}

/** Groups the results for one thing in several environments. Names and places may differ. */
export function agreements<T extends { readonly environment: string | null }>(
  said: readonly T[],
): readonly Agreement<T>[] {
  const groups = groupsBy(said, (each) => JSON.stringify(each, withoutNamesAndPlaces));
  return groups.map((all) => ({
    first: all[0],
    all,
    environments: groups.length === 1 ? "" : all.map(({ environment }) => environment ?? "").join(", "),
  }));
}

/** The members of a list that have a key in common, in the order of their first occurrence. */
export function groupsBy<T>(
  all: readonly T[],
  keyOf: (each: T) => string,
): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return [...groups.values()];
}

/** Vaults are often named after their environment, and each environment has its own parameter file. */
const ofOneEnvironment: ReadonlySet<string> = new Set([
  "environment",
  "name",
  "vaultName",
  "namedBy",
  "uri",
  "range",
  "declaration",
  "place",
  "places",
]);

function withoutNamesAndPlaces(property: string, value: unknown): unknown {
  return ofOneEnvironment.has(property) ? undefined : value;
}
