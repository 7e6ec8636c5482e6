import type { ReportingConfiguration, ReportingDescriptor } from "sarif";
import { formerNamesOf } from "../rules/index.ts";
import { rulePage } from "../rules/page.ts";
import type { Rule, Severity } from "../rules/rule.ts";
import type { Words } from "../words/words.ts";

/** A rule as SARIF describes it. */
export function sarifRule(rule: Rule, words: Words): ReportingDescriptor {
  const { summary, why, fix } = words.rules[rule.code];
  const former = formerNamesOf(rule);
  const text = `${why}\n\n${fix}`;
  const references = rule.references.map((address) => `- <${address}>`).join("\n");
  return {
    id: rule.code,
    name: rule.name,
    ...(former.length > 0 && { deprecatedNames: [...former] }),
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text, markdown: references === "" ? text : `${text}\n\n${references}` },
    helpUri: rulePage(rule.code, words.language),
    defaultConfiguration: { enabled: rule.onByDefault !== false, level: levels[rule.severity] },
    properties: {
      tags: ["security", "azure", "key-vault", groupOf(rule.code), ...(rule.alsoKnownAs ?? [])],
      precision: "high",
      "problem.severity": problems[rule.severity],
      "security-severity": securitySeverity(rule),
    },
  };
}

const levels: Readonly<Record<Severity, ReportingConfiguration.level>> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
};

const problems: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "recommendation",
  hint: "recommendation",
};

/** The groups of the catalogue, by the hundreds of the codes. */
const groups: ReadonlyMap<string, string> = new Map(
  Object.entries({
    1: "exposure",
    2: "entries",
    3: "subnets",
    4: "private-endpoints",
    5: "consumers",
    6: "access-tests",
    7: "policy",
    9: "suppressions",
  }),
);

function groupOf(code: string): string {
  return groups.get(code.charAt(2)) ?? "other";
}

/**
 * GitHub reads 7.0 and above as high, 4.0 and above as medium. What lets strangers in weighs more than what Azure refuses to
 * deploy, however certain that is.
 */
function securitySeverity({ code, severity }: Rule): string {
  const isExposure = groupOf(code) === "exposure";
  switch (severity) {
    case "error":
      return "5.0";
    case "warning":
      return isExposure ? "7.5" : "4.0";
    case "info":
      return isExposure ? "3.0" : "2.0";
    case "hint":
      return "1.0";
  }
}
