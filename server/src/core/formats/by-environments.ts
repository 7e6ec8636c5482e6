/** An entry, and the environments in which it reads the same; none where it holds by defaults. */
export interface InEnvironments<T> {
  readonly entry: T;
  readonly environments: readonly string[];
}

/** Entries that differ in nothing but their environment, each once, in the order of the first. */
export function byEnvironments<T extends { readonly environment: string | null }>(
  entries: readonly T[],
): readonly InEnvironments<T>[] {
  const found = new Map<string, { readonly entry: T; readonly environments: string[] }>();
  for (const entry of entries) {
    const key = JSON.stringify({ ...entry, environment: null });
    const same = found.get(key) ?? { entry, environments: [] };
    found.set(key, same);
    if (entry.environment !== null) same.environments.push(entry.environment);
  }
  return [...found.values()];
}
