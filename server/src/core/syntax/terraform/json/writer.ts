import type { Node } from "jsonc-parser";
import type { DocumentId, Span } from "../../../text/document.ts";

/** A text in the native syntax, and the JSON nodes that its parts represent. */
export interface Printed {
  readonly text: string;
  readonly marks: readonly Mark[];
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly node: Node;
}

/** Gathers a text piece by piece. */
export class Writer {
  readonly #end: number;
  #text = "";
  readonly #marks: Mark[] = [];

  /** `end` is where a syntax error ends what can be read of the JSON; infinity without one. */
  constructor(end: number) {
    this.#end = end;
  }

  /**
   * Whether a part is certainly intended: for an object, it is enough that it begins before a syntax error;
   * anything else must end before it.
   */
  canRead({ type, offset, length }: Node): boolean {
    return type === "object" ? offset < this.#end : offset + length < this.#end;
  }

  write(text: string): void {
    this.#text += text;
  }

  /** Ends the members of an object: an incomplete name represents those that may be lost. */
  endMembers(): void {
    this.write(this.#end === Infinity ? "}" : "lost\n}");
  }

  /** What is printed in the meantime represents the node; of two nodes with the same text, the outer one is used. */
  mark(node: Node, print: () => void): void {
    const start = this.#text.length;
    print();
    this.#marks.push({ start, end: this.#text.length, node });
  }

  get printed(): Printed {
    return { text: this.#text, marks: this.#marks };
  }
}

/**
 * The JSON place of a part of the printed text: the node it represents, or a place within the smallest node around
 * it, so that it is not mistaken for that node.
 */
export function placeIn(
  { marks }: Printed,
  document: DocumentId,
): (part: { readonly start: number; readonly end: number }) => Span {
  const exact = new Map(marks.map((mark) => [`${mark.start} ${mark.end}`, mark.node]));
  return ({ start, end }) => {
    const node = exact.get(`${start} ${end}`);
    if (node) return { document, start: node.offset, end: node.offset + node.length };
    const around = smallestAround(marks, start, end)?.node;
    const offset = around?.offset ?? 0;
    return around?.type === "string" && around.length > 2
      ? { document, start: offset + 1, end: offset + around.length - 1 }
      : { document, start: offset, end: Math.min(offset + 1, offset + (around?.length ?? 0)) };
  };
}

/** Marks are in the order in which they end, so that inner ones come first. */
function smallestAround(marks: readonly Mark[], start: number, end: number): Mark | undefined {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.end ?? end) < end) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < marks.length; at++) {
    const mark = marks[at];
    if (mark && mark.start <= start) return mark;
  }
  return undefined;
}
