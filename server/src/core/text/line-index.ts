/** A place in a text as people count it: both 1-based, characters in UTF-16 code units. */
export interface LineAndCharacter {
  readonly line: number;
  readonly character: number;
}

/** Turns offsets into lines. Lines end with `\n`, `\r\n` or a lone `\r`, as in the Language Server Protocol. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    this.#starts = lineStarts(text);
    this.#length = text.length;
  }

  /** The 1-based line and character of a UTF-16 offset; offsets outside the text are moved to its ends. */
  at(offset: number): LineAndCharacter {
    const inside = Math.max(0, Math.min(offset, this.#length));
    const line = this.#lineOf(inside);
    return { line: line + 1, character: inside - this.startOf(line + 1) + 1 };
  }

  /** The offset at which a 1-based line starts; lines past the end start at the end. */
  startOf(line: number): number {
    return this.#starts[line - 1] ?? this.#length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    // The engine's own search is several times faster than a look at each character.
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
    return starts;
  }
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) starts.push(offset + 1);
  }
  return starts;
}
