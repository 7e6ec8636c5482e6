import type { FindingResult } from "../../../server/src/protocol/findings.ts";
import { groupsBy } from "../agreement.ts";
import { escapeMarkdown } from "../markdown.ts";
import { sayPlace } from "../places.ts";
import { type Say, toSay } from "../say.ts";
import { type NodeIcon, textRow, type TreeNode } from "../tree/tree-node.ts";

type Severity = FindingResult["severity"];

/** Icons as in the Problems panel. */
const severities: Readonly<Record<Severity, { readonly word: string; readonly icon: NodeIcon }>> = {
  error: { word: toSay("Errors"), icon: { name: "error", color: "problemsErrorIcon.foreground" } },
  warning: { word: toSay("Warnings"), icon: { name: "warning", color: "problemsWarningIcon.foreground" } },
  info: { word: toSay("Information"), icon: { name: "info", color: "problemsInfoIcon.foreground" } },
  hint: { word: toSay("Hints"), icon: { name: "lightbulb" } },
};

/**
 * The rows of the view *Findings*: the findings of each severity, most severe first, then those that are accepted. With `onlyNew`,
 * without those that the what-if baseline has.
 */
export function findingNodes(
  say: Say,
  findings: readonly FindingResult[],
  onlyNew: boolean,
): readonly TreeNode[] {
  const wanted = onlyNew ? findings.filter(({ isNew }) => isNew !== false) : findings;
  const open = wanted.filter(({ suppressed }) => suppressed === null);
  const accepted = wanted.filter(({ suppressed }) => suppressed !== null);
  const names = Object.keys(severities) as Severity[];
  return [
    ...names.flatMap((severity) => {
      const { word, icon } = severities[severity];
      return groupNode(
        say,
        severity,
        say(word),
        icon,
        open.filter((each) => each.severity === severity),
      );
    }),
    ...groupNode(say, "accepted", say("Accepted"), { name: "pass" }, accepted),
  ];
}

/** Nothing if there are no such findings. */
function groupNode(
  say: Say,
  id: string,
  label: string,
  icon: NodeIcon,
  findings: readonly FindingResult[],
): readonly TreeNode[] {
  if (findings.length === 0) return [];
  const fresh = findings.filter(({ isNew }) => isNew === true).length;
  const description = fresh === 0 ? String(findings.length) : say("{0} · {1} new", findings.length, fresh);
  const children = groupsBy(findings, keyOf).flatMap((same) =>
    same.map((finding, index) => findingNode(say, finding, `${keyOf(finding)}|${index}`)),
  );
  return [
    {
      ...textRow(`severity|${id}`, label, description, null),
      icon,
      tooltip: "",
      words: ["severity"],
      expanded: id === "error" || id === "warning",
      children,
    },
  ];
}

/** The same for a finding whose line has changed. */
function keyOf({ code, uri, vault, environments }: FindingResult): string {
  return JSON.stringify([code, uri, vault, environments]);
}

function findingNode(say: Say, finding: FindingResult, id: string): TreeNode {
  const { code, name, message, page, suppressed, isNew } = finding;
  const where = sayPlace(finding);
  const label = isNew === true ? say("New: {0}", message) : message;
  const reason = suppressed === null ? "" : say("Accepted: {0}", suppressed.reason);
  return {
    ...textRow(id, label, `${code} · ${where}`, finding),
    icon: suppressed === null ? severities[finding.severity].icon : { name: "pass" },
    tooltip: [
      escapeMarkdown(label),
      ...(reason === "" ? [] : [escapeMarkdown(reason)]),
      `[${code} ${escapeMarkdown(name)}](${page})`,
      escapeMarkdown(where),
    ].join("\n\n"),
    spoken: [label, reason, `${code}, ${where}`].filter((part) => part !== "").join(" "),
    rule: code,
    words: suppressed === null ? ["finding"] : ["accepted"],
  };
}
