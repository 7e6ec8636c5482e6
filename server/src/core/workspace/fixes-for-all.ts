import { framesAround } from "../evaluate/instances/frames.ts";
import { ownVaults } from "../access/worlds.ts";
import { isAccessFile } from "../access-file/read.ts";
import { blockedCallers, having } from "../fixes/blocked-callers.ts";
import { blockingBoth, type Fix, type Writing } from "../fixes/fix.ts";
import { exposureOf } from "../access/exposure.ts";
import { knownText, writtenAt } from "../evaluate/values/value.ts";
import { isBypassInDoubt } from "../services/consumers/trust.ts";
import type { Field } from "../network/fields/field.ts";
import { isWrittenDictionary, nested, type Written } from "../template/written.ts";
import { contains, type DocumentId, spanKey } from "../text/span.ts";
import { oncePerKey } from "../logic/memoize.ts";
import { writingOf } from "../fixes/offered-fixes.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";
import type { Analysis } from "./analyzer.ts";
import { foldName } from "../text/fold.ts";

interface Judged {
  readonly analysis: Analysis;
  readonly findings: readonly ReportedFinding[];
}

/**
 * Leaves out of the fixes of findings those that would change who gets in elsewhere: in a root or environment that reads what is changed,
 * and in which the same is not to be fixed. A fix that closes a vault names the callers that it blocks in all of them.
 */
export function fixesForAll(
  judged: readonly Judged[],
): (fixes: readonly Fix[], code: string) => readonly Fix[] {
  const others = judged.map(({ analysis, findings }) => ({
    analysis,
    offers: oncePerKey((code) => offersIn(findings, code)),
  }));
  return (fixes, code) =>
    fixes.flatMap((fix) => {
      const writing = writingOf(fix);
      // What an access file says of a parameter is not deployed.
      if (writing?.parameter?.kind === "parameter file" && documentsOf(writing).some(isAccessFile)) return [];
      if (!writing || !(isOnlyTrueHere(fix) || "blocked" in fix.title)) return [fix];
      const reading = others.filter(({ analysis }) => reads(analysis, writing));
      const without = reading.filter(({ offers }) => !offers(code).has(writing.key));
      if (isOnlyTrueHere(fix)) return without.length > 0 ? [] : [fix];
      if (!("blocked" in fix.title)) return [fix];
      const isElsewhere = without
        .flatMap(({ analysis }) => changedIn(analysis, writing))
        .some(changesExposure);
      const changed = reading.flatMap(({ analysis }) => changedIn(analysis, writing));
      if (isElsewhere || changed.some(removesDoubtful)) return [];
      if (fix.title.kind !== "set") return [fix];
      const blocked = changed.flatMap(({ vault, closed, network }) => blockedCallers(vault, closed, network));
      return [blockingBoth(fix, { title: { ...fix.title, blocked }, keepsAccess: true })];
    });
}

function documentsOf({ places }: Writing): readonly DocumentId[] {
  return places.map(({ span }) => span.document);
}

/** What was let go is evaluated again for a fix in a file that it shares with another root. */
function whole(analysis: Analysis): Analysis {
  return analysis.letGo?.again() ?? analysis;
}

type Changed = ReturnType<typeof changedIn>[number];

/** Whether a fix changes how open a vault is. */
function changesExposure({ vault, closed, network }: Changed): boolean {
  return exposureOf(vault, network).exposure !== exposureOf(closed, network).exposure;
}

/** Whether a fix removes the bypass although it is not known whether a consumer needs it. */
function removesDoubtful({ vault, closed, network }: Changed): boolean {
  const removes = closed.bypass !== vault.bypass && knownText(closed.bypass.value) === "None";
  return removes && isBypassInDoubt(vault, network);
}

/** The vaults of a root as they are and as they are once a fix is made. */
function changedIn(analysis: Analysis, { places }: Writing) {
  return ownVaults(whole(analysis).worlds)
    .flatMap(({ views }) => views)
    .flatMap(({ vault, world: { network } }) => {
      const closed = settings.reduce((changed, setting) => {
        const word = places.map((each) => wordIn(vault[setting], each)).find((each) => each !== null);
        return word === undefined ? changed : having(changed, setting, word);
      }, vault);
      return closed === vault ? [] : [{ vault, closed, network }];
    });
}

const settings = ["publicNetworkAccess", "defaultAction", "bypass"] as const;

/** What is made of a setting; null if it is not changed. */
function wordIn(
  { value, slot }: Field<string>,
  { span, path, value: given }: Writing["places"][number],
): string | null {
  const isReplaced = path === null && value.kind === "known" && contains(span, writtenAt(value.origin));
  const isAdded =
    path !== null &&
    value.kind === "absent" &&
    slot.into !== null &&
    spanKey(slot.into.span) === spanKey(span);
  const written = isReplaced ? given : isAdded ? valueAt(nested(path, given), slot.path) : null;
  if (typeof written === "boolean") return written ? "Enabled" : "Disabled";
  return typeof written === "string" ? written : null;
}

function valueAt(written: Written, path: readonly string[]): Written {
  return path.reduce<Written>((at, key) => (isWrittenDictionary(at) ? (at[key] ?? null) : null), written);
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
function reads(analysis: Analysis, writing: Writing): boolean {
  const { parameter } = writing;
  const changed = documentsOf(writing).filter((id) => analysis.documents.has(id));
  if (changed.length === 0) return false;
  if (parameter?.kind !== "parameter default") return true;
  const frames = ownVaults(whole(analysis).worlds).flatMap(({ vault }) => framesAround(vault.instance.frame));
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
  const writings = findings
    .filter((finding) => finding.code === code)
    .flatMap((finding) => finding.fixes().map(writingOf));
  return new Set(writings.flatMap((writing) => writing?.key ?? []));
}
