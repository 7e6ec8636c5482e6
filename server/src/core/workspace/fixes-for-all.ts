import { framesAround } from "../evaluate/instances/frames.ts";
import { ownVaults } from "../access/worlds.ts";
import { isAccessFile } from "../access-file/read.ts";
import type { Fix } from "../fixes/fix.ts";
import { oncePerKey } from "../logic/memoize.ts";
import { keysOf } from "../fixes/offered-fixes.ts";
import { type Plan, planOf } from "../fixes/plan.ts";
import { documentOf } from "../fixes/alteration.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";
import type { Analysis } from "./analyzer.ts";
import { foldName } from "../text/fold.ts";

interface Judged {
  readonly analysis: Analysis;
  readonly findings: readonly ReportedFinding[];
}

/**
 * Leaves out of the fixes of findings those that would change who gets in elsewhere: in a root or environment that reads what is changed,
 * and in which the same is not to be fixed. Fixes whose titles say whom they block or allow do so there as well.
 */
export function fixesForAll(
  judged: readonly Judged[],
): (fixes: readonly Fix[], code: string) => readonly Fix[] {
  const others = judged.map(({ analysis, findings }) => ({
    analysis,
    offers: oncePerKey((code) => offersIn(findings, code)),
  }));
  return (fixes, code) =>
    fixes.filter((fix) => {
      const plan = planOf(fix);
      // What an access file says of a parameter is not deployed.
      if (plan?.parameter?.kind === "parameter file" && plan.alterations.map(documentOf).some(isAccessFile))
        return false;
      if (!plan || !isOnlyTrueHere(fix)) return true;
      return others.every(({ analysis, offers }) => !reads(analysis, plan) || offers(code).has(keysOf(plan)));
    });
}

/** Whether what a fix says of access, or does not say, follows from the values that are in force. */
function isOnlyTrueHere({ keepsAccess, title }: Fix): boolean {
  switch (title.kind) {
    case "remove-list":
    case "remove-redundant":
    case "merge":
      return true;
    case "set":
      return keepsAccess || title.effect === "applies-rules";
    default:
      return keepsAccess;
  }
}

/** Whether a root or environment reads a file that is changed; the default of a parameter only counts where no other value is given. */
function reads(analysis: Analysis, { alterations, parameter }: Plan): boolean {
  const changed = alterations.map(documentOf).filter((id) => analysis.documents.has(id));
  if (changed.length === 0) return false;
  if (parameter?.kind !== "parameter default") return true;
  const frames = ownVaults(analysis.worlds).flatMap(({ vault }) => framesAround(vault.instance.frame));
  const { name } = parameter;
  const declaring = frames.filter(
    ({ template }) =>
      changed.some((id) => id.startsWith(template.document)) &&
      (template.parameters.has(name) || template.parameters.has(foldName(name))),
  );
  return (
    declaring.length === 0 || declaring.some(({ inputs }) => !inputs.has(name) && !inputs.has(foldName(name)))
  );
}

/** What the fixes of the findings of a rule write. */
function offersIn(findings: readonly ReportedFinding[], code: string): ReadonlySet<string> {
  const plans = findings
    .filter((finding) => finding.code === code)
    .flatMap((finding) => finding.fixes().map(planOf));
  return new Set(plans.flatMap((plan) => (plan ? [keysOf(plan)] : [])));
}
