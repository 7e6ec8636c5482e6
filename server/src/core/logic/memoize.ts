import { copyOf } from "../text/edited.ts";

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

/**
 * What is known of objects, as in a `WeakMap`, but kept by the objects themselves, so that it goes when they go. V8 takes the
 * values of a `WeakMap` for used until it collects all of the memory, and an answer usually refers to what it is about: every analysis would stay, and be copied
 * again and again, for as long: a keystroke at 1 MB takes 15 to 30 % more processor time (`VisitEphemeron` in https://github.com/v8/v8/blob/main/src/heap/scavenger.cc). It does not go when this does, so that there should be one
 * for each question, not for each time it is asked.
 */
export class Remembered<K extends object, V> {
  get(key: K): V | undefined {
    return this.#noteAbout(key)?.value as V | undefined;
  }

  set(key: K, value: V): void {
    const note = this.#noteAbout(key);
    if (note) note.value = value;
    else Notes.add(key, this, value);
  }

  #noteAbout(key: K): Note | null {
    let note = Notes.of(key);
    while (note && note.of !== this) note = note.next;
    return note;
  }
}

/** One thing that is known of an object, and the others. */
interface Note {
  readonly of: object;
  value: unknown;
  readonly next: Note | null;
}

/** A class that extends this one adds its private fields to an object that exists already. */
// oxlint-disable-next-line typescript/no-extraneous-class -- it only passes an object on to the class that extends it
class Existing {
  constructor(object: object) {
    return object;
  }
}

/** Copies of an object by a spread know nothing, and what compares or prints it does not see it, because the field is private. */
class Notes extends Existing {
  #first: Note | null = null;

  static of(object: object): Note | null {
    return #first in object ? object.#first : null;
  }

  static add(object: object, of: object, value: unknown): void {
    const notes = #first in object ? object : new Notes(object);
    notes.#first = { of, value, next: notes.#first };
  }
}
