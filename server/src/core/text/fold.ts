/**
 * A key word or the name of a property without the case of A–Z, as Azure compares them: U+212A, which looks like K, is not a k
 * (https://learn.microsoft.com/dotnet/api/system.stringcomparer.ordinalignorecase).
 */
export function foldWord(word: string): string;
export function foldWord(word: string | null | undefined): string | undefined;
export function foldWord(word: string | null | undefined): string | undefined {
  if (!word || !beyondAscii.test(word)) return word?.toLowerCase();
  return word.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/**
 * A name that authors choose, as .NET's ordinal comparison folds it: each character by its simple upper case, `ı` and `ſ` excepted
 * (https://learn.microsoft.com/dotnet/standard/base-types/best-practices-strings#ordinal-string-operations). Letters of ASCII are in
 * lower case, so that what is all ASCII is folded as key words are.
 */
export function foldName(name: string): string;
export function foldName(name: string | null | undefined): string | undefined;
export function foldName(name: string | null | undefined): string | undefined {
  return name && beyondAscii.test(name) ? upperBeyondAscii(foldWord(name)) : name?.toLowerCase();
}

/** A text in which each letter beyond ASCII is its simple upper case, which has as many UTF-16 units; what would become ASCII stays. */
export function upperBeyondAscii(text: string): string {
  return text.replace(/[\u0080-\u{10ffff}]/gu, (letter) => {
    const upper = letter.toUpperCase();
    if (upper.length === letter.length) return beyondAscii.test(upper) ? upper : letter;
    // Greek letters with an iota below have one capital, eight or nine places behind.
    const capitals = [8, 9].map((step) => String.fromCharCode(letter.charCodeAt(0) + step));
    return capitals.find((capital) => capital.toLowerCase() === letter) ?? letter;
  });
}

/** Whether two key words differ in nothing but the case of A–Z, which is one bit of a letter. */
export function isSameWord(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const begin = (one.charCodeAt(0) ^ other.charCodeAt(0)) & ~0x20;
  return begin === 0 && foldWord(one) === foldWord(other);
}

/** Whether two names that authors choose are one name to Azure. */
export function isSameName(one: string, other: string): boolean {
  return one.length === other.length && foldName(one) === foldName(other);
}

const beyondAscii = /[\u0080-\uffff]/;
