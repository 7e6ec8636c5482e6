import type { Names } from "./names.ts";
import { type Command, literalOf, type Piece, type Script, type Word } from "./scripts/script.ts";
import type { SourceText } from "./source-text.ts";

/**
 * A value that a script gives a variable: for itself, so that it ends with its step, or for later steps
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands,
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#setvariable-initialize-or-modify-the-value-of-a-variable).
 */
export interface Given {
  readonly name: string;
  readonly isHandedOn: boolean;
  /** The place of the last command before that may fail, among those of the script; -1 if there is none. */
  readonly behind: number;
}

/** A name in an argument whose value the script itself does not say. */
export interface Needed {
  readonly name: string;
  /** It is a variable of the script's that nothing around gives a value, as far as that is read. */
  readonly isLacking: boolean;
}

/** What a script gives variables, for itself and for later steps. */
export function givenBy({ assignments, commands }: Script, { text }: SourceText): readonly Given[] {
  const own = assignments.map(({ name }): Given => ({ name, isHandedOn: false, behind: -1 }));
  const isToFile = /\bGITHUB_(?:ENV|OUTPUT)\b/.test(text);
  const handedOn = commands.flatMap((command, index) => {
    const [, name] = command.words.map((word) => handing(word, isToFile)).find((each) => each) ?? [];
    if (name === undefined) return [];
    const isBefore = (each: Command, at: number): boolean =>
      each.span.end <= command.span.start && mayFail(each, commands.slice(at + 1));
    return { name, isHandedOn: true, behind: commands.slice(0, index).findLastIndex(isBefore) };
  });
  return [...own, ...handedOn];
}

function handing({ pieces: [first] }: Word, isToFile: boolean): RegExpExecArray | null {
  const text = first?.kind === "text" ? first.text : "";
  const start = text.indexOf("##vso[task.setvariable ");
  const [properties = ""] = start < 0 ? [] : text.slice(start).split("]", 1);
  const set = /\bvariable=([\w.]+)/.exec(properties);
  return set ?? (isToFile ? /^([A-Za-z_][\w-]*)=/.exec(text) : null);
}

/** Whether a script may end at a command, which others follow. */
function mayFail({ words, span }: Command, others: readonly Command[]): boolean {
  const isSafe = /^(?:echo|printf|sleep|export|set|true|:)$/.test(literalOf(words[0]) ?? "");
  return !isSafe && others.find((each) => each.span.start >= span.end)?.isAlternative !== true;
}

/** Variables may be given each other. */
const mostGiven = 8;

/** The names that words need; `own` are the names of a script that assigns some, `around` those of its environment. */
export function neededBy(
  words: readonly Word[],
  assigned: ReadonlySet<string>,
  own: Names,
  around: Names,
): readonly Needed[] {
  const visit = (pieces: readonly Piece[], depth: number): readonly Needed[] =>
    pieces.flatMap((piece) => {
      if (piece.kind === "variable" && assigned.has(piece.name))
        return depth < mostGiven ? visit(own.given(piece.name) ?? [], depth + 1) : [];
      if (piece.kind === "expression") return { name: piece.text.replace(/^.*\./, ""), isLacking: false };
      if (piece.kind !== "variable" && piece.kind !== "macro") return [];
      const name = piece.name.replace(/^env:|^.*\./, "");
      const isLacking =
        piece.kind === "variable" &&
        !/^\d/.test(name) &&
        around.variable(piece.name) === null &&
        around.given(piece.name) === null;
      return { name, isLacking };
    });
  return visit(
    words.flatMap(({ pieces }) => pieces),
    0,
  );
}
