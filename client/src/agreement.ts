/** What is said of something in the environments in which it is the same. */
export interface Agreement<T> {
  readonly first: T;
  /** All of them, the first among them. */
  readonly all: readonly [T, ...T[]];
  /** "dev, test"; empty where all environments agree, as nothing has to be said then. */
  readonly environments: string;
}

/** Groups what is said of one thing in several environments by what is said. Names and places may differ. */
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

/** The members of a list that have a key in common, in the order in which they are found. */
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

/** A vault is often called after its environment, and each environment has its values in a file of its own. */
const ofOneEnvironment: ReadonlySet<string> = new Set([
  "environment",
  "name",
  "vaultName",
  "uri",
  "range",
  "declaration",
  "place",
  "places",
]);

function withoutNamesAndPlaces(property: string, value: unknown): unknown {
  return ofOneEnvironment.has(property) ? undefined : value;
}
