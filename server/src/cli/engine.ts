/** A flag of V8 as we want it, and as it usually is. */
export interface EngineFlag {
  readonly ours: string;
  readonly usual: string;
}

/** From so many bytes on, a check takes long enough for V8 to optimize what it runs. */
const worthTuning = 100_000;

/**
 * The flags for reading so many bytes with a version of V8. A function is optimized only when it has run for several times as long as usual:
 * a check ends before most of what is optimized has paid off, so that it takes 10 to 40 % less processor time. Later versions than those
 * of Node 20 and 22 wait that long by themselves, and V8 complains about flags that it does not know:
 * https://github.com/v8/v8/blob/14.6.202/src/flags/flag-definitions.h
 */
export function flagsFor(size: number, v8: string): readonly EngineFlag[] {
  if (size <= worthTuning) return [];
  if (v8.startsWith("11.3."))
    return [{ ours: "--interrupt-budget=500000", usual: "--interrupt-budget=67584" }];
  if (v8.startsWith("12.4."))
    return [{ ours: "--invocation-count-for-turbofan=20000", usual: "--invocation-count-for-turbofan=3000" }];
  return [];
}
