/**
 * Whether one of several globs matches a path whose parts are separated by slashes: `*` matches any characters of
 * one part, `?` one character, `[a-z]` one of a set, `**` any parts, `{a,b}` either. An invalid pattern
 * (`faultOfGlob`) matches nothing. All alternatives are followed simultaneously, so even patterns from
 * untrusted settings take at most time proportional to their length times that of the path.
 */
export function globMatcher(patterns: readonly string[]): (path: string) => boolean {
  const globs = patterns
    .filter((pattern) => faultOfGlob(pattern) === null)
    .flatMap(alternativesOf)
    .map((pattern) => tokensOf(pattern.startsWith("./") ? pattern.slice(2) : pattern));
  return (path) => globs.some((tokens) => isMatch(tokens, path));
}

/**
 * Whether patterns exclude an entry of a folder. The path of a folder ends in a slash, which a pattern for it may leave out; what is in
 * an excluded folder is not asked about.
 */
export function entryExcluder(patterns: readonly string[]): (path: string) => boolean {
  const matches = globMatcher(patterns);
  return (path) => matches(path) || (path.endsWith("/") && matches(path.slice(0, -1)));
}

/** Whether patterns exclude a file, or one of the folders that it is in. */
export function fileExcluder(patterns: readonly string[]): (path: string) => boolean {
  const isExcludedEntry = entryExcluder(patterns);
  const folders = new Map([["", false]]);
  const isExcluded = (path: string): boolean => {
    const folder = path.slice(0, path.lastIndexOf("/", path.length - 2) + 1);
    const isInside = folders.get(folder) ?? isExcluded(folder);
    folders.set(folder, isInside);
    return isInside || isExcludedEntry(path);
  };
  return isExcluded;
}

/** A pattern that matches in any case what a pattern without sets of characters matches. */
export function inAnyCase(pattern: string): string {
  return pattern.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

/** Why a pattern matches nothing. */
export type GlobFault =
  | { readonly kind: "empty-glob" }
  | { readonly kind: "glob-too-long" | "too-many-alternatives"; readonly most: number };

/** Why a pattern matches nothing; null if it may match something. */
export function faultOfGlob(pattern: string): GlobFault | null {
  if (pattern === "") return { kind: "empty-glob" };
  if (pattern.length > longest) return { kind: "glob-too-long", most: longest };
  return alternativesOf(pattern).length > mostAlternatives
    ? { kind: "too-many-alternatives", most: mostAlternatives }
    : null;
}

const longest = 1000;
const mostAlternatives = 100;

/** A pattern for each choice between braces; more than `mostAlternatives` if there are too many to continue. */
function alternativesOf(pattern: string): readonly string[] {
  let patterns: readonly string[] = [pattern];
  while (patterns.length <= mostAlternatives && patterns.some((each) => innermost.test(each)))
    patterns = patterns.flatMap((each) => {
      const [braces = "", choices] = innermost.exec(each) ?? [];
      return choices?.split(",").map((choice) => each.replace(braces, () => choice)) ?? [each];
    });
  return patterns;
}

const innermost = /\{([^{}]*)\}/;

/** What matches one character, or any number: within a part, of whole parts, or of anything. */
type Token = ((character: string) => boolean) | "inPart" | "parts" | "anything";

const token = /\*\*\/|\*+|\?|\[([^[\]/]+)\]|[^]/gu;

function tokensOf(pattern: string): readonly Token[] {
  return [...pattern.matchAll(token)].map(([written, set], index, all): Token => {
    const opensPart = index === 0 || all[index - 1]?.[0].endsWith("/") === true;
    if (written === "**/") return opensPart ? "parts" : "anything";
    if (written === "**" && opensPart && index === all.length - 1) return "anything";
    if (written.startsWith("*")) return "inPart";
    if (written === "?") return (character) => character !== "/";
    return set === undefined ? (character) => character === written : inSet(set);
  });
}

/** `a-z_` between brackets, or what is not in it behind a `!` or `^`. */
function inSet(set: string): (character: string) => boolean {
  const isNegated = /^[!^]/.test(set);
  const ranges = [...(isNegated ? set.slice(1) : set).matchAll(/([^])-([^])|[^]/gu)];
  const isIn = (character: string): boolean =>
    ranges.some(([one, from = one, to = one]) => from <= character && character <= to);
  return (character) => character !== "/" && isIn(character) !== isNegated;
}

function isMatch(tokens: readonly Token[], path: string): boolean {
  let reached = new Set<number>();
  enter(reached, tokens, 0);
  for (const character of path) {
    const next = new Set<number>();
    for (const index of reached) advance(next, tokens, index, character);
    reached = next;
  }
  return reached.has(tokens.length);
}

/** Adds a position, and the ones behind it that are reached without a character. */
function enter(reached: Set<number>, tokens: readonly Token[], index: number): void {
  reached.add(index);
  if (typeof tokens[index] === "string") enter(reached, tokens, index + 1);
}

function advance(next: Set<number>, tokens: readonly Token[], index: number, character: string): void {
  const at = tokens[index];
  if (typeof at === "function") {
    if (at(character)) enter(next, tokens, index + 1);
  } else if (at === "parts") {
    next.add(index);
    if (character === "/") enter(next, tokens, index + 1);
  } else if (at === "anything" || (at === "inPart" && character !== "/")) enter(next, tokens, index);
}
