import { type Names, resolveWord } from "../names.ts";
import { type Command, literalOf, type Word } from "../scripts/script.ts";

/** A script in a file that a command runs, and what it is given. */
export interface StartedScript {
  readonly file: Word;
  readonly given: readonly Word[];
}

/** The file of a script that a command runs; null of any other command. */
export function startedScript({ words }: Command): StartedScript | null {
  const isShell = /^(?:bash|sh|zsh|source|[.&]|pwsh|powershell)(?:\.exe)?$/i.test(literalOf(words[0]) ?? "");
  const at = isShell ? words.findIndex(isScript) : 0;
  const file = words[at];
  return file && isScript(file) ? { file, given: words.slice(at + 1) } : null;
}

/** The path of the script that a command runs; null if it runs none, or if a part of the path is not written. */
export function startedPath(command: Command): string | null {
  return literalOf(startedScript(command)?.file);
}

/** What is not written may be any part of the path but its ending. */
function isScript({ pieces }: Word): boolean {
  const written = pieces.map((piece) => (piece.kind === "text" ? piece.text : "x")).join("");
  const last = pieces.at(-1);
  return /^[\w./\\-]+\.(?:sh|bash|ps1)$/i.test(written) && last?.kind === "text" && last.text !== "";
}

/**
 * The path of a file. If it begins with what is not known, such as `$GITHUB_WORKSPACE`, that is taken for a folder around the file that
 * names it; null if that cannot be.
 */
export function pathOf(file: Word, names: Names): string | null {
  const [only, ...others] = resolveWord(file, names) ?? [];
  if (only !== undefined && others.length === 0) return only;
  const unknown = file.pieces.findLastIndex((piece) => resolveWord({ pieces: [piece] }, names) === null);
  const [rest, ...more] = resolveWord({ pieces: file.pieces.slice(unknown + 1) }, names) ?? [];
  return rest !== undefined && more.length === 0 && /^[\\/]/.test(rest) ? rest.replace(/^[\\/]+/, "") : null;
}
