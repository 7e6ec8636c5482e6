import { setTimeout as delay } from "node:timers/promises";

/** How long a condition may take before the run counts as hanging; generous, as machines of a CI are slow. */
const hangLimit = 45_000;

/**
 * Asks `probe` again and again and returns its first answer that is neither `undefined` nor `false`.
 * Throws an error that names `what` (asked only then, if it is a function) when the hang limit passes.
 */
export async function until<T>(
  what: string | (() => string),
  probe: () => Promise<T | undefined | false>,
): Promise<T> {
  const answer = await within(hangLimit, probe);
  if (answer !== undefined) return answer;
  throw new Error(`Waited ${hangLimit / 1000} s in vain until ${typeof what === "string" ? what : what()}.`);
}

/**
 * Triggers with `act` what `probe` then waits for, and triggers it again every few seconds: a menu that was opened
 * before the server knew its answer does not fill by itself.
 */
export async function retrying<T>(
  what: string | (() => string),
  act: () => Promise<void>,
  probe: () => Promise<T | undefined | false>,
): Promise<T> {
  return until(what, async () => {
    await act();
    return within(3_000, probe);
  });
}

/** The first answer of `probe` within a time, or `undefined`. */
export async function within<T>(
  milliseconds: number,
  probe: () => Promise<T | undefined | false>,
): Promise<T | undefined> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) return undefined;
    await delay(50);
  }
}
