import { grouped } from "../logic/grouped.ts";
import { existsAlready } from "../evaluate/values/state.ts";
import { equalPlain, type Plain } from "../evaluate/values/plain.ts";
import { type Cause, causeKey, choose, distinctCauses, type Value } from "../evaluate/values/value.ts";
import { textPieces } from "../evaluate/values/symbol.ts";
import { all, type Truth } from "../logic/truth.ts";
import { memoize } from "../logic/memoize.ts";
import type { Network, Vault } from "../network/network.ts";
import type { Caller } from "./caller.ts";
import type { Exposure, Reason } from "./codes.ts";
import { factsKey, type GateFact } from "./gate-fact.ts";
import { exposureOf } from "./exposure.ts";
import { underPermission } from "./gate-permission.ts";
import { markAssumed } from "./assumed-deployed.ts";
import { type Outcome, type Step, twinOf } from "./decision.ts";
import { type Assumption, withoutIdle } from "./assumed.ts";
import { judge, sameVerdict, type Verdict } from "./verdict.ts";

/** The network under one assumption about the root's open parameters. */
export interface World {
  /** Empty if nothing is assumed. */
  readonly assignment: ReadonlyMap<string, Plain>;
  readonly network: Network;
  /** The network with the vaults created that no world creates; absent if there are none. */
  readonly whenCreated?: Network;
  /** The worlds of the root without values of a state, if it is assumed to be as that. */
  readonly asWritten?: readonly World[];
  /** Whether a consumer also needs a permission for the answer to be that it has access. */
  readonly requiresPermission?: true;
}

/** The vaults that some world lists and none creates. */
export function vaultsNeverCreated(worlds: readonly World[]): readonly Vault[] {
  return ownVaults(worlds).flatMap(({ exists, vault }) =>
    exists === "no" && !vault.existing ? [vault] : [],
  );
}

/** The worlds with the vaults created that none of them creates; none if there are no such vaults. */
export const worldsWhenCreated = memoize((worlds: readonly World[]): readonly World[] =>
  worlds.flatMap(({ assignment, whenCreated, asWritten, requiresPermission }): World[] =>
    whenCreated
      ? [
          {
            assignment,
            ...(requiresPermission ? { requiresPermission } : {}),
            network: whenCreated,
            ...(asWritten ? { asWritten: worldsWhenCreated(asWritten) } : {}),
          },
        ]
      : [],
  ),
);

/** The worlds in which nothing that is declared exists before it is created, as far as that matters. */
export const worldsAsNew = memoize((worlds: readonly World[]): readonly World[] => {
  const fresh = worlds.filter(isNew);
  return fresh.length === 0 ? worlds : fresh;
});

function isNew({ assignment }: World): boolean {
  return assignment.get(existsAlready) === false;
}

/** Which of keys that differ only in case a world takes. */
export function keysChosen({ assignment, network }: World): Assumption {
  const conditions = network.frames[0]?.run.conditions;
  return [...assignment].filter(([name, value]) => typeof value === "string" && conditions?.has(name));
}

/** One vault in each world in which it may exist. */
export interface VaultAcrossWorlds {
  readonly key: string;
  /** The vault in the first of its worlds, with the names that it has in all of them. */
  readonly vault: Vault;
  readonly views: readonly VaultView[];
  /** Whether it is deployed, over all worlds: maybe if only some deploy it. */
  readonly exists: Truth;
}

export interface VaultView {
  readonly world: World;
  readonly vault: Vault;
}

/** An answer that holds in some worlds. */
export interface Case<T> {
  readonly when: ReadonlyMap<string, Plain>;
  readonly answer: T;
}

/** An answer that holds in all worlds, or the cases in which they differ. */
export interface Merged<T> {
  /** The common answer; the first one if they differ. */
  readonly answer: T;
  /** Empty if all worlds agree. */
  readonly cases: readonly Case<T>[];
  /** The assumed parameters if worlds differ. */
  readonly because: readonly Cause[];
}

/** The vaults of a root, each with its views; none in a world in which a vault is certainly not deployed. */
export const vaultsAcross = memoize((worlds: readonly World[]): readonly VaultAcrossWorlds[] => {
  const views = worlds.flatMap((world) => world.network.vaults.map((vault): VaultView => ({ world, vault })));
  return [...grouped(views, ({ vault }) => [vault.key])].map(([key, known]) => {
    const deployed = known.filter((view) => view.vault.exists.truth !== "no");
    const [first = known[0]] = deployed;
    const answers = deployed.map((view) => view.vault.exists.truth);
    const isSplit = deployed.length > 0 && deployed.length < worlds.length;
    const exists = deployed.length === 0 ? "no" : isSplit ? "maybe" : all(answers);
    const counting = withoutClosedWhenNew(deployed.length > 0 ? deployed : known);
    return { key, vault: withAllNames(first.vault, counting), views: counting, exists };
  });
});

