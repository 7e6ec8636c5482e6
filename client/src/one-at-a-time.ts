/**
 * Work that is never done twice at once, so that no earlier answer can replace a later one. Calls during the work are worth one more
 * round, however many they are; each call resolves with a round that began after it.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    next = undefined;
    const round = work().finally(() => {
      // A round that waits begins a moment later.
      if (next === undefined) current = undefined;
    });
    return (current = round);
  };
  return () => {
    if (!current) return begin();
    return (next ??= current.then(begin, begin));
  };
}
