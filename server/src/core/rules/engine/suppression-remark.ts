import type { Span } from "../../text/span.ts";
import { suppressionUnused } from "../kv902-suppression-unused.ts";
import type { ReportedFinding } from "./reported-finding.ts";
import type { Rule } from "../rule.ts";
import type { RunOptions } from "./run.ts";
import { severityOf } from "./run.ts";

/** What is said of a suppression rather than of a vault; nothing where its rule is switched off. */
export function remark(
  rule: Rule,
  message: string,
  span: Span,
  options: RunOptions,
): readonly ReportedFinding[] {
  const severity = severityOf(rule, options);
  if (severity === "off") return [];
  return [
    {
      code: rule.code,
      name: rule.name,
      severity,
      message,
      span,
      vault: null,
      declaration: null,
      about: null,
      related: [],
      unnecessary: rule === suppressionUnused,
      fixes: () => [],
      instances: [],
      steps: () => [],
      suppressed: null,
    },
  ];
}
