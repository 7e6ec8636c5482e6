import { type Names, noNames, resolveText, type Texts } from "../names.ts";
import { foldWord } from "../../text/fold.ts";

/** Longer than anything that names a vault. */
const longest = 1000;

/** The variables of a job so far, of which those that are set later replace those with the same name. */
export class Variables {
  /** Their texts, in which `$(name)` is what that variable is when the job runs; null of one that is not known. */
  readonly #texts: Map<string, Texts>;
  readonly #resolved = new Map<string, Texts>();
  readonly #given: Map<string, string>;
  /** The names of some are not known, so that any other name may be one. */
  #isOpen: boolean;

  constructor(around: Variables | null) {
    this.#texts = new Map(around ? around.#texts : []);
    this.#given = new Map(around ? around.#given : []);
    this.#isOpen = around ? around.#isOpen : false;
  }

  set(name: string, texts: Texts, given = ""): void {
    this.#resolved.clear();
    this.#given.set(foldWord(name), given);
    const isShort = texts?.every(({ length }) => length <= longest) === true;
    this.#texts.set(foldWord(name), isShort ? texts : null);
  }

  /** Something sets variables of any name. */
  setAny(): void {
    for (const name of this.#texts.keys()) this.set(name, null);
    this.#isOpen = true;
  }

  /** The value that it is given in the file, known or not; empty if there is none. */
  given(name: string): string {
    return this.#given.get(foldWord(name)) ?? "";
  }

  /** What the variable was written as, if there is such a one; undefined if there is none. */
  written(name: string): Texts | undefined {
    const texts = this.#texts.get(foldWord(name));
    return texts === undefined && this.#isOpen ? null : texts;
  }

  /** What a variable is when the job runs; undefined if there is none. One that refers to itself is not known. */
  valueOf(name: string): Texts | undefined {
    const key = foldWord(name);
    const texts = this.written(key);
    if (!texts) return texts;
    const before = this.#resolved.get(key);
    if (before !== undefined) return before;
    this.#resolved.set(key, null);
    const names: Names = { ...noNames, macro: (each) => this.valueOf(each) ?? null };
    const resolved = texts.map((text) => resolveText(text, names));
    const all = resolved.every((each) => each !== null) ? [...new Set(resolved.flat())] : null;
    const isShort = all?.every(({ length }) => length <= longest) === true;
    this.#resolved.set(key, isShort ? all : null);
    return isShort ? all : null;
  }

  /** The variable that is an environment variable of a script: https://learn.microsoft.com/azure/devops/pipelines/process/variables */
  inEnvironment(name: string): Texts | undefined {
    const key = foldWord(name);
    return this.valueOf([...this.#texts.keys()].find((each) => each.replace(/[. ]/g, "_") === key) ?? key);
  }
}
