import type { Shape, Unknown } from "../types.ts";
import { foldWord } from "../../text/fold.ts";

const digits = "0123456789";
const letters = "abcdefghijklmnopqrstuvwxyz";

/** Characters of generated names, in lower case. */
export const characters = {
  /** Of `uniqueString()`: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string#uniquestring */
  base32: `${letters}234567`,
  hexadecimal: `${digits}abcdef`,
  alphanumeric: letters + digits,
  digits,
} as const;

/** 8-4-4-4-12 hexadecimal digits with hyphens between them. */
export const guidShape = exactly(36, `${characters.hexadecimal}-`);

/** An IPv4 address. */
export const addressShape: Shape = { least: 7, most: 15, characters: `${digits}.` };

/** A text of one length. */
export function exactly(length: number, of: string | null): Shape {
  return { least: length, most: length, characters: of };
}

/** What is known of a part of a text; of a string all is. */
export function shapeOf(part: string | Unknown): Shape {
  if (typeof part === "string") return exactly(part.length, foldWord(part));
  return part.shape ?? { least: 0, most: Infinity, characters: null };
}

/** What is known of several parts one behind the other. */
export function shapeOfAll(parts: readonly (string | Unknown)[]): Shape {
  const shapes = parts.map(shapeOf);
  const total = (lengths: readonly number[]): number => lengths.reduce((sum, each) => sum + each, 0);
  const isAny = shapes.some((shape) => shape.characters === null);
  return {
    least: total(shapes.map(({ least }) => least)),
    most: total(shapes.map(({ most }) => most)),
    characters: isAny ? null : shapes.map((shape) => shape.characters).join(""),
  };
}

/** Longer texts, or texts of more parts, are not compared character by character. */
const most = { characters: 200, parts: 50 } as const;

/** Whether parts may together be a text, apart from the case of letters. */
export function mayBe(parts: readonly (string | Unknown)[], text: string): boolean {
  if (text.length > most.characters || parts.length > most.parts) return true;
  const folded = foldWord(text);
  let ends: ReadonlySet<number> = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    for (const at of ends) for (const end of endsOf(part, folded, at)) next.add(end);
    ends = next;
  }
  return ends.has(folded.length);
}

/** Where a part may end in a text that it begins in at a place. */
function endsOf(part: string | Unknown, text: string, at: number): readonly number[] {
  if (typeof part === "string") {
    const folded = foldWord(part);
    return text.startsWith(folded, at) ? [at + folded.length] : [];
  }
  const { least, most: longest, characters: allowed } = shapeOf(part);
  const ends: number[] = [];
  for (let end = at; end <= text.length && end - at <= longest; end++) {
    if (end - at >= least) ends.push(end);
    if (allowed !== null && !allowed.includes(text.charAt(end))) break;
  }
  return ends;
}
