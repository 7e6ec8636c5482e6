/** Whether two lists hold the same in the same order: the same objects, unless something else makes two of them the same. */
export function areSame<T>(
  some: readonly T[],
  others: readonly T[],
  isSame: (one: T, other: T | undefined) => boolean = Object.is,
): boolean {
  return some.length === others.length && some.every((each, index) => isSame(each, others[index]));
}
