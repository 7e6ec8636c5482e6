import type { ExplanationResult, VerdictResult } from "../../../server/src/protocol.ts";
import { escapeMarkdown } from "../markdown.ts";
import { traceDocument } from "../simulator/verdict-markdown.ts";

/**
 * Why the service said no, as a document: what its words mean, what the templates say, how the two differ, what would help.
 * Identities are not among what the server tells, so none can stand here.
 */
export function explanationMarkdown(explanation: ExplanationResult): string {
  const { meaning, template, drift, fixes, advice } = explanation;
  const paragraphs = [
    `# ${escapeMarkdown(title(explanation))}`,
    escapeMarkdown(meaning),
    section("The deployed vault differs from the template", drift),
    section("What would let the client in, narrowest first", fixes.map(sayFix)),
    section("What to look at", advice),
    template ? templatePart(template, explanation) : "",
  ];
  return `${paragraphs.filter((each) => each !== "").join("\n\n")}\n`;
}

/** "20.111.13.60 → kv-prod", for choosing whether it is meant. */
export function sayWho({ client, vault }: ExplanationResult): string {
  return `${client ?? "a client"} → ${vault ?? "a vault"}`;
}

function title(explanation: ExplanationResult): string {
  return explanation.networkDecision
    ? `The network turned away ${sayWho(explanation)}`
    : `The network let ${sayWho(explanation)} through; a permission is missing`;
}

function sayFix({ title: said, tests }: ExplanationResult["fixes"][number]): string {
  return tests === null ? said : `${said} (${tests})`;
}

/** The trace under its own heading. */
function templatePart(verdict: VerdictResult, { client, vault }: ExplanationResult): string {
  const trace = traceDocument({
    verdict,
    source: client ?? verdict.from,
    vault: vault ?? verdict.vaultName ?? verdict.vault,
  });
  return `## What the template says\n\n${trace.trim().replace(/^# /, "### ")}`;
}

function section(heading: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `## ${heading}\n\n${lines.map((line) => `* ${escapeMarkdown(line)}`).join("\n")}`;
}
