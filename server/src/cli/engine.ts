/** What will be read. */
export interface Input {
  /** How many bytes. */
  readonly size: number;
  /** Whether that is too much to keep all that is read from it. */
  readonly isCrowded: boolean;
}

/** A flag of V8 as we want it, and as it usually is. */
export interface EngineFlag {
  readonly ours: string;
  readonly usual: string;
}

/** From so many bytes on, a check takes long enough for V8 to optimize what it runs. */
const worthTuning = 100_000;

/**
 * The flags for reading an input with a version of V8. There are none for versions that are not known, because V8 complains about a flag
 * that it does not know: https://github.com/v8/v8/blob/14.6.202/src/flags/flag-definitions.h
 */
export function flagsFor({ size, isCrowded }: Input, v8: string): readonly EngineFlag[] {
  const major = Number.parseInt(v8);
  if (!(major >= 11 && major <= 14)) return [];
  return [...(size > worthTuning ? optimizingLate(v8) : []), ...(isCrowded ? [collectingOften] : [])];
}

/**
 * Collects garbage when twice as much memory is used as after the last time, rather than up to four times as much. That costs a few
 * percent of processor time, and halves the memory where much is read and forgotten.
 */
const collectingOften: EngineFlag = { ours: "--heap-growing-percent=100", usual: "--heap-growing-percent=0" };

/**
 * Optimizes a function only when it has run for several times as long as usual. A check ends before most of what is optimized has
 * paid off, so that it takes 10 to 40 % less processor time. Later versions than those of Node 20 and 22 wait that long by themselves.
 */
function optimizingLate(v8: string): readonly EngineFlag[] {
  if (v8.startsWith("11.3."))
    return [{ ours: "--interrupt-budget=500000", usual: "--interrupt-budget=67584" }];
  if (v8.startsWith("12.4."))
    return [{ ours: "--invocation-count-for-turbofan=20000", usual: "--invocation-count-for-turbofan=3000" }];
  return [];
}
