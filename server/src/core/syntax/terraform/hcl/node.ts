import type { Parser, Range, TreeCursor } from "web-tree-sitter";
import { type Filled, fillGaps, type Gap } from "./gaps.ts";

/** What reads Terraform's language: a parser with the HCL grammar set, loaded by the host. */
export type HclGrammar = Pick<Parser, "parse">;

/** A node of the syntax tree as plain data. Offsets are UTF-16 code units. */
export interface HclNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** Comments are left out. */
  readonly children: readonly HclNode[];
  /** A syntax error is somewhere inside: what the parser made of it may be wrong. */
  readonly broken: boolean;
  /** Its value is still to be typed; nothing else is in doubt. */
  readonly isGap?: true;
  /** There is an incomplete name here or further down, which may become any name of its parent. */
  readonly hides?: true;
}

export interface HclText {
  readonly root: HclNode;
  readonly comments: readonly HclNode[];
  /** What is still to be typed, where the rest can be read all the same. */
  readonly gaps: readonly Gap[];
}

/**
 * Parses a text; null when the grammar gives none. Where it has errors, what is typed by halves is set aside, if less is in doubt
 * then.
 */
export function readHcl(written: string, grammar: HclGrammar): HclText | null {
  const text = likenessOf(written);
  const whole = parse({ text, gaps: [] }, grammar);
  if (!whole?.root.broken) return whole;
  const filled = fillGaps(text);
  const rest = filled.gaps.length > 0 ? parse(filled, grammar) : null;
  return rest && errorsIn(rest.root) < errorsIn(whole.root) ? rest : whole;
}

/** The parser's tree, which is outside the garbage collector's control, is freed. */
function parse(filled: Filled, grammar: HclGrammar): HclText | null {
  const includedRanges = rangesToParse(filled.text);
  const tree = grammar.parse(filled.text, null, includedRanges ? { includedRanges } : undefined);
  if (!tree) return null;
  const cursor = tree.walk();
  const result = copyTree(cursor, filled);
  cursor.delete();
  tree.delete();
  return result;
}

function errorsIn(root: HclNode): number {
  let count = 0;
  const waiting: HclNode[] = [root];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    if (!at.broken) continue;
    const inner = at.children.filter((child) => child.broken);
    if (inner.length === 0) count++;
    waiting.push(...inner);
  }
  return count;
}

interface Open {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: HclNode[];
  broken: boolean;
}

/** Gaps by where their names and their values begin, and those that were met. */
interface Gaps {
  readonly byStart: ReadonlyMap<number, Gap>;
  readonly byValue: ReadonlyMap<number, Gap>;
  readonly met: Set<Gap>;
}

/** Without recursion, so that depth of nesting does not matter. */
function copyTree(cursor: TreeCursor, { text, gaps: all }: Filled): HclText {
  const gaps: Gaps = {
    byStart: new Map(all.map((gap) => [gap.start, gap])),
    byValue: new Map(all.map((gap) => [gap.valueStart, gap])),
    met: new Set(),
  };
  const comments: HclNode[] = [];
  const above: Open[] = [];
  let at = openAt(cursor, gaps);
  for (;;) {
    if (cursor.gotoFirstChild()) {
      above.push(at);
      at = openAt(cursor, gaps);
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      const node = close(at, text, gaps);
      const parent = above.pop();
      if (!parent) return finished(node, comments, gaps);
      cursor.gotoParent();
      add(node, parent, comments);
      at = parent;
    }
    const parent = above.at(-1);
    if (parent) add(close(at, text, gaps), parent, comments);
    at = openAt(cursor, gaps);
  }
}

function finished(node: HclNode, comments: readonly HclNode[], { met }: Gaps): HclText {
  const hides = [...met].some(({ hidesName }) => hidesName);
  return { root: hides ? { ...node, hides } : node, comments, gaps: [...met] };
}

/** What replaces a name in a gap ends where the name does. */
function openAt(cursor: TreeCursor, { byStart }: Gaps): Open {
  const { nodeType: type, startIndex: start, endIndex } = cursor;
  const gap = byStart.get(start);
  const end = gap?.standInEnd === endIndex ? gap.nameEnd : endIndex;
  return { type, start, end, children: [], broken: type === "ERROR" || cursor.nodeIsMissing };
}

function add(node: HclNode, parent: Open, comments: HclNode[]): void {
  if (node.type === "comment") comments.push(node);
  else parent.children.push(node);
  if (node.broken && !isGap(node)) parent.broken = true;
}

/** What is set aside leaves no doubt about what is around it. */
function isGap(node: HclNode): boolean {
  return node.hides === true || node.isGap === true;
}

function close(open: Open, text: string, gaps: Gaps): HclNode {
  const { type, start, end } = open;
  const value = type === "expression" ? gaps.byValue.get(start) : undefined;
  const member = type === "attribute" || type === "object_elem" ? gaps.byStart.get(start) : undefined;
  if (value) {
    gaps.met.add(value);
    return { type, start, end, children: [], broken: true, isGap: true };
  }
  if (member?.hidesName) {
    gaps.met.add(member);
    return { type: "ERROR", start, end, children: [], broken: true, hides: true };
  }
  if (!open.broken && isTorn(open, text)) open.broken = true;
  return open;
}

/**
 * The parser takes the next line as the value of `name =` if nothing else follows it, and as further labels of a
 * block; Terraform requires the value to begin, and the header to end, on the same line.
 */
function isTorn({ type, children }: Open, text: string): boolean {
  const [first, equals, value] = children;
  if (type === "attribute") return !equals || !value || /[\r\n]/.test(text.slice(equals.end, value.start));
  const brace = type === "block" ? children.find((child) => child.type === "block_start") : undefined;
  return first !== undefined && brace !== undefined && /[\r\n]/.test(text.slice(first.start, brace.start));
}

/**
 * What the grammar reads otherwise than Terraform does (https://github.com/hashicorp/hcl/blob/main/hclsyntax/scan_tokens.rl): blanks
 * beyond ASCII, which Terraform trims from the line that ends a heredoc; `$$${` and `%%%{`, which begin nothing; and `1e3`.
 */
const deviations =
  /[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|(?<!\$)\$+(?=\$\$\{)|(?<!%)%+(?=%%\{)|(?<![\w.])\d+[eE][-+]?\d+/g;

/** A text as long as this one that the grammar reads as Terraform reads this one. What names, numbers and texts say is read here. */
function likenessOf(text: string): string {
  return text.replace(deviations, (found) => (found > "~" ? " " : "0").repeat(found.length));
}

/**
 * Long runs of blanks and line ends, of which the parser sees the first and the last only: behind a name it takes time in the square of their number, on
 * valid text as well. Where they are the content of a text, that is read from the document itself.
 */
const longRuns = /(?<![ \t\r\n\f\v])[ \t\r\n\f\v]{65,}/g;
const kept = 32;

/** What of a text the parser is to read; undefined for all of it. */
function rangesToParse(text: string): Range[] | undefined {
  const cuts = [...text.matchAll(longRuns)].map(({ index, 0: run }) => ({
    start: index + kept,
    end: index + run.length - kept,
  }));
  if (cuts.length === 0) return undefined;
  const starts = [0, ...cuts.map(({ end }) => end)];
  const ends = [...cuts.map(({ start }) => start), text.length];
  return starts.map((startIndex, index) => ({
    startIndex,
    endIndex: ends[index] ?? text.length,
    // Line numbers are not needed here.
    startPosition: { row: 0, column: 0 },
    endPosition: { row: 0, column: 0 },
  }));
}
