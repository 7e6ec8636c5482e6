import { declareRule } from "../network/declare/resources.ts";
import type { AllowRule, SecurityGroup, SecurityRule } from "../network/path-resources.ts";
import type { PassedGroup } from "../path/way.ts";
import { isWord } from "../path/security-rules.ts";
import { contains } from "../text/document.ts";
import { type Edit, type Fix, fix, declaring } from "./fix.ts";
import type { AllowedTag } from "./fix-title.ts";
import { isSameWord } from "../text/fold.ts";

/** A security group that denies traffic, and the tag of where that goes. */
export interface DenyingGroup {
  readonly passed: PassedGroup;
  readonly tag: AllowedTag;
}

/** Rules before those that deny; none where one of them cannot be written. */
export function allowInGroups(denying: readonly DenyingGroup[]): readonly Fix[] {
  const parts = distinct(denying).map((each) => ({ each, edit: ruleEdit(each) }));
  const certain = parts.flatMap(({ each: { passed }, edit }) =>
    edit && passed.group ? [{ target: passed.group, edits: [edit] }] : [],
  );
  const [first, ...beside] = certain;
  const [one] = denying;
  if (!first || !one || certain.length < parts.length) return [];
  const groups = [...new Set(certain.map(({ target }) => target.symbol))];
  return [
    fix({ title: { kind: "allow-in-groups", tag: one.tag, groups }, preferred: true, ...first, beside }),
  ];
}

/** A group that several ways meet gets one rule. */
function distinct(denying: readonly DenyingGroup[]): readonly DenyingGroup[] {
  const keyOf = ({ passed, tag }: DenyingGroup): string =>
    `${passed.group?.key ?? ""} ${passed.direction} ${tag}`;
  return [...new Map(denying.map((each) => [keyOf(each), each])).values()];
}

function ruleEdit({ passed, tag }: DenyingGroup): Edit | null {
  const { group, direction, filtered } = passed;
  if (!group || group.open.length > 0) return null;
  const rules = group.rules.filter((rule) => isWord(rule.direction.value, direction) !== "no");
  const deciding = (filtered?.by ?? []).map((by) => (by.kind === "written" ? by.rule : null));
  const written = deciding.filter((rule) => rule !== null);
  if (written.length < deciding.length) return null;
  const priority = freePriority(rules, written);
  if (priority === null) return null;
  const isOutbound = direction === "outbound";
  return write(group, written, {
    name: freeName(`Allow${tag}${isOutbound ? "Outbound" : "Inbound"}`, group.rules),
    priority,
    direction,
    source: isOutbound ? "*" : tag,
    destination: isOutbound ? tag : "*",
  });
}

/** Azure and Terraform do without rules of both kinds: a group has them inside or beside it. */
function write(group: SecurityGroup, others: readonly SecurityRule[], rule: AllowRule): Edit | null {
  if (others.every((each) => isInside(each, group)))
    return { kind: "append", list: group.written, values: [group.encodeRule(rule)] };
  if (others.some((each) => isInside(each, group))) return null;
  return declaring(declareRule(group, rule));
}

function isInside({ label }: SecurityRule, { written }: SecurityGroup): boolean {
  return written.items.some(({ whole }) => contains(whole.origin.span, label));
}

/** https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules */
const lowestPriority = 100;

/** The last multiple of ten before the rules that deny, or else the last number; null if no number is certainly free. */
function freePriority(rules: readonly SecurityRule[], denying: readonly SecurityRule[]): number | null {
  const taken = new Set<number>();
  for (const { priority } of rules) {
    if (priority.value.kind !== "known") return null;
    taken.add(priority.value.value);
  }
  const before = Math.min(
    ...denying.map(({ priority }) => (priority.value.kind === "known" ? priority.value.value : 0)),
  );
  const free = Array.from({ length: Math.max(before - lowestPriority, 0) }, (_, index) => before - 1 - index);
  const open = free.filter((number) => !taken.has(number));
  return open.find((number) => number % 10 === 0) ?? open[0] ?? null;
}

function freeName(name: string, rules: readonly SecurityRule[], number = 1): string {
  const candidate = number === 1 ? name : `${name}${number}`;
  const isTaken = rules.some(
    (rule) =>
      rule.name.kind === "known" &&
      typeof rule.name.value === "string" &&
      isSameWord(rule.name.value, candidate),
  );
  return isTaken ? freeName(name, rules, number + 1) : candidate;
}
