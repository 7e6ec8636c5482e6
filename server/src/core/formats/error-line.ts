import type { ErrorEntry } from "./report.ts";

/** An error where a format has one line for it. */
export function errorLine({ file, line, character, message }: ErrorEntry): string {
  return `${file}:${line}:${character}: ${message}`;
}
