/**
 * What some work comes to, or why it failed: a mistake of ours that a file brings to light is a value, so that the answers about all other files
 * remain and the host can report this one.
 */
export function isolated<T>(work: () => T): { readonly value: T } | { readonly failed: string } {
  try {
    return { value: work() };
  } catch (error) {
    const [line = ""] = String(error).split("\n", 1);
    return {
      failed: `Could not be judged because of an internal error, so nothing here is checked: ${line}`,
    };
  }
}
