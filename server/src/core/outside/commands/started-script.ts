import type { Command, Word } from "../scripts/script.ts";
import { literalOf } from "../scripts/script.ts";

/** A script in a file that a command runs, and what it is given. */
export interface StartedScript {
  readonly path: string;
  readonly given: readonly Word[];
}

/** The file of a script that a command runs; null of any other command. */
export function startedScript({ words }: Command): StartedScript | null {
  const isShell = /^(?:bash|sh|zsh|source|\.|pwsh|powershell)(?:\.exe)?$/i.test(literalOf(words[0]) ?? "");
  const at = isShell ? words.findIndex((word) => isScript(literalOf(word) ?? "")) : 0;
  const path = literalOf(words[at]);
  return path !== null && isScript(path) ? { path, given: words.slice(at + 1) } : null;
}

function isScript(word: string): boolean {
  return /^[\w./\\-]+\.(?:sh|bash|ps1)$/i.test(word);
}
