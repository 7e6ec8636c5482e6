import type { Step } from "./progress.ts";
import { type Context, createContext, Script } from "node:vm";
import { askAboutMost, deadlines, type MostlyAnswered, TookTooLong } from "../core/index.ts";

const call = new Script("work()");

/** For how much of the deadline work on further things may begin. */
const shared = 0.1;

/**
 * Ends work that takes too long, wherever it is: Node's `vm` stops a script from outside, with what the script calls. No second thread
 * is needed, and all that was worked out before remains.
 */
export class Deadline {
  readonly seconds: number;
  /** Told of each thing before work on it begins. */
  readonly step: Step;
  readonly #milliseconds: number;
  readonly #late = new Set<string>();
  #room: Context | null = null;
  #end = Infinity;
  #isShared = false;

  constructor(milliseconds: number = deadlines.root, step: Step = () => undefined) {
    this.#milliseconds = milliseconds;
    this.seconds = milliseconds / 1000;
    this.step = step;
  }

  /** Whether the work in hand has so little time left that what must not be stopped from outside has to stop. */
  readonly isOver = (): boolean => now() > this.#end - this.#milliseconds / 10;

  /** What some work comes to. Throws `TookTooLong` where that takes more than the deadline, or some times as long. */
  within<T>(work: () => T, times = 1): T {
    const room = (this.#room ??= createContext());
    const timeout = Math.ceil(this.#milliseconds * times);
    const [before, end] = [room["work"] as unknown, this.#end];
    room["work"] = work;
    this.#end = Math.min(end, now() + timeout);
    try {
      // What the script calls is ours, and says what it says.
      return call.runInContext(room, { timeout }) as T;
    } catch (error) {
      throw isTimeout(error) ? new TookTooLong(this.seconds) : error;
    } finally {
      room["work"] = before;
      this.#end = end;
    }
  }

  /** The same for one of the things that there are. What was late once is not worked on again. */
  of<T>(thing: string, work: () => T): T {
    if (this.#late.has(thing)) throw new TookTooLong(this.seconds);
    if (this.#isShared) return work();
    try {
      return this.within(work);
    } catch (error) {
      if (error instanceof TookTooLong) this.#late.add(thing);
      throw error;
    }
  }

  /**
   * What work comes to on each of some things, one after the other. To watch one of them takes a thread, which costs more than most of them do, so they
   * share a watch for as long as each still has the time of the deadline. What is late is worked on once more, so that `of` ends it
   * where it begins. The work is given what came before it, and must not change anything, since it may end anywhere.
   */
  each<I, T>(
    things: readonly I[],
    nameOf: (thing: I) => string,
    work: (thing: I, before: readonly T[]) => T,
  ): readonly T[] {
    const done: T[] = [];
    while (done.length < things.length) {
      try {
        this.#share((hasTime) => {
          for (const thing of things.slice(done.length)) {
            if (!hasTime()) return;
            this.step(nameOf(thing), done.length, things.length);
            done.push(work(thing, done));
          }
        });
      } catch (error) {
        const thing = things[done.length];
        if (!(error instanceof TookTooLong) || thing === undefined) throw error;
        this.#late.add(nameOf(thing));
      }
    }
    return done;
  }

  /** Work on several things, each of which may begin while it has the time of the deadline. */
  #share(work: (hasTime: () => boolean) => void): void {
    const part = this.#milliseconds * shared;
    const start = now();
    this.#isShared = true;
    try {
      this.within(() => {
        work(() => {
          const time = now();
          this.#end = time + this.#milliseconds;
          return time <= start + part;
        });
      }, 1 + shared);
    } finally {
      this.#isShared = false;
    }
  }

  /**
   * The answer to a question about several roots, each of which has the time of the deadline. First they share that of one, which
   * mostly is enough.
   */
  ask<R>(roots: readonly string[], question: (some: readonly string[]) => R): MostlyAnswered<string, R> {
    let isAgain = false;
    return askAboutMost(roots, (some) => {
      const times = isAgain ? Math.max(1, some.length) : 1;
      isAgain = true;
      return this.within(() => question(some), times);
    });
  }
}

/** Node's error is one of the script's own world, whose `Error` is another one. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    Reflect.get(error, "code") === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}

/** In milliseconds, from some moment on. Node would load a module for `performance`, which takes a millisecond. */
function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return 1_000 * seconds + nanoseconds / 1_000_000;
}
