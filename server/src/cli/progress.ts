/** Tells what some work is at: the thing, and how many of how many are done, where that is known. */
export type Step = (name: string, done: number, total: number | null) => void;

/** What a terminal is shown of long work. */
export interface Progress {
  readonly step: Step;
  /** Leaves the line to what is written next. */
  readonly clear: () => void;
}

const [hidden, between] = [1000, 100];

/** Shows a line such as "12/60 infra/main.bicep (4 s)" for work that takes longer than a second. The clock is in milliseconds. */
export function showProgress(write: (text: string) => void, now: () => number, columns = 80): Progress {
  const start = now();
  let last = start + hidden - between;
  let isShown = false;
  return {
    step: (name, done, total) => {
      const time = now();
      if (time - last < between) return;
      last = time;
      isShown = true;
      const [count, seconds] = [
        total === null ? "" : `${done + 1}/${total} `,
        ` (${Math.round((time - start) / 1000)} s)`,
      ];
      const room = Math.max(8, columns - count.length - seconds.length - 1);
      // The end of a path says more than its beginning.
      const shown = name.length > room ? `…${name.slice(1 - room)}` : name;
      write(`\r\u001b[K${count}${shown}${seconds}`);
    },
    clear: () => {
      if (isShown) write("\r\u001b[K");
      isShown = false;
    },
  };
}
