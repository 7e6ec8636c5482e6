import { cell, heading, link, mark, table } from "./markdown-text.ts";
import type { Report } from "./report.ts";

/** What a change does to who reaches what, as a table for a pull request. */
export function changeSections({ changes }: Report): readonly string[] {
  if (changes.length === 0) return ["Nobody's access changes."];
  const say = (word: string | null): string => (word === null ? "no vault" : `${mark(word)}${word}`);
  const rows = changes.map((each) => [
    each.kind,
    cell(each.from),
    cell(each.environment === null ? each.vault : `${each.vault} (${each.environment})`),
    say(each.before),
    say(each.after),
    link(each),
  ]);
  return [
    heading(2, "Access that changes"),
    table(["Change", "From", "Vault", "Before", "After", "Where"], rows),
  ];
}
