import { readShell } from "../../../server/src/core/outside/scripts/shell.ts";
import { type Command, type Piece, literalOf } from "../../../server/src/core/outside/scripts/script.ts";
import { wholeText } from "../../../server/src/core/outside/source-text.ts";
import { type BashCommand, type BashScript, unknownMark, variableMark } from "./bash.ts";
import type { Compared } from "./compare-powershell.ts";

/** Tools; other words that we read as commands are patterns of `case`, conditions and the like, which nothing asks about. */
const called = /^(?:az|azd|kubectl|terraform|curl)$/;

/**
 * Compares commands by their places: each of the grammar's is one of ours with the same words, literals as literals and variables as variables,
 * and each of ours that has the name of a tool is one of the grammar's. Assigned values are the grammar's, too, where they are known.
 */
export function compareBash(text: string, theirs: BashScript): Compared {
  const ours = readShell(wholeText({ id: "/script.sh", text }));
  const own = new Map<number, Command>();
  for (const each of [...ours.commands, ...ours.uncalled]) own.set(each.span.start, each);
  const differences: { kind: string; line: string }[] = [];
  const differ = (kind: string, at: number, says: string): void => {
    differences.push({ kind, line: `${text.slice(0, at).split("\n").length}: ${says.slice(0, 160)}` });
  };
  if (ours.isCut) differ("cut", text.length, "something is open at the end");
  let words = 0;
  const starts = new Set<number>();
  for (const command of theirs.commands) {
    const at = command.words[0]?.start ?? 0;
    starts.add(at);
    words += command.words.length;
    const written = text.slice(at, command.end);
    const mine = own.get(at);
    // What a pipeline may replace is no command for us.
    if (!mine && /^\$\([\w.-]+\)$/.test(text.slice(at - 2, command.end + 1))) continue;
    if (!mine) differ("command not read", at, written);
    else {
      const wrong = compareWords(mine, command);
      if (wrong !== null) differ(wrong.kind, at, `${wrong.says} in ${written}`);
    }
  }
  for (const [at, command] of own)
    if (!command.runsAtExit && called.test(literalOf(command.words[0]) ?? "") && !starts.has(at))
      differ("no command", at, text.slice(at, command.span.end));
  for (const { name, start, value, isCertain } of theirs.assignments) {
    const sameName = ours.assignments.filter((each) => each.name === name);
    const mine = sameName.find((each) => each.value?.span.start === start)?.value;
    if (sameName.length === 0) differ("assignment not read", start, name);
    else if (!mine && isCertain && value !== null) differ("assigned value not read", start, name);
    else if (mine && unlessBatch(marked(mine.pieces)) !== unlessBatch(value ?? ""))
      differ("assigned value read otherwise", start, `${name}: ${marked(mine.pieces)} for ${value ?? ""}`);
  }
  return { commands: theirs.commands.length, words, assignments: theirs.assignments.length, differences };
}

function compareWords(
  mine: Command,
  { words, isInFunction }: BashCommand,
): { readonly kind: string; readonly says: string } | null {
  const known = isInFunction ? withoutArguments : (value: string): string => value;
  const own = mine.words.map(({ pieces }) => known(unlessBatch(marked(pieces))));
  const expected = words.map(({ value }) => known(unlessBatch(value)));
  const index = expected.findIndex((value, at) => value !== own[at]);
  if (index >= 0)
    return {
      kind: own.length < expected.length ? "word not read" : "word read otherwise",
      says: `${own[index] ?? "nothing"} for ${expected[index] ?? ""}`,
    };
  return own.length > expected.length ? { kind: "command goes on", says: own[expected.length] ?? "" } : null;
}

/** In a function, its arguments are not those of the script; of variables with a default, only that they are variables is compared. */
function withoutArguments(value: string): string {
  const [first = "", ...others] = value.split(/(?=⟦)|(?<=⟧)/);
  let depth = 0;
  return [first, ...others]
    .map((part) => {
      const before = depth;
      if (part.startsWith("⟦")) depth++;
      if (part.endsWith("⟧")) depth--;
      if (before > 0) return "";
      return /^⟦(?:\d|\w+:-)/.test(part) ? unknownMark : part;
    })
    .join("");
}

/** What Windows would replace in a batch file is not known to us. */
function unlessBatch(value: string): string {
  return value.replace(/%[A-Za-z_]\w*%/g, unknownMark);
}

function marked(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === "text") return piece.text;
      return piece.kind === "variable"
        ? variableMark(piece.name, piece.otherwise && marked(piece.otherwise))
        : unknownMark;
    })
    .join("");
}
