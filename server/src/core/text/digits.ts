/**
 * A count, at least 0, in groups of three digits with a mark between them: 12,345. `toLocaleString` says the same, but its first
 * call takes 11 milliseconds.
 */
export function inGroups(count: number, mark: string): string {
  const digits = String(count);
  const first = digits.length % 3 || 3;
  const groups = digits.slice(first).match(/\d{3}/g) ?? [];
  return [digits.slice(0, first), ...groups].join(mark);
}
