import { copyOf } from "../text/edited.ts";
import { Remembered } from "./remembered.ts";

/**
 * The same function, computing once per key. What it returns must not depend on anything but the key, which is never changed
 * and is forgotten with its answer.
 */
export function memoize<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const answers = new Remembered<K, V>();
  return (key) => {
    const before = answers.get(key);
    if (before !== undefined) return before;
    const answer = compute(key);
    answers.set(key, answer);
    return answer;
  };
}

/** Computes at the first call and keeps the answer for all others. */
export function once<T>(compute: () => T): () => T {
  let computed: { readonly answer: T } | null = null;
  return () => {
    computed ??= { answer: compute() };
    return computed.answer;
  };
}

/**
 * The same function, computing once per short text, however long it lives: it forgets all texts when there are too many, and keeps no
 * document alive that one was cut out of. Longer texts are rarely the same.
 */
export function oncePerRecentText<V>(
  most: number,
  compute: (text: string) => V,
  longest = 64,
): (text: string) => V {
  const answers = new Map<string, { readonly answer: V }>();
  return (text) => {
    if (text.length > longest) return compute(text);
    const before = answers.get(text);
    if (before) return before.answer;
    const own = copyOf(text);
    const answer = compute(own);
    if (answers.size >= most) answers.clear();
    answers.set(own, { answer });
    return answer;
  };
}

/** The same function, computing once per key. It keeps all keys: it should live as short as they do, within an answer of `memoize`. */
export function oncePerKey<V, K = string>(compute: (key: K) => V): (key: K) => V {
  const answers = new Map<K, { readonly answer: V }>();
  return (key) => {
    const before = answers.get(key);
    if (before) return before.answer;
    const answer = compute(key);
    answers.set(key, { answer });
    return answer;
  };
}

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
