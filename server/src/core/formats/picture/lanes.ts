import type { Words } from "../../words/words.ts";
import type { BundleKind } from "../../words/document-words.ts";
import { readableSymbol } from "../../access/shown-names.ts";
import { grouped } from "../../logic/grouped.ts";
import type { StepEntry, VerdictEntry } from "../report.ts";
import {
  type LabelledVerdict,
  vaultKey,
  withLabels,
  foldVerdicts,
  byEnvironments,
  type InEnvironments,
} from "../vault-labels.ts";

/** A vault with the sources that were asked about. */
export interface VaultLanes {
  readonly label: string;
  readonly lanes: readonly Lane[];
}

/** A source on its way to a vault, or several that take the same way to the same answer. */
export interface Lane {
  readonly source: string;
  /** "Allowed · IP rule 1". */
  readonly summary: string;
  readonly first: VerdictEntry;
  readonly members: readonly [Member, ...Member[]];
}

export type Member = InEnvironments<LabelledVerdict>;

/** The verdicts by vault, in their order; those of lookups are beneath their declaration. */
export function lanesOf(verdicts: readonly VerdictEntry[], words: Words): readonly VaultLanes[] {
  const { entries, vaultOf } = foldVerdicts(verdicts);
  const vaults = grouped(withLabels(entries, vaultOf), (each) => [vaultKey(vaultOf(each))]);
  return [...vaults.values()].map(distinctAnswers).map((ofVault) => ({
    label: ofVault[0].label,
    lanes: bundled(membersOf(ofVault), words),
  }));
}

/** A lookup of the vault may answer as its declaration does. */
function distinctAnswers<T extends VerdictEntry>([first, ...others]: readonly [T, ...T[]]): readonly [
  T,
  ...T[],
] {
  const answerOf = ({ from, scenario, environment, summary }: T): string =>
    JSON.stringify([from, scenario, environment, summary]);
  const said = new Set([answerOf(first)]);
  return [first, ...others.filter((each) => !said.has(answerOf(each)) && said.add(answerOf(each)))];
}

/** What holds in all of several environments says so of none. */
function membersOf(ofVault: readonly LabelledVerdict[]): readonly Member[] {
  const all = new Set(ofVault.map(({ environment }) => environment));
  return byEnvironments(ofVault).map((each) =>
    all.size > 1 && each.environments.length === all.size ? { ...each, environments: [] } : each,
  );
}

/** With fewer that are alike, each has a lane. */
const fewest = 4;

function bundled(members: readonly Member[], words: Words): readonly Lane[] {
  return [...grouped(members, (each) => [wayOf(each)]).values()].flatMap((alike) =>
    alike.length < fewest
      ? alike.map((each) => laneOf([each], each.entry.summary, nameOfMember(each)))
      : [bundle(alike, words)],
  );
}

function bundle(alike: Lane["members"], { document }: Words): Lane {
  const [{ entry }] = alike;
  const { verdicts, reasons, sentences } = document;
  const isCommon = alike.every((each) => each.entry.summary === entry.summary);
  const reason = reasons[entry.reason];
  const said = reason === "" ? verdicts[entry.verdict] : `${verdicts[entry.verdict]} · ${reason}`;
  return laneOf(alike, isCommon ? entry.summary : said, sentences.bundle(alike.length, kindOf(entry.from)));
}

function laneOf(members: Lane["members"], summary: string, source: string): Lane {
  return { source, summary, first: members[0].entry, members };
}

/** Sources are bundled if they are of one kind, and the same gate decides about them for the same reason. */
function wayOf({ entry, environments }: Member): string {
  const { from, verdict, exposed, reason, steps } = entry;
  const passed = steps.filter(({ outcome }) => outcome === "continue").map(({ gate }) => gate);
  const gate = decidingStep(entry)?.gate;
  return JSON.stringify([kindOf(from), verdict, exposed, reason, gate, passed, environments]);
}

/** The step that settles a verdict, or leaves it open. */
export function decidingStep({ steps, deciding }: VerdictEntry): StepEntry | undefined {
  return deciding === null ? undefined : steps[deciding];
}

/** "office (dev)": what is said of a source that has a kind is its name. */
export function nameOfMember({ entry: { from, scenario }, environments }: Member): string {
  const name = readableSymbol(from.replace(/^(?:subnet|service|consumer|tag):/, ""));
  const what = from.startsWith("consumer:") && scenario ? `${name}, ${scenario.name}` : name;
  return environments.length === 0 ? what : `${what} (${environments.join(", ")})`;
}

const kinds: readonly (readonly [pattern: RegExp, kind: BundleKind])[] = [
  [/^subnet:/, "subnet"],
  [/^consumer:/, "resource"],
  [/^service:/, "service"],
  [/^[\d.:/-]+$/, "address"],
];

function kindOf(from: string): BundleKind {
  return kinds.find(([pattern]) => pattern.test(from))?.[1] ?? "source";
}
