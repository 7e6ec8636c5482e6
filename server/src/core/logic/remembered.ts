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
