import type { Reference } from "../../template/reference.ts";
import type { Written } from "../../template/written.ts";
import type { Listed } from "../../text/replacement.ts";

/** A part of a text; offsets are UTF-16 code units, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A file of a language that writes objects in braces and lists in brackets, opened to be changed. */
export interface BracesFile {
  readonly text: string;
  readonly style: Style;
  /** The value that takes exactly this place; null when none does. */
  readonly valueAt: (start: number, end: number) => Located | null;
  /** A value as it is written inside the string that this place is a part of; null when it is not, or cannot be written there. */
  readonly printInside: (place: Range, value: Written) => string | null;
}

/** A value and the objects and lists it is in, innermost first. */
export interface Located {
  readonly value: Value;
  readonly around: readonly Range[];
}

/** A value as it is written. */
export interface Value extends Range {
  readonly isNull: boolean;
  /** The object or list it is; null of anything else, and where syntax errors make it uncertain what it holds. */
  readonly container: Container | null;
}

export interface Container extends Range {
  readonly kind: "object" | "list";
  /** Offset of the closing bracket. */
  readonly close: number;
  readonly entries: readonly Listed[];
  /** Whether an entry, or what else may be in it such as a nested resource, begins behind an offset. */
  readonly continuesBehind: (offset: number) => boolean;
  /** The value of the entry with this key, compared case-insensitively as in Azure; null if there is none. */
  readonly valueOf: (key: string) => Value | null;
}

/** How a file is laid out, and how its language spells values. */
export interface Style {
  readonly newline: string;
  /** One level of indentation. */
  readonly indent: string;
  /** Whether a space follows commas. */
  readonly spaced: boolean;
  /** Whether the braces of an object on one line are padded: `{ "a": 1 }`. */
  readonly padded: boolean;
  /** What separates entries on lines of their own. */
  readonly lineSeparator: "," | "";
  /** All of the file is on one line, and stays there. */
  readonly onOneLine: boolean;
  readonly printScalar: (value: null | boolean | number | string) => string;
  /** The key of an entry and its colon. */
  readonly printKey: (key: string) => string;
  readonly printReference: (reference: Reference) => string;
}
