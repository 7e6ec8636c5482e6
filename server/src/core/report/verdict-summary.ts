import { briefOf } from "../access/brief.ts";
import type { Words } from "../words/words.ts";
import type { StepReport, VerdictReport } from "./verdicts.ts";

/**
 * The verdict and the shortest reason for it: "Allowed · IP rule 1", "Denied · default", "Depends · allowedIps". Trust never
 * goes without the scenario it is for: "Allowed for “Deploy certificates” only".
 */
export function summarizeVerdict(words: Words, verdict: VerdictReport): string {
  const { scenario, reason } = verdict;
  const { verdicts, sentences } = words.document;
  if (scenario && reason === "ALLOW_TRUSTED_SERVICE")
    return sentences.allowedFor(scenario.short.replace(/\.$/, ""));
  const parts = [
    verdicts[verdict.verdict],
    shortReason(words, verdict),
    verdict.source === "consumer" ? (scenario?.name ?? "") : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** The step that settles a verdict, or leaves it open; undefined when there is none. */
function decidingStep({ steps, deciding }: VerdictReport): StepReport | undefined {
  return deciding === null ? undefined : steps[deciding];
}

function shortReason({ document }: Words, verdict: VerdictReport): string {
  const { reasons, labels, sentences } = document;
  switch (verdict.verdict) {
    case "allowed": {
      if (verdict.exposed) return labels.exposed;
      const brief = briefOf(decidingStep(verdict)?.facts ?? []);
      return brief.kind === "rule" ? `${reasons[verdict.reason]} ${brief.number}` : reasons[verdict.reason];
    }
    case "denied":
      return reasons[verdict.reason];
    case "partial": {
      const { allowed, denied, unknown } = verdict.counts;
      const all = allowed + denied + unknown;
      return all === 0 ? "" : sentences.partOf(allowed, all);
    }
    case "depends": {
      const [first, ...more] = verdict.dependsOnNames;
      const name = first ?? reasons[verdict.reason];
      return more.length === 0 ? name : `${name} +${more.length}`;
    }
  }
}
