import { openings } from "../../../server/src/core/rules/engine/reported-finding.ts";
import {
  type Change,
  changesFor,
  type Fix,
  type ReportedFinding,
  type Severity,
} from "../../../server/src/core/index.ts";
import { afterChanges, type Scene } from "./scene.ts";
import { messageOf, titleOf } from "../../support/said.ts";

/**
 * Applies each fix of each finding alone, and holds it to what fixes promise: the finding is gone and the fix with it, so that it
 * applies once; nothing as severe is new, the text stays readable and in its style, and its comments stay. Gives a line for each
 * promise that is broken.
 */
export function brokenPromises(scene: Scene): readonly string[] {
  return scene.findings.flatMap((finding) => {
    const preferred = finding.fixes().filter((fix) => fix.preferred).length;
    return [
      ...(preferred > 1 ? [`${finding.code}: more than one fix is preferred`] : []),
      ...finding
        .fixes()
        .flatMap((fix) =>
          brokenBy(scene, finding, fix).map((line) => `${finding.code} ${titleOf(fix)}: ${line}`),
        ),
    ];
  });
}

function brokenBy(scene: Scene, finding: ReportedFinding, fix: Fix): readonly string[] {
  const changes = changesFor(fix, scene.files);
  if (!changes) return ["an offered fix has no changes"];
  const after = afterChanges(scene, changes);
  const isGone = count(after, finding) < count(scene, finding);
  return [
    ...(isGone ? [] : ["the finding is still there"]),
    ...(offers(after, finding, fix) < offers(scene, finding, fix) ? [] : ["it is offered again"]),
    ...(after.problems > scene.problems ? ["the text has a new syntax error"] : []),
    ...newlyFound(scene, after, finding).map((found) => `brings up ${found}`),
    ...lostComments(scene, after, changes).map((comment) => `loses the comment '${comment}'`),
    ...scene.documents.flatMap((id) => brokenStyle(id, scene.textOf(id), after.textOf(id))),
  ];
}

/** By code alone, because a half-hearted fix may leave the finding in other words. */
function count({ findings }: Scene, { code }: ReportedFinding): number {
  return findings.filter((each) => each.code === code).length;
}

/** How often a fix is offered for the same finding. */
function offers({ findings }: Scene, finding: ReportedFinding, fix: Fix): number {
  const same = findings.filter(
    (each) => each.code === finding.code && messageOf(each) === messageOf(finding),
  );
  return same.flatMap(({ fixes }) => fixes()).filter((each) => titleOf(each) === titleOf(fix)).length;
}

const ranks: Readonly<Record<Severity, number>> = { hint: 0, info: 1, warning: 2, error: 3 };

/** New findings that are as severe as the fixed one, except those that the fixture declares as revealed. */
function newlyFound(before: Scene, after: Scene, fixed: ReportedFinding): readonly string[] {
  const known = new Map<string, number>();
  for (const each of before.findings) known.set(each.code, (known.get(each.code) ?? 0) + 1);
  const isOpen = before.findings.some(({ code }) => openings.includes(code));
  // Beside these, KV105 is silent.
  const reveals = before.documents.flatMap((id) => [
    ...before.drawingOf(id).reveals,
    ...(isOpen ? ["KV105"] : []),
  ]);
  return after.findings
    .filter((each) => {
      const left = (known.get(each.code) ?? 0) - 1;
      known.set(each.code, left);
      return left < 0 && ranks[each.severity] >= ranks[fixed.severity] && !reveals.includes(each.code);
    })
    .map((each) => `${each.code} ${messageOf(each)}`);
}

/** Comments inside of what is removed go with it; all others are still there. */
function lostComments(before: Scene, after: Scene, changes: readonly Change[]): readonly string[] {
  const removed = changes
    .map(({ span }) => before.textOf(span.document).slice(span.start, span.end))
    .join("\n");
  const left = [...after.comments()];
  return before.comments().filter((comment) => {
    const index = left.indexOf(comment);
    if (index >= 0) left.splice(index, 1);
    return index < 0 && !removed.includes(comment);
  });
}

/** Line ends and indentation stay of one kind, and Bicep, which needs no commas at the ends of lines, gets none. */
function brokenStyle(id: string, before: string, after: string): readonly string[] {
  const styles: readonly (readonly [RegExp, string])[] = [
    [/(?<!\r)\n/, "mixes line ends"],
    [/^ +\S/m, "mixes tabs and spaces"],
    [/[ \t]+\r?$/m, "leaves blanks at the end of a line"],
    ...(id.endsWith(".bicep") ? [[/,\r?$/m, "ends lines with commas"] as const] : []),
  ];
  return styles.filter(([bad]) => !bad.test(before) && bad.test(after)).map(([, says]) => says);
}
