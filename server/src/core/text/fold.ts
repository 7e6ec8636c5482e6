/**
 * A key word or the name of a property without the case of A–Z, as Azure compares them: U+212A, which looks like K, is no k
 * (https://learn.microsoft.com/dotnet/api/system.stringcomparer.ordinalignorecase).
 */
export function foldWord(word: string): string;
export function foldWord(word: string | null | undefined): string | undefined;
export function foldWord(word: string | null | undefined): string | undefined {
  if (!word || !beyondAscii.test(word)) return word?.toLowerCase();
  return word.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/**
 * A name that authors choose, as .NET's ordinal comparison folds it: each UTF-16 unit by its simple upper case, `ı` and `ſ` excepted
 * (https://learn.microsoft.com/dotnet/standard/base-types/best-practices-strings#ordinal-string-operations). Letters of ASCII are in
 * lower case, so that what is all ASCII is folded as key words are.
 */
export function foldName(name: string): string;
export function foldName(name: string | null | undefined): string | undefined;
export function foldName(name: string | null | undefined): string | undefined {
  return foldWord(name)?.replace(/[\u0080-\uffff]/g, (unit) => {
    const upper = unit.toUpperCase();
    return upper.length === 1 && beyondAscii.test(upper) ? upper : unit;
  });
}

const beyondAscii = /[\u0080-\uffff]/;
