import { type Words, wordsIn } from "../../server/src/core/index.ts";

const english = wordsIn("en");

/** The sentence of a finding, as a reader of English sees it. */
export function messageOf(finding: Parameters<Words["finding"]>[0]): string {
  return english.finding(finding);
}

/** What is said of the places beside a finding. */
export function relatedOf({
  related,
}: {
  readonly related: readonly { readonly fact: Parameters<Words["related"]>[0] }[];
}): readonly string[] {
  return related.map(({ fact }) => english.related(fact));
}

/** The title of a fix. */
export function titleOf(fix: Parameters<Words["fix"]>[0]): string {
  return english.fix(fix);
}
