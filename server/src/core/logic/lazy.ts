/** Computes on the first call and memoizes the result; a call from within the computation returns `onCycle`. */
export function lazy<T>(compute: () => T, onCycle: () => T): () => T {
  let state: { readonly done: T } | "running" | null = null;
  return () => {
    if (state === "running") return onCycle();
    if (state) return state.done;
    state = "running";
    const done = compute();
    state = { done };
    return done;
  };
}
