/** Lines that are replaced. */
export interface LineEdit {
  /** The number of lines up to and including the removed ones: what is added comes after this line. */
  readonly line: number;
  readonly removed: number;
  readonly added: readonly string[];
}

/** The fewest edits of lines that make one text of another, by their longest common subsequence. */
export function editsBetween(before: readonly string[], after: readonly string[]): readonly LineEdit[] {
  const common = commonLengths(before, after);
  const lengthAt = (x: number, y: number): number => common[x]?.[y] ?? 0;
  const edits: LineEdit[] = [];
  let [x, y] = [0, 0];
  while (x < before.length || y < after.length) {
    const [fromX, fromY] = [x, y];
    while ((x < before.length || y < after.length) && (before[x] !== after[y] || x >= before.length)) {
      if (y < after.length && (x >= before.length || lengthAt(x, y + 1) > lengthAt(x + 1, y))) y++;
      else x++;
    }
    if (x > fromX || y > fromY) edits.push({ line: x, removed: x - fromX, added: after.slice(fromY, y) });
    while (x < before.length && before[x] === after[y]) [x, y] = [x + 1, y + 1];
  }
  return edits;
}

/** How many lines the rests of both texts have in common, by where the rests begin. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const rows: number[][] = [Array.from({ length: after.length + 1 }, () => 0)];
  for (const line of before.toReversed()) {
    const [below = []] = rows;
    const row = [0];
    for (let y = after.length - 1; y >= 0; y--) {
      const isSame = line === after[y];
      row.unshift(isSame ? (below[y + 1] ?? 0) + 1 : Math.max(below[y] ?? 0, row[0] ?? 0));
    }
    rows.unshift(row);
  }
  return rows;
}
