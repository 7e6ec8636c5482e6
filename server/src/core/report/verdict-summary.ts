import { briefOf } from "../access/brief.ts";
import { obstacleIn } from "../access/decision.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { Words } from "../words/words.ts";
import { sayScenario, type StepReport, type VerdictReport } from "./verdicts.ts";

/**
 * The verdict and the shortest reason for it: "Allowed · IP rule 1", "Denied · no service endpoint", "Depends · allowedIps". Trust
 * is never shown without its scenario: "Allowed for “Deploy certificates” only". What relies on a state says so.
 */
export function summarizeVerdict(words: Words, verdict: VerdictReport): string {
  const assumed = verdict.notes.includes("NOTE_ASSUMED_DEPLOYED") ? words.lens.asDeployed : "";
  return [...verdictParts(words, verdict), assumed].filter((part) => part !== "").join(" · ");
}

function verdictParts(words: Words, verdict: VerdictReport): readonly string[] {
  const { scenario, reason } = verdict;
  const { verdicts, sentences } = words.document;
  if (scenario && reason === "ALLOW_TRUSTED_SERVICE")
    return [sentences.allowedFor(beginning(sayScenario(scenario, words).short.replace(/\.$/, "")))];
  return [
    verdicts[verdict.verdict],
    shortReason(words, verdict),
    verdict.source === "consumer" && scenario ? words.services.texts(scenario.service).name : "",
  ];
}

/** As many words as fit into a row; the scenario is told in full where the verdict is. */
function beginning(text: string): string {
  if (text.length <= mostCharacters) return text;
  const blank = text.lastIndexOf(" ", mostCharacters);
  return `${text.slice(0, blank > 0 ? blank : mostCharacters)}…`;
}

const mostCharacters = 40;

/** The step that settles a verdict, or leaves it open; undefined if there is none. */
function decidingStep({ steps, deciding }: VerdictReport): StepReport | undefined {
  return deciding === null ? undefined : steps[deciding];
}

function shortReason(words: Words, verdict: VerdictReport): string {
  const { reasons, obstacles, labels, sentences } = words.document;
  switch (verdict.verdict) {
    case "allowed": {
      if (verdict.exposed) return labels.exposed;
      const brief = briefOf(decidingStep(verdict)?.facts ?? []);
      return brief.kind === "rule" ? `${reasons[verdict.reason]} ${brief.number}` : reasons[verdict.reason];
    }
    case "denied": {
      // Any client is denied by the default action, because nothing lists it.
      const isListable = verdict.reason === "DENY_DEFAULT_ACTION" && verdict.source !== "internet";
      const obstacle = isListable ? obstacleIn(verdict.steps) : null;
      return obstacle ? obstacles[obstacle] : reasons[verdict.reason];
    }
    case "partial": {
      const { allowed, denied, unknown } = verdict.addresses;
      const all = allowed.size + denied.size + unknown.size;
      return all === 0 ? "" : sentences.partOf(allowed.size, all);
    }
    case "depends": {
      const [first, ...more] = verdict.because;
      const name = first ? nameOfCause(first, words) : reasons[verdict.reason];
      return more.length === 0 ? name : `${name} +${more.length}`;
    }
  }
}

/** What an answer depends on, by its name in the template, if it has one. */
export function nameOfCause(cause: Cause, words: Pick<Words, "cause">): string {
  if (cause.kind === "parameter") return cause.name;
  return cause.kind === "module" ? cause.reference : words.cause(cause);
}
