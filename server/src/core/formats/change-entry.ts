import type { AccessDifference } from "../report/compare.ts";
import type { StepReport, VerdictReport } from "../report/verdicts.ts";
import type { Words } from "../words/words.ts";
import type { ChangeEntry, Place } from "./report.ts";
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
