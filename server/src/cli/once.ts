/** The same function, which works out each answer at most once. */
export function once<T>(make: (id: string) => T): (id: string) => T {
  const made = new Map<string, { readonly value: T }>();
  return (id) => {
    const before = made.get(id) ?? { value: make(id) };
    made.set(id, before);
    return before.value;
  };
}
