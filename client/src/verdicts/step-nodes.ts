import type { GateName } from "../../../server/src/protocol.ts";
import type { StepResult, VerdictResult } from "../../../server/src/protocol/vaults.ts";
import { escapeMarkdown } from "../markdown.ts";
import { linkToPlace, sayPlace } from "../places.ts";
import type { Say } from "../say.ts";
import { textRow, type TreeNode } from "../tree/tree-node.ts";
import { isSettledBefore, isShown, stepIcon, stepSummary, verdictLook } from "./verdict-words.ts";

/** The rows below a verdict: its addresses or cases if they differ, then the steps in the order of the gates. */
export function verdictChildren(say: Say, verdict: VerdictResult, id: string): readonly TreeNode[] {
  return [...partNodes(say, verdict, id), ...caseNodes(say, verdict, id), ...stepNodes(say, verdict, id)];
}

function stepNodes(say: Say, verdict: VerdictResult, id: string): readonly TreeNode[] {
  const steps = verdict.steps
    .filter(isShown)
    .map((step) => ({ step, settled: isSettledBefore(verdict, step) }))
    .map((each, index) => ({ ...each, node: stepNode(say, verdict.exposed, each, index + 1, id) }));
  const nodesOf = (isWay: boolean): readonly TreeNode[] =>
    steps.filter(({ step }) => onTheWay.has(step.gate) === isWay).map(({ node }) => node);
  const way = nodesOf(true);
  if (way.length === 0) return nodesOf(false);
  return [
    groupNode(say("On the path"), way, `${id}|way`),
    groupNode(say("At the vault"), nodesOf(false), `${id}|vault`),
  ];
}

/** The steps before those of the vault itself. */
const onTheWay: ReadonlySet<GateName> = new Set([
  "name-resolution",
  "network-security-group",
  "route",
  "firewall",
]);

function groupNode(label: string, children: readonly TreeNode[], id: string): TreeNode {
  return { ...textRow(id, label, "", null), words: [], expanded: true, children };
}

function stepNode(
  say: Say,
  exposed: boolean,
  { step, settled }: { readonly step: StepResult; readonly settled: boolean },
  number: number,
  id: string,
): TreeNode {
  const name = step.title;
  const summary = stepSummary(say, step, settled);
  const where = step.place ? ` ${sayPlace(step.place)}` : "";
  return {
    ...textRow(`${id}|${step.gate}`, `${number} ${name}`, summary, step.place),
    icon: stepIcon(step, exposed),
    tooltip: tooltip(
      say,
      `${number} ${name}`,
      settled ? `${step.text} ${say("An earlier step already decided.")}` : step.text,
      step,
    ),
    spoken: say("Step {0}, {1}: {2}.", number, name, summary) + ` ${step.text}${where}`,
    words: ["step"],
  };
}

function tooltip(say: Say, title: string, text: string, { place }: StepResult): string {
  const where = place ? linkToPlace(place) : escapeMarkdown(say("not set"));
  return `**${escapeMarkdown(title)}**\n\n${escapeMarkdown(text)}\n\n${where}`;
}

/** More parts than this are unreadable; their addresses are counted instead. */
const mostParts = { allowed: 4, denied: 1, depends: 1 } as const;

function partNodes(say: Say, verdict: VerdictResult, id: string): readonly TreeNode[] {
  if (verdict.verdict !== "partial") return [];
  return [
    ...partsOf(say, verdict, "allowed", "allowed", id),
    ...partsOf(say, verdict, "denied", "denied", id),
    ...partsOf(say, verdict, "unknown", "depends", id),
  ];
}

function partsOf(
  say: Say,
  verdict: VerdictResult,
  part: keyof VerdictResult["counts"],
  word: "allowed" | "denied" | "depends",
  id: string,
): readonly TreeNode[] {
  const cidrs = verdict[part];
  if (cidrs.length === 0) return [];
  const look = verdictLook(say, word, verdict.exposed);
  const listed = cidrs.length <= mostParts[word] ? cidrs.map((cidr) => cidr.replace(/\/32$/, "")) : [];
  const count = verdict.counts[part];
  return (
    listed.length > 0
      ? listed
      : [word === "allowed" ? say("{0} addresses", count) : say("the other {0}", count)]
  ).map((label) => ({
    ...textRow(`${id}|${word}|${label}`, label, look.word, null),
    words: ["part"],
    icon: look.icon,
    tooltip: `${escapeMarkdown(look.word)}: ${cidrs.map(escapeMarkdown).join(", ")}`,
  }));
}

function caseNodes(say: Say, verdict: VerdictResult, id: string): readonly TreeNode[] {
  return verdict.cases.map((each) => {
    const when = sayWhen(each.when);
    const look = verdictLook(say, each.verdict, verdict.source === "internet" && each.verdict === "allowed");
    const row = textRow(`${id}|when ${when}`, say("if {0}", when), look.word, null);
    return { ...row, words: ["part"], icon: look.icon };
  });
}

/** "open = true, env = 'prod', (a == b) = false". */
function sayWhen(when: VerdictResult["cases"][number]["when"]): string {
  return Object.entries(when)
    .map(([name, value]) => [/^!|[=<>&|?]/.test(name) ? `(${name})` : name, value] as const)
    .map(([name, value]) => `${name} = ${typeof value === "string" ? `'${value}'` : String(value)}`)
    .join(", ");
}
