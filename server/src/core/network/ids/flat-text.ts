import { partsOf, type Text, textOf } from "../../evaluate/values/plain.ts";
import { vaultSuffix } from "../../evaluate/expressions/runtime-view.ts";
import type { Unknown } from "../../evaluate/values/value.ts";

/**
 * A text as one string, in which a reserved character replaces each unknown part, so that it can be matched with
 * patterns.
 */
export interface FlatText {
  readonly flat: string;
  /** A piece of it as text again. */
  readonly restore: (piece: string) => string | Text;
}

const firstStandIn = 0xe000;
const mostStandIns = 0xf8ff - firstStandIn;

/** Matches the placeholder of an unknown part. */
export const standIn = "[\uE000-\uF8FF]";

/**
 * Flattens a text. The suffix of vault hosts in the target cloud is written like that of public Azure; if there are
 * more unknown parts than placeholders, the last ones share one.
 */
export function flatten(text: string | Text): FlatText {
  const unknowns: Unknown[] = [];
  const flat = partsOf(text).map((part) => {
    if (typeof part === "string") return part;
    if (part.symbol === vaultSuffix) return ".vault.azure.net";
    unknowns.push(part);
    return String.fromCharCode(firstStandIn + Math.min(unknowns.length - 1, mostStandIns));
  });
  return { flat: flat.join(""), restore: (piece) => textOf(split(piece, unknowns)) };
}

function split(piece: string, unknowns: readonly Unknown[]): readonly (string | Unknown)[] {
  return piece.split(/([\uE000-\uF8FF])/u).map((part) => unknowns[part.charCodeAt(0) - firstStandIn] ?? part);
}
