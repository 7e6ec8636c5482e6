import type { Span } from "../../text/document.ts";
import { suppressionUnused } from "../kv902-suppression-unused.ts";
import { plainFinding, type ReportedFinding } from "./reported-finding.ts";
import type { RemarkFact } from "../facts/remark-facts.ts";
import type { Rule } from "../rule.ts";
import { type RunOptions, severityOf } from "./run.ts";

/** A finding about a suppression instead of a vault; none if its rule is off. */
export function remark(
  rule: Rule,
  fact: RemarkFact,
  span: Span,
  options: RunOptions,
): readonly ReportedFinding[] {
  const severity = severityOf(rule, options);
  if (severity === "off") return [];
  return [
    plainFinding(rule, severity, { fact, span, unnecessary: rule === suppressionUnused, instances: [] }),
  ];
}
