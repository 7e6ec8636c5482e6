/** The shortest of several runs, in milliseconds: noise only adds time. */
export function bestOf(runs: number, work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/**
 * The least processor time of some work, in milliseconds, including the threads that compile and collect garbage, after
 * warm-up: it runs for `seconds`. Other work on the machine hardly affects it.
 */
export function leastProcessorTime(seconds: number, work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  const end = performance.now() + seconds * 1000;
  do {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  } while (performance.now() < end);
  return least;
}

/** Code units per microsecond, printed as MB/s. */
export function megabytesPerSecond(length: number, milliseconds: number): string {
  const speed = length / milliseconds / 1000;
  return `${speed.toFixed(speed < 1 ? 2 : 1)} MB/s`;
}
