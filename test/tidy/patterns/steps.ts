import { type AST, RegExpParser } from "@eslint-community/regexpp";

/** Tries to match something at a place; `then` says whether what comes behind it matches, too. */
type Matcher = (at: number, then: (end: number) => boolean) => boolean;

class TooManySteps extends Error {}

/**
 * How many steps a backtracking matcher takes to replace all matches in a text: tests of a character, ways back, and ways into a part. The number is the
 * same on every machine, and grows with the text as the time of V8 does, which also goes back through all ways (https://v8.dev/blog/regexp-tier-up).
 * `Infinity` if they are more than `most`.
 */
export function stepsOf(regex: RegExp, text: string, most: number): number {
  const run = new Run(regex, text, most);
  try {
    run.replaceAll();
    return run.steps;
  } catch (error) {
    if (error instanceof TooManySteps) return Infinity;
    throw error;
  }
}

/** What the matcher finds, which is what V8 finds. */
export function foundBy(regex: RegExp, text: string): readonly string[] {
  return new Run(regex, text, Infinity).replaceAll();
}

class Run {
  steps = 0;
  readonly #regex: RegExp;
  readonly #text: string;
  readonly #most: number;
  readonly #pattern: AST.Pattern;
  readonly #captured = new Map<AST.CapturingGroup, string>();

