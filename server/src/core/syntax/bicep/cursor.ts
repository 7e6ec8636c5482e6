import { isLineBreak } from "./characters.ts";
import { startsDeclaration } from "./declaration-line.ts";
import type {
  Decorator,
  ResourceDeclaration,
  ErrorNode,
  Expression,
  Name,
  OrphanDecorators,
  SyntaxNode,
} from "./nodes.ts";
import type { BicepDialect } from "./file-nodes.ts";
import type { ErrorCode } from "./problem.ts";
import { Token, type TokenList } from "./token.ts";

const nameSlots = 1024;

/** Rules that the files of the lower rules call back, named here so that no file imports in a circle. */
export interface Grammar {
  readonly expression: (cursor: Cursor) => Expression;
  readonly nestedResource: (
    cursor: Cursor,
    decorators: readonly Decorator[],
    start: number,
  ) => ResourceDeclaration | OrphanDecorators | ErrorNode;
}

const none: readonly never[] = [];

/** The place of the parser in the tokens, and what it has noticed on the way. */
export class Cursor {
  readonly text: string;
  readonly dialect: BicepDialect;
  readonly grammar: Grammar;
  readonly tokens: TokenList;
  readonly errors: ErrorNode[] = [];
  /** Names met so far, by a hash of their letters: most names of a file recur, and one string serves them all. */
  readonly names = new Array<string | undefined>(nameSlots).fill(undefined);
  /** Children of the lists that are open, innermost last, so that each list is copied once at its final length. */
  readonly pending: SyntaxNode[] = [];
  pendingCount = 0;
  index = 0;
  /** Kind of the token at `index`. */
  kind: number;
  /** End of the last consumed token that is not a line break: where a node ends, and where something is missing. */
  lastEnd = 0;
  /** Nesting of the rule that runs. */
  depth = 0;
  /** Height of the expression or type read last; with `depth` it bounds the tree, also where it leans to the left. */
  height = 0;
  /** Counts the errors that make a node say less than the text means; a node is intact if it has not moved. */
  damage = 0;
  /** The part of the error that is within matching brackets, and so hides nothing around them. */
  confined = 0;
  /** Counts brackets without a partner; none of the lists of a declaration that has one can be trusted. */
  unbalanced = 0;
  /** How many of the declarations before it stray text has made doubtful, so that they are not visited for each piece of it. */
  doubted = 0;
  /** Brackets open around the rule that runs; a closing bracket that none of them wants is stray. */
  braces = 0;
  squares = 0;
  parens = 0;

  constructor(text: string, dialect: BicepDialect, grammar: Grammar, tokens: TokenList) {
    this.text = text;
    this.dialect = dialect;
    this.grammar = grammar;
    this.tokens = tokens;
    this.kind = tokens.kinds[0] ?? Token.EndOfFile;
  }

  at(kind: number): boolean {
    return this.kind === kind;
  }

  /** Kind of a token ahead; the end of the file repeats for ever. */
  peek(distance: number): number {
    return this.tokens.kinds[this.index + distance] ?? Token.EndOfFile;
  }

  /** Start of the token at the cursor. */
  startOf(): number {
    return this.tokens.starts[this.index] ?? this.text.length;
  }

  endOf(): number {
    return this.tokens.ends[this.index] ?? this.text.length;
  }

  /** Takes the token at the cursor; the end of the file is never taken. */
  advance(): void {
    if (this.kind === Token.EndOfFile) return;
    const { tokens } = this;
    if (this.kind !== Token.NewLine) this.lastEnd = tokens.ends[this.index] ?? this.text.length;
    this.index++;
    this.kind = tokens.kinds[this.index] ?? Token.EndOfFile;
  }

