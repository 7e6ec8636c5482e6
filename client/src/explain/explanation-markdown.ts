import type { ExplanationResult, VerdictResult } from "../../../server/src/protocol.ts";
import { escapeMarkdown } from "../markdown.ts";
import type { Say } from "../say.ts";
import { traceDocument } from "../verdicts/verdict-markdown.ts";

/**
 * Why the service said no, as a document: what its words mean, what the templates say, how the two differ, what would help.
 * Identities are not among what the server tells, so none can stand here.
 */
export function explanationMarkdown(say: Say, explanation: ExplanationResult): string {
  const { meaning, template, drift, fixes, advice } = explanation;
  const paragraphs = [
    `# ${escapeMarkdown(title(say, explanation))}`,
    escapeMarkdown(meaning),
    section(say("The deployed vault differs from the template"), drift),
    section(say("What would allow the client, narrowest first"), fixes.map(sayFix)),
    section(say("Things to check"), advice),
    template ? templatePart(say, template, explanation) : "",
  ];
  return `${paragraphs.filter((each) => each !== "").join("\n\n")}\n`;
}

/** "20.111.13.60 → kv-prod", for choosing whether it is meant. */
export function sayWho(say: Say, { client, vault }: ExplanationResult): string {
  return `${client ?? say("a client")} → ${vault ?? say("a vault")}`;
}

function title(say: Say, explanation: ExplanationResult): string {
  return explanation.networkDecision
    ? say("The network blocked {0}", sayWho(say, explanation))
    : say("The network allowed {0}; a permission is missing", sayWho(say, explanation));
}

function sayFix({ title: said, tests }: ExplanationResult["fixes"][number]): string {
  return tests === null ? said : `${said} (${tests})`;
}

/** The trace under its own heading. */
function templatePart(say: Say, verdict: VerdictResult, { client, vault }: ExplanationResult): string {
  const trace = traceDocument(say, {
    verdict,
    source: client ?? verdict.from,
    vault: vault ?? verdict.vaultName ?? verdict.vault,
    environments: verdict.environment ?? "",
  });
  return `## ${say("What the template says")}\n\n${trace.trim().replace(/^# /, "### ")}`;
}

function section(heading: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `## ${heading}\n\n${lines.map((line) => `* ${escapeMarkdown(line)}`).join("\n")}`;
}
