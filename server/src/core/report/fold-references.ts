import { grouped } from "../logic/grouped.ts";
import { foldName } from "../text/fold.ts";
import type { VerdictFacts } from "./vault-facts.ts";

/** What is said of a vault in one environment, and the declaration that it is said of where the vault is only looked up. */
export interface Referring {
  /** Identifies a vault, regardless of the environment. */
  readonly id: string;
  readonly environment: string | null;
  /** The environment of the declaration is null if several of them may be meant. */
  readonly to: Target | null;
  /** The name of a vault that is only looked up, and that no entry declares: one of that name stands for all. */
  readonly referenced?: string | null;
}

interface Target {
  readonly id: string;
  readonly environment: string | null;
}

interface Looked {
  readonly kind: string;
  readonly existing: boolean;
  readonly linkedTo: unknown;
  readonly name: unknown;
}

/** The name under which a vault is referenced that nothing declares; null for others, and if it is not known. */
export function referencedName({ kind, existing, linkedTo, name }: Looked): string | null {
  return existing && linkedTo === null && typeof name === "string" ? `${kind} ${foldName(name)}` : null;
}

/** What has a place of its own, and what is shown beneath it. */
export interface Folded<T> {
  readonly entries: readonly T[];
  /** What is said of the lookups of a vault, in the environment of the entry. */
  readonly referencesTo: (entry: T) => readonly T[];
}

/**
 * Shows lookups of a vault beneath its declaration. A lookup has a place of its own if its declaration is not among the entries, or if
 * `isSaid` denies that the entries of the declaration say all that one of the lookup does.
 */
export function foldReferences<T>(
  all: readonly T[],
  read: (entry: T) => Referring,
  isSaid: (reference: T, declared: readonly T[]) => boolean = () => true,
): Folded<T> {
  const byId = grouped(all, (entry) => [read(entry).id]);
  const byName = grouped(all, (entry) => [read(entry).referenced ?? null]);
  const targetOf = (entry: T): Target | null => {
    const { id, environment, to, referenced = null } = read(entry);
    const [first] = referenced === null ? [] : (byName.get(referenced) ?? []);
    const shown = first === undefined ? id : read(first).id;
    return to ?? (shown === id ? null : { id: shown, environment });
  };
  const declared = (entry: T): readonly T[] => {
    const to = targetOf(entry);
    const found = to ? (byId.get(to.id) ?? []) : [];
    return found.filter((each) => to?.environment === null || read(each).environment === to?.environment);
  };
  const isBeneath = (entry: T): boolean => {
    const to = declared(entry);
    return to.length > 0 && isSaid(entry, to);
  };
  const lookups = [...grouped(all, (entry) => [keyOf(read(entry))]).values()];
  const beneath = lookups.filter((own) => own.every(isBeneath)).flat();
  const byDeclaration = grouped(beneath, (entry) => [
    ...new Set(declared(entry).map((each) => keyOf(read(each)))),
  ]);
  const hidden = new Set(beneath);
  return {
    entries: all.filter((entry) => !hidden.has(entry)),
    referencesTo: (entry) => byDeclaration.get(keyOf(read(entry))) ?? [],
  };
}

function keyOf({ id, environment }: Referring): string {
  return `${id} in ${environment ?? ""}`;
}

interface Answer extends VerdictFacts {
  readonly scenario: { readonly service: string } | null;
}

/** The environments of a root that declares a vault may give different answers: those of the lookup are its cases. */
export function repeatsVerdicts(lookup: Answer, declared: readonly Answer[]): boolean {
  const same = declared.filter(
    ({ from, scenario }) => from === lookup.from && scenario?.service === lookup.scenario?.service,
  );
  const answers = new Set(same.map(answerOf));
  return answers.size > 1 || answers.has(answerOf(lookup));
}

function answerOf({ verdict, exposed, reason, allowed, denied, unknown }: Answer): string {
  return JSON.stringify([verdict, exposed, reason, allowed, denied, unknown]);
}