/** What a vault that may exist is as a new one only counts where it is open: what exists may have more rules than are declared. */
function withoutClosedWhenNew(views: readonly VaultView[]): readonly VaultView[] {
  const existing = views.filter(({ world }) => !isNew(world));
  const isOpen = ({ world, vault }: VaultView): boolean =>
    isNew(world) && exposureOf(vault, world.network).exposure === "public";
  return existing.length === 0 || views.some(isOpen) ? views : existing;
}

/** A vault with the names of all its worlds: what represents it must not be called as in one of them. */
function withAllNames(vault: Vault, views: readonly VaultView[]): Vault {
  const { because } = mergeWorlds(views, (view) => view.vault.name, haveSameText);
  if (because.length === 0) return vault;
  const names = views.map((view) => view.vault.name);
  const isSame = (a: Plain, b: Plain): boolean => equalPlain(a, b, true) === "yes";
  return { ...vault, name: choose(names, because, vault.name.origin, isSame) };
}

function haveSameText(a: Value, b: Value): boolean {
  if (a.kind !== "known" || b.kind !== "known") return a.kind === b.kind;
  return equalPlain(a.value, b.value, true) === "yes" || printedPieces(a) === printedPieces(b);
}

/** A text whose unknown parts are identified by their causes: what is not known for the same reasons is not known in every world. */
function printedPieces(value: Value): string {
  return JSON.stringify(
    textPieces(value).map((piece) => (typeof piece === "string" ? piece : piece.because.map(causeKey))),
  );
}

/** The vaults of a root itself, without vaults of other roots that its vaults are linked to. */
export function ownVaults(worlds: readonly World[]): readonly VaultAcrossWorlds[] {
  return vaultsAcross(worlds).filter(({ vault }) => vault.home === null);
}

/** The vault of a root that has a key. */
export function vaultWithKey(worlds: readonly World[], key: string): VaultAcrossWorlds | undefined {
  return vaultsByKey(worlds).get(key);
}

const vaultsByKey = memoize(
  (worlds: readonly World[]): ReadonlyMap<string, VaultAcrossWorlds> =>
    new Map(vaultsAcross(worlds).map((across) => [across.key, across])),
);

/** The same vault without values of a state; undefined if it is not assumed to be as that. */
export function vaultAsWritten({ key, views: [view] }: VaultAcrossWorlds): VaultAcrossWorlds | undefined {
  return view?.world.asWritten && vaultWithKey(view.world.asWritten, key);
}

/** How exposed a vault is over all its worlds. */
export function exposureAcross({ views }: VaultAcrossWorlds): {
  readonly exposure: Exposure;
  readonly because: readonly Cause[];
  readonly cases: readonly Case<Exposure>[];
} {
  const merged = mergeWorlds(
    views,
    ({ world, vault }) => exposureOf(vault, world.network),
    (a, b) => a.exposure === b.exposure,
  );
  const cases = merged.cases.map((each) => ({ when: each.when, answer: each.answer.exposure }));
  if (cases.length > 0) return { exposure: "depends", because: merged.because, cases };
  return { ...merged.answer, cases };
}

/** The verdict for a caller over all worlds of a vault; `callerIn` finds the caller in a world's network. */
export function judgeAcross(across: VaultAcrossWorlds, callerIn: CallerIn): Merged<Verdict> | null {
  const merged = judgeIn(across, callerIn);
  const written = merged && vaultAsWritten(across);
  if (!written) return merged;
  return { ...merged, answer: markAssumed(merged.answer, judgeIn(written, callerIn)?.answer) };
}

type CallerIn = (network: Network) => Caller | null;

function judgeIn({ views }: VaultAcrossWorlds, callerIn: CallerIn): Merged<Verdict> | null {
  const judged = views.flatMap(({ world, vault }) => {
    const caller = callerIn(world.network);
    return caller ? [{ world, vault, verdict: judgeInWorld(vault, world, caller) }] : [];
  });
  const [only, ...others] = judged;
  if (!only) return null;
  if (others.length === 0) return { answer: only.verdict, cases: [], because: [] };
  const merged = mergeWorlds(judged, (view) => view.verdict, sameVerdict);
  const all = judged.map(({ world, verdict }) => ({ when: world.assignment, answer: verdict }));
  const isDecided = merged.cases.length === 0;
  const steps = merged.answer.steps.map((step) => mergeStep(step, all, merged.answer.steps, isDecided));
  const answer = isDecided
    ? { ...merged.answer, reason: settlingReason(merged.answer, steps) }
    : undecidedVerdict(merged);
  return { ...merged, answer: { ...answer, steps } };
}

