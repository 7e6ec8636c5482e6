import type { Note } from "../access/codes.ts";
import { sayWord } from "../report/say-setting.ts";
import type { DocumentSentences } from "../words/document-words.ts";
import { type Words, sayValues } from "../words/words.ts";
import type { Lookup } from "./vault-labels.ts";
import type { CallerEntry, ChangeEntry, Report, VaultEntry, VerdictEntry } from "./report.ts";
import type { VerdictWord } from "../access/verdict.ts";

/** The vault's name, or what it depends on. */
export function sayName({ name }: Pick<VaultEntry, "name">): string {
  return typeof name === "string" ? name : name.unknown;
}

/** " (assumed as deployed)" of an answer that relies on a state; nothing of others. */
export function asDeployed(
  { notes }: { readonly notes: readonly Note[] },
  { lens }: Pick<Words, "lens">,
): string {
  return notes.includes("NOTE_ASSUMED_DEPLOYED") ? ` (${lens.asDeployed})` : "";
}

/** The maximum number of ranges in a line. */
const mostRanges = 20;

/** The addresses of each answer, where a verdict has different ones: "allowed: 203.0.113.0/25". */
export function sayParts(
  { allowed, denied, unknown }: VerdictEntry,
  names: Readonly<Record<"allowed" | "denied" | "depends", string>>,
  { document: { sentences } }: Words,
): readonly string[] {
  const rows = [
    [names.allowed, allowed],
    [names.denied, denied],
    [names.depends, unknown],
  ] as const;
  const answered = rows.filter(([, cidrs]) => cidrs.length > 0);
  if (answered.length < 2) return [];
  return answered.map(([name, cidrs]) => {
    const more = cidrs.length - mostRanges;
    return `${name}: ${cidrs.slice(0, mostRanges).join(", ")}${more > 0 ? ` ${sentences.more(more)}` : ""}`;
  });
}

/** Why the vault may never be there; empty if nothing has to be said. */
export function sayExistence(
  { exists, environment, notes }: Pick<VaultEntry, "exists" | "environment" | "notes">,
  { document: { labels }, lens }: Words,
): readonly string[] {
  return [
    ...(exists === "no" ? [environment === null ? labels.notCreated : lens.notCreated] : []),
    ...(notes.includes("NOTE_NOT_CALLED") ? [labels.notCalled] : []),
  ];
}

/** The maximum number of lookups and of callers that are listed for a vault. */
const mostListed = 20;

/** Where other roots look a vault up, each as it is printed. */
export function sayLookups(
  lookups: readonly Lookup[],
  { document: { sentences } }: Words,
  printLookup = (lookup: Lookup): string => `${lookup.file}:${lookup.line}`,
): readonly string[] {
  const said = lookups.map((lookup) => {
    const where = printLookup(lookup);
    return lookup.certain ? where : sentences.probably(where);
  });
  return firstOf(said, sentences);
}

/** "consumer:app (denied)"; without an answer where the network of its machine is not known. */
export function sayCallers(
  callers: readonly CallerEntry[],
  { document: { answers, sentences } }: Words,
): readonly string[] {
  const said = callers.map(({ from, verdict, because, uses }) => {
    const why = because === null ? "" : `: ${because}`;
    const answer = verdict === null ? "" : ` (${answers[verdict]})${why}`;
    return uses === "yes" ? `${from}${answer}` : sentences.ifItUses(`${from}${answer}`);
  });
  return firstOf([...new Set(said)], sentences);
}

/** Not more than can be read at a glance. */
function firstOf(said: readonly string[], { more }: DocumentSentences): readonly string[] {
  const others = said.length - mostListed;
  return others > 0 ? [...said.slice(0, mostListed), more(others)] : said;
}

/** The bypass, and what becomes of trusted services; where they need no bypass, why. */
export function sayBypass({ bypass, trustedServices, exposure }: VaultEntry, words: Words): string {
  const isWithout = bypass === "None" && trustedServices === "allowed";
  const without = exposure === "public" ? "as-any-address" : "other-rule";
  const { sentences } = words.document;
  return sentences.bypass(sayWord(bypass, words), trustedServices, isWithout ? without : null);
}

/** That there are none is only said where everything was read. */
export function sayNoVaults({ unread }: Pick<Report, "unread">, { document: { sentences } }: Words): string {
  return unread.length === 0 ? sentences.noVaults : sentences.noVaultsRead;
}

/** `vnet = true, tier = "premium", startsWith(name, "a")`. */
export function sayWhen(when: Readonly<Record<string, unknown>>): string {
  return sayValues(Object.entries(when)).join(", ");
}

/** What is said of both sides of a change; of one without a verdict, that it has no such vault, or only no such caller. */
export function sayChange(
  { kind, before, after, notes }: ChangeEntry,
  words: Words,
  sayVerdict: (verdict: VerdictWord) => string,
): readonly [before: string, after: string] {
  const { noCaller, noVault } = words.document.labels;
  const say = (verdict: VerdictWord | null): string =>
    verdict === null ? (kind === "changed" ? noCaller : noVault) : sayVerdict(verdict);
  return [say(before), `${say(after)}${asDeployed({ notes }, words)}`];
}
