/**
 * A count in groups of three digits with a mark between them: 12,345. `toLocaleString` says the same, but its first call takes 11
 * milliseconds.
 */
export function inGroups(count: number, mark: string): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, mark);
}