  /** Takes the token if it is of the given kind. */
  take(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  skipNewLine(): void {
    if (this.kind === Token.NewLine) this.advance();
  }

  /** Whether the identifier `distance` tokens ahead is this word; the keywords of Bicep are names everywhere else. */
  atWord(word: string, distance = 0): boolean {
    if (this.peek(distance) !== Token.Identifier) return false;
    const start = this.tokens.starts[this.index + distance] ?? 0;
    const end = this.tokens.ends[this.index + distance] ?? 0;
    return end - start === word.length && this.text.startsWith(word, start);
  }

  takeWord(word: string): boolean {
    if (!this.atWord(word)) return false;
    this.advance();
    return true;
  }

  /** Takes a name, or says that it is missing. */
  parseName(): Name | ErrorNode {
    return this.kind === Token.Identifier ? this.takeName() : this.missing("expected-name");
  }

  /** Takes the identifier at the cursor. */
  takeName(): Name {
    const start = this.startOf();
    const end = this.endOf();
    this.advance();
    return { kind: "name", start, end, text: this.nameBetween(start, end) };
  }

  /** The text of an identifier, as the same string each time. */
  nameBetween(start: number, end: number): string {
    const { text, names } = this;
    const middle = text.charCodeAt((start + end) >> 1);
    const hash =
      text.charCodeAt(start) * 7 + middle * 31 + text.charCodeAt(end - 1) * 131 + (end - start) * 17;
    const slot = hash & (nameSlots - 1);
    const known = names[slot];
    if (known?.length === end - start && text.startsWith(known, start)) return known;
    const name = text.slice(start, end);
    names[slot] = name;
    return name;
  }

  /** An error that takes nothing of the text: something is missing behind the last token. */
  missing(code: ErrorCode): ErrorNode {
    return this.damaged(code, this.lastEnd, this.lastEnd);
  }

  /** An error that covers text and makes every node around it say that it is not intact. */
  damaged(code: ErrorCode, start: number, end: number): ErrorNode {
    this.damage++;
    this.height = 0;
    return this.report(code, start, end);
  }

  /** An error that leaves no doubt about what the text means. Only the first of several at one place is listed. */
  report(code: ErrorCode, start: number, end: number): ErrorNode {
    const error: ErrorNode = { kind: "error", start, end, code };
    const last = this.errors.at(-1);
    if (start !== end || last?.end !== start) this.errors.push(error);
    return error;
  }

  /** Whether the token `distance` ahead starts in the first column. */
  inFirstColumn(distance = 0): boolean {
    const start = this.tokens.starts[this.index + distance] ?? this.text.length;
    return start === 0 || isLineBreak(this.text.charCodeAt(start - 1));
  }

  /** Whether a declaration of the file starts here: nothing between braces reads like this in the first column. */
  atDeclarationLine(distance = 0): boolean {
    const kind = this.peek(distance);
    if (kind !== Token.Identifier && kind !== Token.At) return false;
    if (!this.inFirstColumn(distance)) return false;
    const target = kind === Token.At ? this.#behindDecorators(distance) : distance;
    if (target > distance && !this.inFirstColumn(target)) return false;
    return startsDeclaration(this.text, this.tokens.starts[this.index + target] ?? this.text.length);
  }

  /** Distance of the first token behind the decorators that start `distance` tokens ahead. */
  #behindDecorators(distance: number): number {
    let ahead = distance;
    let nesting = 0;
    for (; ; ahead++) {
      const kind = this.peek(ahead);
      if (kind === Token.EndOfFile) return ahead;
      if (kind === Token.LeftParen || kind === Token.LeftBrace || kind === Token.LeftSquare) nesting++;
      else if (kind === Token.RightParen || kind === Token.RightBrace || kind === Token.RightSquare)
        nesting--;
      else if (kind === Token.NewLine && nesting <= 0 && this.peek(ahead + 1) !== Token.At) return ahead + 1;
      if (
        kind === Token.NewLine &&
        this.inFirstColumn(ahead + 1) &&
        this.peek(ahead + 1) === Token.Identifier
      ) {
        return ahead + 1;
      }
    }
  }

  /** Adds a child to the list that is open. */
  addPending(node: SyntaxNode): void {
    this.pending[this.pendingCount++] = node;
  }

  /** Closes the list that was opened when `pendingCount` was `from`, and returns its children. */
  takePending(from: number): readonly SyntaxNode[] {
    const end = this.pendingCount;
    this.pendingCount = from;
    return end === from ? none : this.pending.slice(from, end);
  }
}
