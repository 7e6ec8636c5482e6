const lists = {
  and: new Intl.ListFormat("en", { type: "conjunction" }),
  or: new Intl.ListFormat("en", { type: "disjunction" }),
};

/** "a", "a and b", "a, b, and c"; nothing of no words. */
export function listAnd(words: Iterable<string>): string {
  return lists.and.format(words);
}

/** "a", "a or b", "a, b, or c"; nothing of no words. */
export function listOr(words: Iterable<string>): string {
  return lists.or.format(words);
}
