import { readPowerShell } from "../../../server/src/core/outside/scripts/powershell.ts";
import { wholeText } from "../../../server/src/core/outside/source-text.ts";
import type { Command, Piece, Word } from "../../../server/src/core/outside/scripts/script.ts";
import type { Element, Script } from "./powershell.ts";

/** What the product reads of a script differently from PowerShell. */
export interface Compared {
  readonly commands: number;
  readonly words: number;
  readonly assignments: number;
  readonly differences: readonly { readonly kind: string; readonly line: string }[];
}

/** Names that tools and cmdlets have; other words that we read as commands are expressions, which nothing asks about. */
const called = /^(?:az|azd|kubectl|terraform|curl|[A-Za-z]+-[A-Za-z]\w*)$/i;

/**
 * Compares the commands that have the name of a tool or cmdlet, by their places: each of PowerShell's is one of ours with the same words, and the
 * other way round. A word of ours may say less than PowerShell's, which is what is not known, but nothing else. Assigned texts are PowerShell's too.
 */
export function comparePowerShell(text: string, theirs: Script): Compared {
  const ours = readPowerShell(wholeText({ id: "/script.ps1", text }));
  const own = new Map<number, Command>();
  for (const each of [...ours.commands, ...ours.uncalled]) own.set(each.span.start, each);
  const differences: { kind: string; line: string }[] = [];
  const differ = (kind: string, at: number, says: string): void => {
    differences.push({ kind, line: `${text.slice(0, at).split("\n").length}: ${says}` });
  };
  let commands = 0;
  let words = 0;
  const starts = new Set<number>();
  for (const { name, elements, place, operator } of theirs.commands) {
    const first = elements[0];
    if (name === null || !called.test(name) || !first) continue;
    const at = first.place.start;
    starts.add(at);
    commands++;
    const mine = own.get(at);
    // What a pipeline may replace is no command for us.
    if (!mine && text.slice(at - 2, place.end + 1) === `$(${name})`) continue;
    if (!mine) differ("command not read", at, text.slice(place.start, place.end).slice(0, 100));
    else if (operator !== "Dot") {
      const expected = elements.flatMap(wordsOf);
      words += expected.length;
      const wrong = compareWords(mine.words, expected, text);
      if (wrong !== null)
        differ(wrong.kind, at, `${wrong.says} in ${text.slice(place.start, place.end).slice(0, 160)}`);
    }
  }
  for (const [at, command] of own) {
    const name = plainOf(command.words[0]);
    if (name !== null && called.test(name) && !starts.has(at) && !/^['"$]/.test(text[at] ?? ""))
      differ("no command", at, text.slice(at, command.span.end).slice(0, 100));
  }
  return { commands, words, assignments: theirs.assignments.length, differences };
}

interface Expected {
  readonly start: number;
  readonly end: number;
  /** Null of what is not known before the script runs. */
  readonly text: string | null;
}

function wordsOf({ kind, name, argument, place }: Element): readonly Expected[] {
  // What follows a block is not read.
  if (argument?.type === "ScriptBlockExpressionAst") return [];
  if (name !== null && argument?.type === "ConstantExpressionAst")
    return [{ ...place, text: `-${name}:${argument.text}` }];
  const isText = argument?.type === "StringConstantExpressionAst";
  if (argument?.text.startsWith("@") && argument.type === "VariableExpressionAst")
    return [{ ...place, text: argument.text }];
  // A number may be written as a text, and a text as a number.
  if (argument?.type === "ConstantExpressionAst") return [{ ...place, text: argument.text }];
  if (kind === "argument") return [{ ...place, text: isText ? argument.constant : null }];
  if (argument === null) return [{ ...place, text: `-${name ?? ""}` }];
  return [{ ...place, text: null }];
}

function compareWords(
  own: readonly Word[],
  expected: readonly Expected[],
  text: string,
): { readonly kind: string; readonly says: string } | null {
  for (const each of expected) {
    const mine = own.filter(({ span }) => span.start < each.end && each.start < span.end);
    const [word, ...others] = mine;
    const written = text.slice(each.start, each.end);
    if (!word) return { kind: "word not read", says: written };
    const plain = plainOf(word);
    if (others.length === 0 && plain !== null && each.text !== null && plain !== each.text)
      return { kind: "word read otherwise", says: `${written} as ${plain}` };
    if (
      others.length === 0 &&
      plain !== null &&
      each.text === null &&
      !written.startsWith("-") &&
      !isPlainText(written)
    )
      return { kind: "value that is not known", says: `${written} as ${plain}` };
    if (plain === null && each.text !== null && !/^@["']/.test(written))
      return { kind: "value not read", says: written };
    if (each.text !== null && others.length > 0) return { kind: "word in parts", says: written };
  }
  const last = expected.at(-1)?.end ?? 0;
  const more = own.find(({ span }) => span.start >= last);
  return more
    ? { kind: "command goes on", says: text.slice(more.span.start, more.span.end).slice(0, 60) }
    : null;
}

/** A list of bare words, as in `a,b`. */
function isPlainText(written: string): boolean {
  return written.includes(",");
}

function plainOf(word: Word | undefined): string | null {
  if (!word) return null;
  const texts = word.pieces.map((piece: Piece) => (piece.kind === "text" ? piece.text : null));
  return texts.includes(null) ? null : texts.join("");
}
