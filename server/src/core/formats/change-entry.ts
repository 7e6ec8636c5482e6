import type { AccessDifference } from "../report/compare.ts";
import type { StepReport, VerdictReport } from "../report/verdicts.ts";
import type { Words } from "../words/words.ts";
import type { Places } from "./places.ts";
import type { ChangeEntry } from "./report.ts";

/** A verdict that differs, at the place that decides it now, or decided it while there was one. */
export function changeEntry(
  { kind, from, isSource, environment, before, after }: AccessDifference,
  past: Pick<Places, "start">,
  present: Pick<Places, "start">,
  { document: { sentences } }: Words,
): ChangeEntry {
  const places = after ? present : past;
  const verdict = after ?? before;
  const step = verdict && decidingStep(verdict);
  const span = step?.span ?? verdict?.label;
  const { file, line } = span ? places.start(span) : { file: "", line: 1 };
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
