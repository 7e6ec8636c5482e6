import { grouped } from "../logic/grouped.ts";
import type { VaultCount } from "../words/document-words.ts";
import { foldName } from "../text/fold.ts";
import type { VaultFacts, VerdictFacts } from "./vault-facts.ts";

interface Identity {
  readonly root: string;
  readonly module: string | null;
}

/** What is said in one environment of a vault, which is declared elsewhere where it is only looked up. */
interface Row extends Identity, Pick<VaultFacts, "kind" | "existing"> {
  readonly environment: string | null;
  /** The environment is null if several of them may be meant. */
  readonly linkedTo: (Identity & { readonly symbol: string; readonly environment: string | null }) | null;
}

type VaultRow = Row & Pick<VaultFacts, "symbol" | "name" | "exposure" | "state" | "exists">;
type VerdictRow = Row & VerdictFacts & { readonly scenario: { readonly service: string } | null };

/** Where the label of a row, or of the declaration that it is linked to, is. */
type At<T extends Row> = (place: T | NonNullable<T["linkedTo"]>) => unknown;

/** What has a place of its own, and what is shown beneath it. */
export interface Folded<T> {
  /** Of vaults that are declared first, then of those that are only looked up, then of those in states. */
  readonly entries: readonly T[];
  /** What is said of the lookups of a vault, in the environment of the entry. */
  readonly referencesTo: (entry: T) => readonly T[];
  /** The entry that stands for the vault of another one: its declaration, or the first lookup of its name. */
  readonly vaultOf: (entry: T) => T;
}

/** The list of vaults, of which public ones are first: lookups of a declared vault are beneath it, and of those that nothing declares one for each name has a place. */
export function foldVaults<T extends VaultRow>(all: readonly T[], at: At<T>): Folded<T> {
  const rank = ({ state, existing, exposure, exists }: T): number => {
    if (state !== null) return 3;
    return existing ? 2 : Number(exposure !== "public" || exists === "no");
  };
  return fold(all, { at, read: (vault) => vault, rank, isSaid: () => true });
}

/** Verdicts by the same list, without those of lookups that repeat the ones of the declaration. */
export function foldVerdicts<T extends VerdictRow>(all: readonly T[], at: At<T>): Folded<T> {
  const read = ({ vault: symbol, vaultName: name }: T): Called => ({ symbol, name });
  return fold(all, { at, read, rank: ({ existing }) => Number(existing), isSaid: repeatsVerdicts });
}

/** The count that all views show of a list that has each vault once, whatever its environments. */
export function countVaults(listed: readonly Pick<VaultFacts, "existing" | "state">[]): VaultCount {
  const inStates = listed.filter(({ state }) => state !== null).length;
  const referenced = listed.filter(({ existing, state }) => existing && state === null).length;
  return { declared: listed.length - referenced - inStates, referenced, inStates };
}

/** The vaults of a list, each once. */
export function vaultsOnce<T extends VaultRow>(all: readonly T[], at: At<T>): readonly T[] {
  const { entries } = foldVaults(all, at);
  return [...new Map(entries.map((vault) => [keyOf(vault, vault.symbol, at(vault)), vault])).values()];
}

interface Called {
  readonly symbol: string;
  readonly name: unknown;
}

interface Folding<T extends Row> {
  readonly at: At<T>;
  readonly read: (entry: T) => Called;
  readonly rank: (entry: T) => number;
  /** Whether the entries of the declaration say all that one of the lookup does. */
  readonly isSaid: (lookup: T, declared: readonly T[]) => boolean;
}

function fold<T extends Row>(all: readonly T[], { at, read, rank, isSaid }: Folding<T>): Folded<T> {
  const idOf = (entry: T): string => keyOf(entry, read(entry).symbol, at(entry));
  const keyIn = (entry: T): string => `${idOf(entry)} in ${entry.environment ?? ""}`;
  const byId = grouped(all, (entry) => [idOf(entry)]);
  const byName = grouped(all, (entry) => [referencedName(entry, read(entry).name)]);
  const declared = (entry: T): readonly T[] => {
    const { linkedTo, environment } = entry;
    if (linkedTo === null) {
      const name = referencedName(entry, read(entry).name);
      const [first] = name === null ? [] : (byName.get(name) ?? []);
      if (first === undefined || idOf(first) === idOf(entry)) return [];
      return (byId.get(idOf(first)) ?? []).filter((each) => each.environment === environment);
    }
    const found = byId.get(keyOf(linkedTo, linkedTo.symbol, at(linkedTo))) ?? [];
    return found.filter((each) => linkedTo.environment === null || each.environment === linkedTo.environment);
  };
  const isBeneath = (entry: T): boolean => {
    const to = declared(entry);
    return to.length > 0 && isSaid(entry, to);
  };
  const inEach = [...grouped(all, (entry) => [keyIn(entry)]).values()];
  const beneath = inEach.filter((own) => own.every(isBeneath)).flat();
  const byDeclaration = grouped(beneath, (entry) => [...new Set(declared(entry).map(keyIn))]);
  const hidden = new Set(beneath);
  const ranks = new Map(
    [...byId.values()].flatMap((own) => {
      const first = Math.min(...own.map(rank));
      return own.map((entry) => [entry, first] as const);
    }),
  );
  const rankOf = (entry: T): number => ranks.get(entry) ?? 0;
  return {
    entries: all.filter((entry) => !hidden.has(entry)).sort((a, b) => rankOf(a) - rankOf(b)),
    referencesTo: (entry) => byDeclaration.get(keyIn(entry)) ?? [],
    vaultOf: (entry) => declared(entry)[0] ?? entry,
  };
}

/** The name under which a vault is referenced that nothing declares; null for others, and if it is not known. */
function referencedName({ kind, existing, linkedTo }: Row, name: unknown): string | null {
  return existing && linkedTo === null && typeof name === "string" ? `${kind} ${foldName(name)}` : null;
}

function keyOf({ root, module }: Identity, symbol: string, at: unknown): string {
  return JSON.stringify([root, module, symbol, at]);
}

/** The environments of a root that declares a vault may give different answers: those of the lookup are its cases. */
function repeatsVerdicts(lookup: VerdictRow, declared: readonly VerdictRow[]): boolean {
  const same = declared.filter(
    ({ from, scenario }) => from === lookup.from && scenario?.service === lookup.scenario?.service,
  );
  const answers = new Set(same.map(answerOf));
  return answers.size > 1 || answers.has(answerOf(lookup));
}

function answerOf({ verdict, exposed, reason, allowed, denied, unknown }: VerdictFacts): string {
  return JSON.stringify([verdict, exposed, reason, allowed, denied, unknown]);
}
