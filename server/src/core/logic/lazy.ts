/** Computes at the first call and remembers; while it is being computed, a call from inside gets `onCycle`. */
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
