import type { Span } from "../text/document.ts";
import type { Entry, Expression } from "./expression.ts";

/** What an entry is lowered from, by the reader of a syntax. */
export interface Unlowered<Node, Context> {
  /** The key, if it is a plain text; null if it has to be lowered to know. */
  readonly nameOf: (node: Node) => string | null;
  readonly spanOf: (node: Node, context: Context) => Span;
  readonly keyOf: (node: Node, context: Context) => Expression;
  readonly valueOf: (node: Node, context: Context) => Expression;
}

/** The key of an entry; null if it is computed. */
export function nameOfEntry(entry: Entry): string | null {
  const name = entry instanceof LazyEntry ? (entry as LazyEntry<unknown, unknown>).name : null;
  if (name !== null) return name;
  return entry.key.kind === "literal" ? String(entry.key.value) : null;
}

/** The same entry with another value. A spread would leave out what is lowered when it is asked for. */
export function withValue({ span, key }: Entry, value: Expression): Entry {
  return { kind: "entry", span, key, value };
}

/**
 * An entry that is lowered when it is asked for: most properties of a template have nothing to do with vaults, and are
 * never read.
 */
export class LazyEntry<Node, Context> implements Entry {
  readonly kind = "entry";
  readonly #node: Node;
  readonly #context: Context;
  readonly #from: Unlowered<Node, Context>;
  #span: Span | null = null;
  #key: Expression | null = null;
  #value: Expression | null = null;

  constructor(node: Node, context: Context, from: Unlowered<Node, Context>) {
    this.#node = node;
    this.#context = context;
    this.#from = from;
  }

  /** The key, if it is a plain text that need not be lowered. */
  get name(): string | null {
    return this.#from.nameOf(this.#node);
  }

  get span(): Span {
    return (this.#span ??= this.#from.spanOf(this.#node, this.#context));
  }

  get key(): Expression {
    return (this.#key ??= this.#from.keyOf(this.#node, this.#context));
  }

  get value(): Expression {
    return (this.#value ??= this.#from.valueOf(this.#node, this.#context));
  }
}
