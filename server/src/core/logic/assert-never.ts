/** Marks what the types rule out; the compiler refuses the call when a case is forgotten. */
export function assertNever(impossible: never): never {
  throw new Error(`Impossible: ${JSON.stringify(impossible)}`);
}
