import type { Location } from "../../../server/src/protocol/names.ts";
import type { Sentence } from "../../../server/src/protocol.ts";
import { sayPlace } from "../places.ts";
import type { Say } from "../say.ts";
import { type NamedVerdict, vaultIn } from "./labelled-verdict.ts";
import { isSettledBefore, isShown, stepSummary } from "./verdict-words.ts";

/** The steps of a verdict, as plain data: as pages show them. */
export interface ShownSteps {
  /** "office → kv-prod". */
  readonly title: string;
  /** "Allowed · IP rule 1". */
  readonly summary: Sentence;
  readonly steps: readonly ShownStep[];
  readonly notes: readonly Sentence[];
}

interface ShownStep {
  readonly title: Sentence;
  readonly summary: Sentence;
  readonly text: Sentence;
  /** How it is drawn; an earlier step may already have decided. */
  readonly outcome: "continue" | "allow" | "deny" | "maybe" | "not-applicable";
  readonly place: Location | null;
  /** "main.bicep:16"; empty if nothing is written. */
  readonly where: string;
}

export function shownSteps(say: Say, named: NamedVerdict): ShownSteps {
  const { verdict, source } = named;
  return {
    title: `${source} → ${vaultIn(named)}`,
    summary: verdict.summary,
    steps: verdict.steps.filter(isShown).map((step) => {
      const settled = isSettledBefore(verdict, step);
      const { title, text, place } = step;
      return {
        title,
        text,
        place,
        summary: stepSummary(say, step, settled),
        outcome: settled ? "not-applicable" : step.outcome,
        where: place ? sayPlace(place) : "",
      };
    }),
    notes: verdict.noteTexts,
  };
}
