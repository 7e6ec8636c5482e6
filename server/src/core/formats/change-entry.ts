import type { AccessDifference } from "../report/access-difference.ts";
import type { CallerKind } from "../report/compared-callers.ts";
import type { StepReport, VerdictReport } from "../report/verdicts.ts";
import type { Sentence } from "../words/sentence.ts";
import type { Words } from "../words/words.ts";
import type { Proof } from "../questions/diff.ts";
import { witnessOf } from "../report/address-sets.ts";
import type { ChangeEntry, Place, DriftEntry, ProofEntry, Report } from "./report.ts";
import { byPlace, type Places } from "./entries.ts";

/** Verdicts that differ, each at the place that decides it now, or decided it while there was one, and by place. */
export function changeEntries(
  found: readonly AccessDifference[],
  past: Pick<Places, "start">,
  present: Pick<Places, "start">,
  words: Words,
): readonly ChangeEntry[] {
  return found
    .map((each) => {
      const verdict = each.after ?? each.before;
      const span = (verdict && decidingStep(verdict)?.span) ?? verdict?.label;
      const places = each.after ? present : past;
      const place = span ? places.start(span) : { file: "", line: 1, character: 1 };
      return { entry: changeEntry(each, place, words), ...place };
    })
    .sort(byPlace(({ entry }) => `${entry.environment ?? ""} ${entry.vault}`))
    .map(({ entry }) => entry);
}

function changeEntry(
  { kind, from, callerKind, isSource, environment, before, after, sets, repeats }: AccessDifference,
  { file, line }: Pick<Place, "file" | "line">,
  { document }: Words,
): ChangeEntry {
  const verdict = after ?? before;
  const { gained, lost, undecided } = sets;
  return {
    kind,
    from: isSource ? from : sayCallers(callerKind, from, document),
    callerKind,
    vault: verdict?.vault ?? "",
    vaultName: verdict?.vaultName ?? null,
    environment,
    before: before?.verdict ?? null,
    after: after?.verdict ?? null,
    ...{ gained: gained.toCidrs(), lost: lost.toCidrs(), undecided: undecided.toCidrs() },
    counts: { gained: gained.size, lost: lost.size, undecided: undecided.size },
    witness: { gained: witnessOf(gained), lost: witnessOf(lost) },
    repeats,
    file,
    line,
    notes: [before, after].some((each) => each?.notes.includes(assumed)) ? [assumed] : [],
  };
}

/** All trusted services, all addresses, or what is no source and has a name nevertheless. */
function sayCallers(kind: CallerKind, from: string, { sentences }: Words["document"]): Sentence {
  if (kind === "service") return sentences.trustedServices;
  return kind === "addresses" || kind === "vault" ? sentences.publicAddresses : from;
}

const assumed = "NOTE_ASSUMED_DEPLOYED";

/** The step that settles a verdict and is written somewhere. */
function decidingStep({ steps }: VerdictReport): StepReport | undefined {
  return steps.find(
    ({ outcome, span }) => span !== null && outcome !== "continue" && outcome !== "not-applicable",
  );
}

/** Whether the access to a vault certainly differs between templates and a state. */
export function accessDiffers({ changes, drift }: Pick<Report, "changes" | "drift">): boolean {
  return (
    changes.some((each) => !isOpen(each)) ||
    drift.some(({ property }) => property === "privateEndpointConnections")
  );
}

/** Whether it may differ, as far as is known. */
export function mayDiffer({ changes, drift }: Pick<Report, "changes" | "drift">): boolean {
  return changes.some(isOpen) || drift.some(isNotCompared);
}

function isOpen({ before, after }: ChangeEntry): boolean {
  return before === "depends" || after === "depends";
}

function isNotCompared({ property, template, state }: DriftEntry): boolean {
  return property === "exists" && (template === "maybe" || state === "maybe");
}

/** What a change does to a caller; unclear if either answer depends on something that is not known. */
export type ChangeEffect = "gains" | "loses" | "unclear" | "none";

/** How much of a caller reaches the vault; there is nothing to reach without one. */
const reach = { allowed: 2, partial: 1, denied: 0 } as const;

/**
 * The most that a change does to a caller: some of its addresses may gain access, and others lose it. What becomes of a vault that is new or gone
 * is none, except that one that is new gives access to the internet and to the addresses that it allows.
 */
export function effectOf(change: Effective): ChangeEffect {
  const { kind, before, after, counts } = change;
  if (kind !== "changed") return isGivenByNew(change) ? "gains" : "none";
  if (counts.gained + counts.lost > 0) return counts.gained > 0 ? "gains" : "loses";
  if (before === "depends" || after === "depends" || counts.undecided > 0) return "unclear";
  const [was, is] = [reach[before ?? "denied"], reach[after ?? "denied"]];
  return is === was ? "none" : is > was ? "gains" : "loses";
}

type Effective = Pick<ChangeEntry, "kind" | "callerKind" | "before" | "after" | "counts">;

function isGivenByNew({ kind, callerKind, after, counts }: Effective): boolean {
  const isOpen =
    callerKind === "internet" ? after === "allowed" : callerKind === "vault" && counts.gained > 0;
  return kind === "added" && isOpen;
}

/** Whether a change has an effect, be it one of several. */
export function hasEffect(change: Effective, effect: ChangeEffect): boolean {
  const { counts, callerKind } = change;
  const also =
    callerKind !== "vault" &&
    ((effect === "loses" && counts.lost > 0) || (effect === "unclear" && counts.undecided > 0));
  return effectOf(change) === effect || also;
}

/** What `--fail-on` fails on: callers that gain access, or lose it; `changed` is either, and a vault that is new or gone and that callers reach. */
export function isGated({ changes }: Pick<Report, "changes">, on: "gained" | "lost" | "changed"): boolean {
  return changes.some((each) => {
    const isReached = each.callerKind !== "service" && (each.after ?? each.before) !== "denied";
    return (
      (on !== "lost" && hasEffect(each, "gains")) ||
      (on !== "gained" && hasEffect(each, "loses")) ||
      (on === "changed" && each.kind !== "changed" && isReached)
    );
  });
}

/** The entry of a proof: places are those of the side that has them. */
export function proofEntry(
  { assumptions, missing, ...proof }: Proof,
  past: Pick<Places, "start">,
  present: Pick<Places, "start">,
): ProofEntry {
  const placed = ({ file, line }: Place): Pick<Place, "file" | "line"> => ({ file, line });
  return {
    ...proof,
    assumptions: assumptions.map(({ span, ...each }) => ({ ...each, ...placed(present.start(span)) })),
    missing: missing.map(({ span, ...each }) => ({
      ...each,
      ...placed((each.side === "before" ? past : present).start(span)),
    })),
  };
}
