import type { LeftOutReason } from "../text/document.ts";

/** Why something was not evaluated, for users, and for the log where it happened. */
export interface Failure {
  readonly fact: FailureFact;
  readonly stack: string;
}

/** A bug, with the first line of its error, a file that did not stay the same, or a reason to leave something out. */
export type FailureFact = { readonly kind: "internal-error"; readonly error: string } | LeftOutReason;

/** Thrown where a host ends work that takes longer than it waits. */
export class TookTooLong extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super(`took longer than ${seconds} s`);
    this.seconds = seconds;
  }
}

/**
 * The result of some work, or why it failed: a bug that a file triggers becomes a value, so that the results for
 * all other files are kept and the host can report this one.
 */
export function isolated<T>(work: () => T): { readonly value: T } | { readonly failed: Failure } {
  try {
    return { value: work() };
  } catch (error) {
    return { failed: failureFrom(error) };
  }
}

/** Classifies an error: a bug, or something else that keeps the host from an answer. */
export function failureFrom(error: unknown): Failure {
  const [line = ""] = String(error).split("\n", 1);
  const stack = error instanceof Error ? (error.stack ?? line) : line;
  return { fact: factOf(error, line), stack };
}

function factOf(error: unknown, line: string): FailureFact {
  if (error instanceof TookTooLong) return { kind: "too-slow", seconds: error.seconds };
  return { kind: "internal-error", error: line };
}

/** An answer about as many things as can be answered about, and the others. */
export interface MostlyAnswered<T, R> {
  readonly answer: R;
  readonly failures: readonly { readonly about: T; readonly failed: Failure }[];
}

/**
 * Asks a question about several things, and where that fails once more without those about which it fails. A mistake that none of them
 * brings to light is thrown.
 */
export function askAboutMost<T, R>(
  things: readonly T[],
  ask: (things: readonly T[]) => R,
): MostlyAnswered<T, R> {
  const asked = isolated(() => ask(things));
  if ("value" in asked) return { answer: asked.value, failures: [] };
  const [only, ...others] = things;
  if (only !== undefined && others.length === 0)
    return { answer: ask([]), failures: [{ about: only, failed: asked.failed }] };
  const failures = things.flatMap((about) => {
    const alone = isolated(() => ask([about]));
    return "failed" in alone ? [{ about, failed: alone.failed }] : [];
  });
  const failing = new Set(failures.map(({ about }) => about));
  return { answer: ask(things.filter((each) => !failing.has(each))), failures };
}
