import type { Assignment, Piece, Word } from "./scripts/script.ts";
import { foldWord } from "../text/fold.ts";

/** The texts that something is, each in some run; null if it may be anything. */
export type Texts = readonly string[] | null;

/** What the names in a script or value mean. */
export interface Names {
  /** An environment variable. */
  readonly variable: (name: string) => Texts;
  /** `$(name)`. */
  readonly macro: (name: string) => Texts;
  /** What is in `${{ … }}`. */
  readonly expression: (text: string) => Texts;
  /** What `$NAME` or `$(name)` is given, known or not; null if that is not found. */
  readonly given: (name: string) => readonly Piece[] | null;
}

export const noNames: Names = {
  ...{ variable: () => null, macro: () => null, expression: () => null },
  given: () => null,
};

/** More than any matrix of vaults has. */
const mostTexts = 16;

/** What a word of a script is when it runs. */
export function resolveWord({ pieces }: Pick<Word, "pieces">, names: Names): Texts {
  let texts: Texts = [""];
  for (const piece of pieces) {
    const next = resolvePiece(piece, names);
    if (next === null || texts.length * next.length > mostTexts) return null;
    texts = texts.flatMap((before) => next.map((after) => before + after));
  }
  return texts;
}

function resolvePiece(piece: Piece, names: Names): Texts {
  switch (piece.kind) {
    case "text":
      return [piece.text];
    case "variable":
      return orOtherwise(names.variable(piece.name), piece.otherwise, names);
    case "macro":
      return names.macro(piece.name);
    case "expression":
      return withMacros(names.expression(piece.text), names);
    case "unknown":
      return null;
  }
}

/** What takes the place of an expression may have `$(name)`, which is replaced when the job runs. */
function withMacros(texts: Texts, { macro }: Names): Texts {
  if (!texts?.some((text) => text.includes("$("))) return texts;
  const resolved = texts.map((text) => resolveText(text, { ...noNames, macro }));
  return resolved.every((each) => each !== null) ? [...new Set(resolved.flat())] : null;
}

/** A variable that is not known may be empty or not, so that nothing is known about what takes its place. */
function orOtherwise(texts: Texts, otherwise: readonly Piece[] | undefined, names: Names): Texts {
  if (!otherwise || !texts?.includes("")) return texts;
  const others = resolveWord({ pieces: otherwise }, names);
  return others && [...new Set([...texts.filter((text) => text !== ""), ...others])];
}

/**
 * How a name that only the run knows looks, with `*` for what is not known of it; null unless it comes from a deployment, from a query, or
 * from what an earlier step says, or is written out in part.
 */
export function likelyName({ pieces }: Pick<Word, "pieces">, names: Names): string | null {
  const { pattern, isLookedUp } = patternOf(pieces, names, 0);
  const hasPart = pattern.split("*").some((part) => part.length >= 4);
  return isLookedUp || hasPart ? pattern : null;
}

/** What scripts give variables that they set for later steps, which is somewhere in a file that sets one. */
export function givenIn(file: { readonly text: string } | undefined): readonly Piece[] | null {
  return file ? [{ kind: "unknown", written: file.text }] : null;
}

/** Variables may be given each other. */
const mostGiven = 8;

function patternOf(
  pieces: readonly Piece[],
  names: Names,
  depth: number,
): { readonly pattern: string; readonly isLookedUp: boolean } {
  const parts = pieces.map((piece, index) => {
    const before = pieces[index - 1];
    // The path of a member is a part of what is unknown.
    if (piece.kind === "text" && before?.kind === "unknown" && before.of !== undefined)
      return { pattern: piece.text.replace(/^(?:[.:]+\w+|\[\w*\])+/, ""), isLookedUp: false };
    const [only, ...others] = resolvePiece(piece, names) ?? [];
    if (only !== undefined && others.length === 0) return { pattern: only, isLookedUp: false };
    const given = depth < mostGiven ? givenTo(piece, names) : null;
    if (given && piece.kind === "unknown") return { ...patternOf(given, names, depth + 1), pattern: "*" };
    if (given) return patternOf(given, names, depth + 1);
    const isLookedUp = lookUp.test("written" in piece ? piece.written : "text" in piece ? piece.text : "");
    return { pattern: "*", isLookedUp };
  });
  const pattern = parts.map((each) => each.pattern).join("");
  return { pattern, isLookedUp: parts.some((each) => each.isLookedUp) };
}

function givenTo(piece: Piece, { given }: Names): readonly Piece[] | null {
  if (piece.kind === "variable" || piece.kind === "macro") return given(piece.name);
  if (piece.kind === "unknown") return piece.of === undefined ? null : given(piece.of);
  const named =
    piece.kind === "expression" ? /^(?:env\.([\w-]+)|variables\.([\w.]+))$/.exec(piece.text) : null;
  return named ? given(named[1] ?? named[2] ?? "") : null;
}

