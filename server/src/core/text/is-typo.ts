/** Shorter words are abbreviations, such as those of regions and environments, of which many differ in one letter. */
const shortestWord = 4;

/**
 * Whether one name is certainly a misspelling of the other: within a word, one letter is missing, added or replaced, or two letters are
 * swapped; or hyphens between words are missing. Names that differ in a digit, or at the beginning or end of a word, are usually
 * those of different resources: `shop1` and `shop2`, `eus` and `wus`, `shop` and `shops`.
 */
export function isTypo(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const start = commonPrefix(long, short);
  if (start === long.length) return false;
  if (inOneWord(long) === inOneWord(short)) return true;
  const [left, right] = [long.slice(start), short.slice(start)];
  if (long.length > short.length) return left.slice(1) === right && isWithin(long, start, 1);
  if (left.slice(1) === right.slice(1)) return isWithin(long, start, 1) && isWithin(short, start, 1);
  const swapped = right.slice(1, 2) + right.slice(0, 1) + right.slice(2);
  return left === swapped && wordAround(long, start, 2) >= shortestWord;
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** Whether these letters are inside of a word: neither its first nor its last. */
function isWithin(name: string, start: number, count: number): boolean {
  return (
    isLetter(name[start - 1]) &&
    isLetter(name[start + count]) &&
    wordAround(name, start, count) >= shortestWord
  );
}

function inOneWord(name: string): string {
  return name.replace(/(?<=[a-z])-(?=[a-z])/g, "");
}

/** The length of the word that these letters belong to; 0 if one of them is not a letter. */
function wordAround(name: string, start: number, count: number): number {
  if (!/^[a-z]+$/.test(name.slice(start, start + count))) return 0;
  let [from, to] = [start, start + count];
  while (isLetter(name[from - 1])) from--;
  while (isLetter(name[to])) to++;
  return to - from;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && character >= "a" && character <= "z";
}
