/** Texts as Go and Terraform see them: https://developer.hashicorp.com/terraform/language/expressions/strings */

/** The characters that users see: clusters of code points, of which a line end of two is one. https://pkg.go.dev/github.com/apparentlymart/go-textseg/textseg */
export function lettersOf(text: string): readonly string[] {
  if (isAscii(text) && !text.includes("\r\n")) return text.split("");
  const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Every string of Terraform is in this form: https://github.com/zclconf/go-cty/blob/main/docs/types.md#ctystring */
export function normalized(text: string): string {
  return isAscii(text) ? text : text.normalize("NFC").replace(/[\ud800-\udfff]/gu, "\ufffd");
}

const ascii = /^[\0-\x7f]*$/;

/** Where each unit is a letter of its own, but for line ends of two. */
export function isAscii(text: string): boolean {
  return ascii.test(text);
}

/** Each code point by itself becomes one other: https://pkg.go.dev/unicode#ToUpper */
export function inCase(text: string, which: "lower" | "upper"): string {
  const change = (each: string): string => (which === "lower" ? each.toLowerCase() : each.toUpperCase());
  if (isAscii(text)) return change(text);
  return Array.from(text, (each) => {
    const changed = each === "İ" && which === "lower" ? "i" : change(each);
    return Array.from(changed).length === 1 ? changed : each;
  }).join("");
}

/** White space as in https://pkg.go.dev/unicode#IsSpace. */
export function withoutSpaceAtEnds(text: string): string {
  return text
    .replace(/^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/, "")
    .replace(
      /(?<![\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000])[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/,
      "",
    );
}

/** Only ASCII punctuation and spaces end a word; other characters that are not letters do not: https://pkg.go.dev/strings#Title */
const firstLetter =
  /(?<=^|[\0-/:-@[-^`{-\x7f\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000])\p{L}/gu;

export function titled(text: string): string {
  return text.replace(firstLetter, (letter) => inCase(letter, "upper"));
}