/** Outputs of deployments, steps and jobs, and what queries the vaults of a group. */
const lookUp =
  /\boutputs\b|\bterraform\b[^|;&\n]*\soutput\b|\baz(?:\.cmd)?\s+(?:keyvault\s+(?:list|show)|resource\s+(?:list|show))\b|\bazd\s+env\s+get-value|\bGet-AzKeyVault\b/i;

/** What a value of a pipeline is when it runs. */
export function resolveText(text: string, names: Names): Texts {
  return resolveWord({ pieces: piecesOf(text) }, names);
}

/** The parts of a value of a pipeline. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: whole, 1: expression, 2: macro, 3: runtime, index } of text.matchAll(replaced)) {
    pieces.push({ kind: "text", text: text.slice(end, index) });
    if (expression !== undefined) pieces.push({ kind: "expression", text: expression.trim() });
    else if (macro !== undefined) pieces.push({ kind: "macro", name: macro });
    else if (runtime !== undefined) pieces.push({ kind: "unknown", written: runtime });
    end = index + whole.length;
  }
  return [...pieces, { kind: "text", text: text.slice(end) }];
}

const replaced = /\$\{\{([^{}]*)\}\}|\$\(([\w.-]+)\)|(\$\[[^]*)/g;

/**
 * The names of a script: variables that it gives the same value wherever it gives one, and else those of its environment. What
 * happens in branches, loops and functions is not followed.
 */
export function namesWithin(assignments: readonly Assignment[], around: Names): Names {
  const own = new Map<string, Texts>();
  const given = new Map<string, readonly Piece[] | null>();
  const names = {
    ...around,
    variable: (name: string) => (own.has(name) ? (own.get(name) ?? null) : around.variable(name)),
    given: (name: string) => (own.has(name) ? (given.get(name) ?? null) : around.given(name)),
  };
  for (const { name, value, written = value, each = [] } of assignments) {
    const texts = value ? resolveWord(value, names) : textsOf(each, names);
    const isFirst = !own.has(name);
    given.set(name, isFirst ? (written?.pieces ?? null) : null);
    own.set(name, isFirst || String(own.get(name)) === String(texts) ? texts : null);
  }
  return names;
}

/** What a loop gives its variable; a word that is not quoted may be several. */
function textsOf(each: readonly Word[], names: Names): Texts {
  const texts = each.map((word) => resolveWord(word, names));
  const all = texts.every((some) => some !== null) ? texts.flat() : [];
  return all.length === 0 || all.length > mostTexts || all.some((text) => /[\s*?{]/.test(text)) ? null : all;
}

/**
 * Names with the arguments that a script is run with, as `$1` and so on; null of those that are not known. What is not given is empty.
 */
export function withArguments(around: Names, given: readonly Texts[] | null): Names {
  const variable = (name: string): Texts => {
    if (!/^\d+$/.test(name)) return around.variable(name);
    const at = Number(name) - 1;
    return given === null || at < 0 ? null : at < given.length ? (given[at] ?? null) : [""];
  };
  return { ...around, variable };
}

/**
 * Names with the parameters of a script in PowerShell, as it is run (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parameters):
 * those that are given by their names, and the defaults of others if nothing is given without a name.
 */
export function withParameters(
  around: Names,
  { parameters }: { readonly parameters: readonly Assignment[] },
  given: readonly Texts[] | null,
): Names {
  if (given === null) return around;
  const named = new Map<string, Texts>();
  let isWhole = true;
  for (let at = 0; at < given.length; at += 2) {
    const [name, ...others] = given[at] ?? [];
    const parameter = others.length === 0 ? /^-([A-Za-z_]\w*)$/.exec(name ?? "")?.[1] : undefined;
    const value = given[at + 1] ?? null;
    if (parameter === undefined || value === null || value.some((text) => text.startsWith("-"))) {
      isWhole = false;
      break;
    }
    named.set(foldWord(parameter), value);
  }
  const defaults = new Map(parameters.map(({ name, value }) => [name, value && resolveWord(value, noNames)]));
  // What is not known to take a value may be a switch, and part of a name may stand for the whole.
  const areKnown = isWhole && [...named.keys()].every((name) => defaults.has(name));
  const variable = (name: string): Texts => {
    if (named.has(name)) return named.get(name) ?? null;
    return areKnown && defaults.has(name) ? (defaults.get(name) ?? null) : around.variable(name);
  };
  return { ...around, variable };
}

/** The name of the vault that a name, address or ID is about, in lower case; null if it is not one. */
function vaultNameIn(text: string): string | null {
  const host = /^https:\/\/([^./:]+)\.vault\.[\w.]+(?:[/:]|$)/i.exec(text)?.[1];
  const name = host ?? text;
  return /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){2,23}$/i.test(name) ? foldWord(name) : null;
}

/** The vaults that texts name; null if one of them is not known to name one. */
export function vaultNamesIn(texts: Texts): readonly string[] | null {
  const names = texts?.map(vaultNameIn) ?? [null];
  return names.every((name) => name !== null) ? [...new Set(names)] : null;
}