/** The reason of what is settled in all worlds, perhaps for different reasons: that of the step which settles it over all of them. */
function settlingReason({ verdict, reason }: Verdict, steps: readonly Step[]): Reason {
  const outcome = settling.get(verdict);
  return steps.find((step) => step.outcome === outcome)?.gate.reason ?? reason;
}

const settling: ReadonlyMap<Verdict["verdict"], Outcome> = new Map([
  ["allowed", "allow"],
  ["denied", "deny"],
]);

function judgeInWorld(vault: Vault, { network, requiresPermission }: World, caller: Caller): Verdict {
  const verdict = judge(vault, network, caller);
  if (caller.kind !== "consumer") return verdict;
  return underPermission(verdict, { vault, network, consumer: caller.consumer }, requiresPermission === true);
}

/** A verdict that differs between worlds: what all of them allow stays allowed, and likewise what all deny. */
function undecidedVerdict({ answer, cases, because }: Merged<Verdict>): Verdict {
  const verdicts = cases.map((each) => each.answer);
  const allowed = verdicts.reduce((set, each) => set.intersect(each.allowed), answer.allowed);
  const denied = verdicts.reduce((set, each) => set.intersect(each.denied), answer.denied);
  const all = answer.allowed.union(answer.denied).union(answer.unknown);
  return {
    ...answer,
    verdict: "depends",
    reason: "DEPENDS_PARAMETER",
    allowed,
    denied,
    unknown: all.minus(allowed).minus(denied),
    notes: [...new Set(verdicts.flatMap((each) => each.notes))],
    because,
  };
}

/** A step that is the same in all worlds stays; for others, each fact has the assumption under which it holds. */
function mergeStep(
  step: Step,
  all: readonly Case<Verdict>[],
  among: readonly Step[],
  isDecided: boolean,
): Step {
  const twins = all.flatMap(({ when, answer }) => {
    const twin = twinOf(step, among, answer.steps);
    return twin ? [{ when, answer: twin }] : [];
  });
  if (twins.every(({ answer }) => answer.outcome === step.outcome && saysSame(answer, step))) return step;
  const differing = new Map(
    withoutIdle(twins, saysSame).map(({ when, answer }): [string, GateFact] => [
      factsKey(answer.gate.facts),
      { kind: "when", when: [...when], facts: answer.gate.facts },
    ]),
  );
  const facts = differing.size === 1 ? step.gate.facts : [...differing.values()];
  const settled = twins.filter(({ answer }) => answer.outcome !== "not-applicable");
  const { gate, outcome } = settled[0]?.answer ?? step;
  // Where the worlds differ, what only some of them come to decides nothing.
  const doAgree =
    settled.every(({ answer }) => answer.outcome === outcome) &&
    (isDecided || settled.length === twins.length || outcome === "continue");
  return { gate: { ...gate, facts }, outcome: doAgree ? outcome : "maybe" };
}

function saysSame(one: Step, other: Step): boolean {
  return factsKey(one.gate.facts) === factsKey(other.gate.facts);
}

/**
 * Merges the answers of worlds: one if all agree, otherwise the distinct ones with the assumptions that produce them.
 */
export function mergeWorlds<V extends { readonly world: World }, T>(
  views: readonly V[],
  ask: (view: V) => T,
  same: (a: T, b: T) => boolean,
): Merged<T> {
  const answers = views.map((view) => ({
    when: view.world.assignment,
    network: view.world.network,
    answer: ask(view),
  }));
  const [first] = answers;
  if (!first) throw new Error("A vault is always in at least one world.");
  const differ = answers.some((each) => !same(each.answer, first.answer));
  if (!differ) return { answer: first.answer, cases: [], because: [] };
  const cases = withoutIdle(answers, same);
  return { answer: first.answer, cases, because: assumedParameters(cases, first.network) };
}

function assumedParameters(cases: readonly Case<unknown>[], { vaults }: Network): readonly Cause[] {
  const names = new Set(cases.flatMap((each) => [...each.when.keys()]));
  const { template, run } = vaults[0]?.instance.frame ?? {};
  const isVariable = template?.dialect === "terraform";
  const parameter = { kind: "parameter", domain: null, ...(isVariable ? { isVariable } : {}) } as const;
  return distinctCauses(
    [...names].flatMap((name): readonly Cause[] => {
      if (run?.world.has(name) === false) return [{ kind: "environment" }];
      return run?.conditions?.get(name) ?? [{ ...parameter, name }];
    }),
  );
}
