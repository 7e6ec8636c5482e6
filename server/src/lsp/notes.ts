import type { Counted } from "../protocol/vaults.ts";

/** One evaluation of a root, with the files that it needed. */
export interface Evaluated {
  readonly root: string;
  readonly environment: string | null;
  readonly documents: number;
  readonly milliseconds: number;
}

/** One search for templates. */
export interface Searched {
  /** Files whose names are those of templates. */
  readonly found: number;
  /** Those that do not exist any more, or cannot be read as text. */
  readonly unreadable: readonly string[];
  /** Those beyond the limit. */
  readonly leftOut: Counted;
  /** Those that declare vaults or networks, or call modules. */
  readonly templates: number;
  readonly milliseconds: number;
}

/** Files beyond this number are only counted. */
const mostNamed = 20;

/** How long lines wait for others, in milliseconds. */
const untilSaid = 100;

/** Sends lines together that are said within a short time: a message takes as long as evaluating a small root. */
export function together(send: (lines: string) => void): (line: string) => void {
  let lines: string[] = [];
  return (line) => {
    lines.push(line);
    if (lines.length > 1) return;
    setTimeout(() => {
      send(lines.join("\n"));
      lines = [];
    }, untilSaid);
  };
}

/** A line of the log, which is in English like the messages of the editor itself. */
export function sayEvaluated({ root, environment, documents, milliseconds }: Evaluated): string {
  const where = environment === null ? "" : ` in ${environment}`;
  return `Evaluated ${root}${where}: ${documents} files, ${milliseconds} ms`;
}

/** The same for a search for templates. */
export function saySearched({ found, unreadable, leftOut, templates, milliseconds }: Searched): string {
  const { count, isAtLeast } = leftOut;
  const lines = [
    `Searched for templates: read ${found - unreadable.length} files, of which ${templates} are relevant, in ${milliseconds} ms`,
    ...(count === 0
      ? []
      : [`Not read, because there are too many: ${isAtLeast ? "at least " : ""}${count} files`]),
    ...unreadable.slice(0, mostNamed).map((file) => `Cannot be read: ${file}`),
    ...(unreadable.length > mostNamed ? [`Cannot be read: ${unreadable.length - mostNamed} more files`] : []),
  ];
  return lines.join("\n");
}
