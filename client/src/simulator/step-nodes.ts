import type { StepResult, VerdictResult } from "../../../server/src/protocol.ts";
import { escapeMarkdown } from "../markdown.ts";
import { sayPlace } from "../places.ts";
import type { TreeNode } from "../tree/tree-node.ts";
import { gateName, isShown, stepIcon, stepSummary } from "./step-words.ts";
import { countAddresses, isSettledBefore, sayNumber, verdictLook } from "./verdict-words.ts";

/** What stands under a verdict: its addresses or cases when they differ, then the steps in the order of the gates. */
export function verdictChildren(verdict: VerdictResult, id: string): readonly TreeNode[] {
  return [...partNodes(verdict, id), ...caseNodes(verdict, id), ...stepNodes(verdict, id)];
}

function stepNodes(verdict: VerdictResult, id: string): readonly TreeNode[] {
  return verdict.steps
    .filter(isShown)
    .map((step, index) => stepNode(verdict.from, step, isSettledBefore(verdict, step), index + 1, id));
}

function stepNode(from: string, step: StepResult, settled: boolean, number: number, id: string): TreeNode {
  const name = gateName(step.gate);
  const summary = stepSummary(step, settled);
  const where = step.place ? `, ${sayPlace(step.place)}` : "";
  return {
    id: `${id}|${step.gate}`,
    label: `${number} ${name}`,
    description: summary,
    icon: stepIcon(step.outcome, summary, from),
    tooltip: tooltip(`${number} ${name}`, settled ? `${step.text} It was settled before.` : step.text, step),
    spoken: `Step ${number}, ${name}: ${summary}. ${step.text}${where}`,
    place: step.place,
    words: ["step"],
    expanded: false,
    children: [],
  };
}

function tooltip(title: string, text: string, { place }: StepResult): string {
  const where = place ? sayPlace(place) : "not written anywhere";
  return `**${escapeMarkdown(title)}**\n\n${escapeMarkdown(text)}\n\n${escapeMarkdown(where)}`;
}

/** More parts than these tell nobody anything; their addresses are counted instead. */
const mostParts = { allowed: 4, denied: 1, depends: 1 } as const;

function partNodes(verdict: VerdictResult, id: string): readonly TreeNode[] {
  if (verdict.verdict !== "partial") return [];
  return [
    ...partsOf(verdict, verdict.allowed, "allowed", id),
    ...partsOf(verdict, verdict.denied, "denied", id),
    ...partsOf(verdict, verdict.unknown, "depends", id),
  ];
}

function partsOf(
  verdict: VerdictResult,
  cidrs: readonly string[],
  word: "allowed" | "denied" | "depends",
  id: string,
): readonly TreeNode[] {
  if (cidrs.length === 0) return [];
  const look = verdictLook(word, verdict.from);
  const listed = cidrs.length <= mostParts[word] ? cidrs.map((cidr) => cidr.replace(/\/32$/, "")) : [];
  const count = sayNumber(countAddresses(cidrs));
  return (
    listed.length > 0 ? listed : [word === "allowed" ? `${count} addresses` : `the other ${count}`]
  ).map((label) => ({
    ...leaf(`${id}|${word}|${label}`, label, look.word),
    icon: look.icon,
    tooltip: `${escapeMarkdown(look.word)}: ${cidrs.map(escapeMarkdown).join(", ")}`,
  }));
}

function caseNodes(verdict: VerdictResult, id: string): readonly TreeNode[] {
  return verdict.cases.map((each) => {
    const when = sayWhen(each.when);
    const look = verdictLook(each.verdict, verdict.from);
    return { ...leaf(`${id}|when ${when}`, `if ${when}`, look.word), icon: look.icon };
  });
}

/** "open = true, env = 'prod'". */
export function sayWhen(when: VerdictResult["cases"][number]["when"]): string {
  return Object.entries(when)
    .map(([name, value]) => `${name} = ${typeof value === "string" ? `'${value}'` : String(value)}`)
    .join(", ");
}

function leaf(id: string, label: string, description: string): TreeNode {
  return {
    id,
    label,
    description,
    icon: null,
    tooltip: escapeMarkdown(`${label}: ${description}`),
    spoken: `${label}: ${description}`,
    place: null,
    words: ["part"],
    expanded: false,
    children: [],
  };
}
