/** The shortest of several runs, in milliseconds: noise only ever adds. */
export function bestOf(runs: number, work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Code units per microsecond, printed as MB/s. */
export function megabytesPerSecond(length: number, milliseconds: number): string {
  return `${(length / milliseconds / 1000).toFixed(1)} MB/s`;
}