  constructor(regex: RegExp, text: string, most: number) {
    [this.#regex, this.#text, this.#most] = [regex, text, most];
    this.#pattern = patternOf(regex);
  }

  replaceAll(): readonly string[] {
    const match = this.#anyOf(this.#pattern.alternatives, false);
    const last = this.#isAnchored() ? 0 : this.#text.length;
    const found: string[] = [];
    for (let at = 0; at <= last;) {
      let end = -1;
      const isFound = match(at, (to) => {
        end = to;
        return true;
      });
      if (!isFound && this.#regex.sticky) return found;
      if (isFound) found.push(this.#text.slice(at, end));
      // With the flag `u`, no match begins between the halves of a character.
      at = Math.max(
        end,
        at + (end > at ? 0 : Math.max(1, this.#regex.unicode ? this.#characterAt(at, false).length : 1)),
      );
    }
    return found;
  }

  /** V8 tries such a pattern at the start only. */
  #isAnchored(): boolean {
    if (this.#regex.multiline) return false;
    return this.#pattern.alternatives.every(
      ({ elements: [first] }) => first?.type === "Assertion" && first.kind === "start",
    );
  }

  #step(): void {
    this.steps++;
    if (this.steps > this.#most) throw new TooManySteps();
  }

  #anyOf(alternatives: readonly AST.Alternative[], isBehind: boolean): Matcher {
    const ways = alternatives.map(({ elements }) => this.#all(elements, isBehind));
    const [only, ...more] = ways;
    if (only && more.length === 0) return only;
    return (at, then) => ways.some((way) => (this.#step(), way(at, then)));
  }

  #all(elements: readonly AST.Element[], isBehind: boolean): Matcher {
    const inOrder = elements.map((each) => this.#element(each, isBehind));
    if (!isBehind) inOrder.reverse();
    return inOrder.reduce<Matcher>(
      (rest, first) => (at, then) => first(at, (end) => rest(end, then)),
      (at, then) => then(at),
    );
  }

  #element(node: AST.Element, isBehind: boolean): Matcher {
    switch (node.type) {
      case "Character":
      case "CharacterSet":
      case "CharacterClass":
        return this.#one(node, isBehind);
      case "Group":
        return this.#anyOf(node.alternatives, isBehind);
      case "CapturingGroup":
        return this.#capture(node, isBehind);
      case "Quantifier":
        return this.#repeat(node, isBehind);
      case "Assertion":
        return this.#assert(node);
      case "Backreference":
        return this.#again(node, isBehind);
      case "ExpressionCharacterClass":
        throw new Error(`${node.raw} is not known.`);
    }
  }

  /** Where a character that fits ends; -1 if none does. */
  #end(fits: (character: string) => boolean, at: number, isBehind: boolean): number {
    this.#step();
    const character = this.#characterAt(at, isBehind);
    if (character === "" || !fits(character)) return -1;
    return isBehind ? at - character.length : at + character.length;
  }

  #characterAt(at: number, isBehind: boolean): string {
    const text = this.#text;
    if (!this.#regex.unicode) return text.charAt(isBehind ? at - 1 : at);
    if (!isBehind) return at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : "";
    const isPair = at > 1 && (text.codePointAt(at - 2) ?? 0) > 0xffff;
    return text.slice(Math.max(0, isPair ? at - 2 : at - 1), at);
  }

  #one(node: Single, isBehind: boolean): Matcher {
    const fits = fitting(node, this.#regex);
    return (at, then) => {
      const end = this.#end(fits, at, isBehind);
      return end >= 0 && then(end);
    };
  }

  #capture(node: AST.CapturingGroup, isBehind: boolean): Matcher {
    const match = this.#anyOf(node.alternatives, isBehind);
    return (at, then) => {
      const before = this.#captured.get(node);
      const isMatched = match(at, (end) => {
        this.#captured.set(node, this.#text.slice(Math.min(at, end), Math.max(at, end)));
        return then(end);
      });
      if (!isMatched && before !== undefined) this.#captured.set(node, before);
      if (!isMatched && before === undefined) this.#captured.delete(node);
      return isMatched;
    };
  }

  #repeat(node: AST.Quantifier, isBehind: boolean): Matcher {
    const { element, min, max, greedy } = node;
    if (isSingle(element)) return this.#repeatOne(element, node, isBehind);
    const match = this.#element(element, isBehind);
    const from = (at: number, count: number, then: (end: number) => boolean): boolean => {
      this.#step();
      const further = (): boolean =>
        count < max && match(at, (end) => (end === at && count >= min ? false : from(end, count + 1, then)));
      const on = (): boolean => count >= min && then(at);
      return greedy ? further() || on() : on() || further();
    };
    return (at, then) => from(at, 0, then);
  }

  /** Without a call for each character, of which there may be more than there is room for. */
  #repeatOne(element: Single, { min, max, greedy }: AST.Quantifier, isBehind: boolean): Matcher {
    const fits = fitting(element, this.#regex);
    return (at, then) => {
      const ends = [at];
      const further = (): boolean => {
        const end = ends.length > max ? -1 : this.#end(fits, ends.at(-1) ?? at, isBehind);
        if (end >= 0) ends.push(end);
        return end >= 0;
      };
      while ((greedy || ends.length <= min) && further());
      if (greedy) {
        for (; ends.length > min; ends.pop()) {
          this.#step();
          if (then(ends.at(-1) ?? at)) return true;
        }
        return false;
      }
      if (ends.length <= min) return false;
      do if (then(ends.at(-1) ?? at)) return true;
      while (further());
      return false;
    };
  }

  #assert(node: AST.Assertion): Matcher {
    if (node.kind === "lookahead" || node.kind === "lookbehind") {
      const match = this.#anyOf(node.alternatives, node.kind === "lookbehind");
      return (at, then) => match(at, () => true) !== node.negate && then(at);
    }
    const [text, { multiline }] = [this.#text, this.#regex];
    const isLineEnd = (character: string): boolean => multiline && /[\n\r\u2028\u2029]/.test(character);
    const isWord = (character: string): boolean => /^\w/.test(character);
    const holds = (at: number): boolean => {
      const [before, behind] = [text.charAt(at - 1), text.charAt(at)];
      if (node.kind === "word") return (isWord(before) !== isWord(behind)) !== node.negate;
      return node.kind === "start" ? at === 0 || isLineEnd(before) : at === text.length || isLineEnd(behind);
    };
    return (at, then) => (this.#step(), holds(at)) && then(at);
  }

  #again({ resolved }: AST.Backreference, isBehind: boolean): Matcher {
    const [group] = [resolved].flat();
    return (at, then) => {
      this.#step();
      const said = (group && this.#captured.get(group)) ?? "";
      const start = isBehind ? at - said.length : at;
      return this.#text.startsWith(said, start) && then(isBehind ? start : at + said.length);
    };
  }
}

type Single = AST.Character | AST.CharacterSet | AST.CharacterClass;

function isSingle(node: AST.Element): node is Single {
  return node.type === "Character" || node.type === "CharacterSet" || node.type === "CharacterClass";
}

const patterns = new Map<string, AST.Pattern>();

/** The same for the same pattern, so that what fits is known for the next text. */
function patternOf({ source, flags, unicode }: RegExp): AST.Pattern {
  const key = `${flags} ${source}`;
  const known = patterns.get(key) ?? new RegExpParser().parsePattern(source, 0, source.length, { unicode });
  patterns.set(key, known);
  return known;
}

const known = new WeakMap<AST.Node, (character: string) => boolean>();

/** Whether a character is one of those that a part of a pattern takes. */
function fitting(node: Single, { flags }: RegExp): (character: string) => boolean {
  const before = known.get(node);
  if (before) return before;
  const one = new RegExp(`^${node.raw}$`, flags.replace(/[gmy]/g, ""));
  const answers = new Map<string, boolean>();
  const fits = (character: string): boolean => {
    const answer = answers.get(character) ?? one.test(character);
    answers.set(character, answer);
    return answer;
  };
  known.set(node, fits);
  return fits;
}
