import { type Mutant, mutatedText } from "./mutant.ts";

/** Where a mutant is and what it changes, in one line. */
export function describe({ path, text, start, from, to }: Mutant): string {
  const line = text.slice(0, start).split("\n").length;
  return `${path}:${line} ${from} → ${to}: ${lineAt(text, start)}`;
}

/**
 * Whether a mutant is listed as one without an observable effect. An entry is the path and the changed line, which
 * remain valid when lines move, and the reason below.
 */
export function isEquivalent(mutant: Mutant, list: string): boolean {
  return list.split("\n").includes(`${mutant.path}: ${lineAt(mutatedText(mutant), mutant.start)}`);
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, end < 0 ? text.length : end).trim();
}
