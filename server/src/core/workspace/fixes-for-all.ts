import { framesAround } from "../evaluate/instances/frames.ts";
import { ownVaults, type World } from "../access/worlds.ts";
import { isAccessFile } from "../access-file/read.ts";
import { blockedCallers, having } from "../fixes/blocked-callers.ts";
import { blockingBoth, type Fix, type Writing } from "../fixes/fix.ts";
import type { BlockedCaller } from "../fixes/fix-title.ts";
import { exposureOf } from "../access/exposure.ts";
import { knownText, writtenAt } from "../evaluate/values/value.ts";
import { isBypassInDoubt } from "../services/consumers/trust.ts";
import type { Field } from "../network/fields/field.ts";
import { isWrittenDictionary, nested, type Written } from "../template/written.ts";
import { contains, type DocumentId, spanKey } from "../text/document.ts";
import { grouped } from "../logic/grouped.ts";
import { memoize, once, oncePerKey } from "../logic/memoize.ts";
import { writingOf } from "../fixes/plan.ts";
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
  const effects = new Map<string, Effect>();
  // Environments and roots offer the same fix, whose effect is judged once in all of them.
  const effectOf = (writing: Writing, code: string): Effect => {
    const key = `${code} ${writing.key}`;
    const effect = effects.get(key) ?? judgeEffect(writing, code);
    effects.set(key, effect);
    return effect;
  };
  const judgeEffect = (writing: Writing, code: string): Effect => {
    const reading = others.filter(({ analysis }) => reads(analysis, writing));
    const without = reading.filter(({ offers }) => !offers(code).has(writing.key));
    const changed = once(() => reading.flatMap(({ analysis }) => changedIn(analysis, writing)));
    return {
      isOfferedInAll: without.length === 0,
      isHarmful: once(
        () =>
          without.flatMap(({ analysis }) => changedIn(analysis, writing)).some(changesExposure) ||
          changed().some(removesDoubtful),
      ),
      blocked: once(() =>
        changed().flatMap(({ vault, closed, network }) => blockedCallers(vault, closed, network)),
      ),
    };
  };
  return (fixes, code) =>
    fixes.flatMap((fix) => {
      const writing = writingOf(fix);
      // What an access file says of a parameter is not deployed.
      if (writing?.parameter?.kind === "parameter file" && documentsOf(writing).some(isAccessFile)) return [];
      if (!writing || !(isOnlyTrueHere(fix) || "blocked" in fix.title)) return [fix];
      const effect = effectOf(writing, code);
      if (isOnlyTrueHere(fix)) return effect.isOfferedInAll ? [fix] : [];
      if (!("blocked" in fix.title)) return [fix];
      if (effect.isHarmful()) return [];
      if (fix.title.kind !== "set") return [fix];
      return [blockingBoth(fix, { title: { ...fix.title, blocked: effect.blocked() }, keepsAccess: true })];
    });
}

/** The effect of what a fix writes, in all roots and environments that read it. */
interface Effect {
  readonly isOfferedInAll: boolean;
  /** Whether it changes how open a vault is for which it is not offered, or removes a bypass that may be needed. */
  readonly isHarmful: () => boolean;
  readonly blocked: () => readonly BlockedCaller[];
}

function documentsOf({ places }: Writing): readonly DocumentId[] {
  return places.map(({ span }) => span.document);
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
  const { all, byPlace } = viewsOf(analysis.worlds);
  // A place around that of a value, such as a condition, is the place of none.
  const views = places.flatMap(({ span }) => byPlace.get(spanKey(span)) ?? all);
  return [...new Set(views)].flatMap(({ vault, world: { network } }) => {
    const closed = settings.reduce((changed, setting) => {
      const word = places.map((each) => wordIn(vault[setting], each)).find((each) => each !== null);
      return word === undefined ? changed : having(changed, setting, word);
    }, vault);
    return closed === vault ? [] : [{ vault, closed, network }];
  });
}

/** The views of a root's vaults, and those that have a setting at a place, so that many fixes are not compared with many vaults each. */
const viewsOf = memoize((worlds: readonly World[]) => {
  const all = ownVaults(worlds).flatMap(({ views }) => views);
  return {
    all,
    byPlace: grouped(all, ({ vault }) => new Set(settings.flatMap((each) => placeOf(vault[each])))),
  };
});

/** Where a setting is written, or would be. */
function placeOf({ value, slot }: Field<string>): readonly string[] {
  if (value.kind === "known") return [spanKey(writtenAt(value.origin))];
  return value.kind === "absent" && slot.into !== null ? [spanKey(slot.into.span)] : [];
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
  return path.reduce<Written>(
    (at, key) => (isWrittenDictionary(at) ? (new Map(Object.entries(at)).get(key) ?? null) : null),
    written,
  );
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
  const writings = findings
    .filter((finding) => finding.code === code)
    .flatMap((finding) => finding.fixes().map(writingOf));
  return new Set(writings.flatMap((writing) => writing?.key ?? []));
}
