import { isDict, partsOf, type Plain, samePlain, type Text, textOf } from "./plain.ts";
import type { Known, Unknown, Value } from "./value.ts";

/** What is not known but one of some values: known if they are the same, and nothing more where one of them is not known. */
export function oneAmong(value: Unknown, values: readonly Value[]): Known | Unknown {
  const known = values.filter((each) => each.kind === "known");
  const [first] = known;
  if (!first || known.length < values.length) return value;
  return known.every((each) => samePlain(each.value, first.value)) ? first : { ...value, among: known };
}

/** More texts than these are not tried. */
const mostTexts = 16;

/** What is under a key that is not known: one of the texts that a dictionary holds, or one that is given for all other keys. */
export function amongEntries(value: Value, target: Value | undefined, others: readonly Value[] = []): Value {
  const dict = target?.kind === "known" && isDict(target.value) ? target.value : null;
  if (value.kind !== "unknown" || !dict || dict.open.length > 0) return value;
  const values = [...[...dict.entries.values()].map((entry) => entry.value), ...others];
  const texts = values.filter((each) => each.kind === "known" && typeof each.value === "string");
  const isWhole = texts.length === values.length && texts.length > 0 && texts.length <= mostTexts;
  return isWhole ? { ...value, among: texts.filter((each) => each.kind === "known") } : value;
}

/** The texts of which a value is one, each with what is not known of it; null if it may be any. */
export function textsAmong(value: Value): readonly (string | Text)[] | null {
  const options = value.kind === "known" ? [value] : value.kind === "oneOf" ? value.options : value.among;
  if (!options) return null;
  const texts = options.map((each) => (isTextual(each.value) ? withParts(each.value) : null));
  return texts.includes(null) ? null : texts.flatMap((each) => each ?? []);
}

function isTextual(plain: Plain): plain is string | Text {
  return typeof plain === "string" || (typeof plain === "object" && plain?.kind === "text");
}

/** A text with each of the values that its unknown parts may have, as far as these are known. */
function withParts(text: string | Text): readonly (string | Text)[] {
  let found: readonly (readonly (string | Unknown)[])[] = [[]];
  for (const part of partsOf(text)) {
    const among = typeof part === "string" ? [] : (part.among ?? []);
    const texts = among.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
    const pieces = texts.length > 0 && texts.length === among.length ? texts : [part];
    const isFew = found.length * pieces.length <= mostTexts;
    found = found.flatMap((each) => (isFew ? pieces : [part]).map((piece) => [...each, piece]));
  }
  return found.map(textOf);
}
