import type { AccessDifference } from "../report/compare.ts";
import type { StepReport, VerdictReport } from "../report/verdicts.ts";
import type { Words } from "../words/words.ts";
import type { ChangeEntry, Place, DriftEntry, Report } from "./report.ts";
import type { Places } from "./places.ts";
import { byPlace } from "./entries.ts";

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
  { kind, from, isSource, environment, before, after }: AccessDifference,
  { file, line }: Pick<Place, "file" | "line">,
  { document: { sentences } }: Words,
): ChangeEntry {
  const verdict = after ?? before;
  return {
    kind,
    from: isSource ? from : sentences.trustedServices,
    vault: verdict?.vault ?? "",
    vaultName: verdict?.vaultName ?? null,
    environment,
    before: before?.verdict ?? null,
    after: after?.verdict ?? null,
    file,
    line,
    notes: [before, after].some((each) => each?.notes.includes(assumed)) ? [assumed] : [],
  };
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

/** None if a vault that the caller does not reach was added or removed. */
export function effectOf({ before, after }: Pick<ChangeEntry, "before" | "after">): ChangeEffect {
  if (before === "depends" || after === "depends") return "unclear";
  const [was, is] = [reach[before ?? "denied"], reach[after ?? "denied"]];
  return is === was ? "none" : is > was ? "gains" : "loses";
}
