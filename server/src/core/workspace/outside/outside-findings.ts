import { grouped } from "../../logic/grouped.ts";
import type { Step } from "../../access/decision.ts";
import type { Verdict } from "../../access/verdict.ts";
import { judgeAcross, type VaultAcrossWorlds } from "../../access/worlds.ts";
import { labelOf, type VaultLabel } from "../../access/vault-label.ts";
import { placeOfSetting } from "../../network/places.ts";
import { maySwitchOff } from "../../outside/access.ts";
import type { Job } from "../../outside/job.ts";
import type { OutsideReading } from "../../outside/read-outside.ts";
import { instanceOf, plainFinding, type ReportedFinding } from "../../rules/engine/reported-finding.ts";
import { type RunOptions, severityOf, distinctRelated } from "../../rules/engine/run.ts";
import { once } from "../../logic/memoize.ts";
import { stopOnWay } from "../../rules/questions/blocked-path.ts";
import type { FindingFact } from "../../rules/facts/related-fact.ts";
import type { OutsideFact } from "../../rules/facts/outside-facts.ts";
import { findRule } from "../../rules/index.ts";
import type { Related, Severity } from "../../rules/rule.ts";
import { builtInTags } from "../../services/built-in-tags.ts";
import { retiringTools, severityOfEnding } from "../../rules/questions/retirement.ts";
import type { DocumentId, Span } from "../../text/document.ts";
import type { Analysis } from "../analyzer.ts";
import type { CheckOptions } from "../check.ts";
import { poolsNamed } from "./pipeline-sources.ts";
import { blockedManifest, meetingOf } from "./blocked-manifests.ts";
import { type BlockedCall, blockedCall } from "./blocked-calls.ts";
import { declaredVaults, ignoresRules, isDisabled, isOpen } from "./declared-vaults.ts";
import { type Target, vaultsMeant } from "./targets.ts";
import { mayFollow, openingFact, type Surroundings } from "./openings.ts";
import { blockedFile, jobsBeside, templateScripts } from "./run-files.ts";
import { settings } from "./written-settings.ts";
import { callsIn, hasUnreadBefore, isSameVault, type PlacedCall } from "./timeline.ts";

/** What is found about the calls of pipelines and scripts. */
export interface OutsideFindings {
  /** By the analysis of the root that declares the vault. */
  readonly linked: ReadonlyMap<Analysis, readonly ReportedFinding[]>;
  /** Findings about vaults that no root declares. */
  readonly unlinked: readonly ReportedFinding[];
}

/** Links what pipelines and scripts do with the vaults that roots declare, and finds what is wrong with it. */
export function outsideFindings(
  { jobs }: OutsideReading,
  analyses: readonly Analysis[],
  optionsOf: (id: DocumentId) => CheckOptions,
): OutsideFindings {
  const declared = once(() => declaredVaults(analyses));
  const calls = jobsBeside(jobs, analyses).flatMap(callsIn);
  const inJobs = calls.filter(({ call }) => call.access.kind !== "use");
  const changes = [...inJobs, ...analyses.flatMap((analysis) => templateScripts(analysis).changes)];
  const linked = new Map<Analysis, ReportedFinding[]>();
  const add = (analysis: Analysis, found: readonly ReportedFinding[]): void => {
    const before = linked.get(analysis);
    if (before) before.push(...found);
    else linked.set(analysis, [...found]);
  };
  const unlinked: ReportedFinding[] = jobs.flatMap((job) => retiring(job, optionsOf(job.document)));
  const poolOf = poolsNamed(analyses, ({ root }) => optionsOf(root).accessFile?.sources);
  for (const placed of calls) {
    const { targets, isProbable } = vaultsMeant(placed, declared(), analyses);
    // What a call does to a vault that it only probably is about is certain of the vault that it names.
    const vaults = isProbable ? [] : targets.map(({ vault }) => vault);
    const own = openingFact(placed, { changes, vaults, by: "job" });
    if (own && isProbable)
      unlinked.push(...reported(own, placed, null, optionsOf(placed.call.span.document), calls));
    for (const target of targets) {
      const options = optionsOf(target.vault.analysis.root);
      add(target.vault.analysis, [
        ...changed(placed, target, options, isProbable),
        ...ineffective(placed, target, { changes, by: "job", isProbable }, options),
        ...blocked(placed, target, { changes, targets, options, poolOf, isProbable }),
      ]);
      if (isProbable) continue;
      const meet = meetingOf(placed, target.vault, analyses);
      add(target.vault.analysis, [
        ...(own ? reported(own, placed, target, options, calls) : []),
        ...(meet ? blockedManifest(meet, target.vault, options) : []),
        ...blockedOnRunner(placed, target, inJobs, options),
      ]);
    }
  }
  for (const analysis of analyses)
    add(analysis, findingsInTemplates(analysis, inJobs, optionsOf(analysis.root)));
  return {
    linked: new Map([...linked].map(([analysis, found]) => [analysis, together(found)])),
    unlinked: together(unlinked),
  };
}

/** KV214, of what a job manages vaults with. */
function retiring({ steps }: Job, options: RunOptions): readonly ReportedFinding[] {
  const uses = steps.map(({ tools }) => tools);
  return retiringTools(uses, options.today ?? null).flatMap(({ fact, place, managing }) => {
    const related = managing.map((span): Related => ({ fact: { kind: "managed-here" }, span }));
    return finding(fact, place, { target: null, related, options, severity: severityOfEnding(fact.ending) });
  });
}

/** KV802 to KV804 of scripts in the templates of a root. */
function findingsInTemplates(
  analysis: Analysis,
  inJobs: readonly PlacedCall[],
  options: RunOptions,
): readonly ReportedFinding[] {
  const scripts = templateScripts(analysis);
  const changes = [...inJobs, ...scripts.changes];
  return scripts.certain.flatMap(({ placed, target, isLast }) => {
    const around = { changes, vaults: [target.vault], by: "template" } as const;
    const own = isLast ? openingFact(placed, around) : null;
    return [
      ...(own ? reported(own, placed, target, options, []) : []),
      ...ineffective(placed, target, around, options),
    ];
  });
}

/** KV801, at the vault. */
function changed(
  { call }: PlacedCall,
  target: Target,
  options: RunOptions,
  isProbable: boolean,
): readonly ReportedFinding[] {
  if (call.access.kind === "use") return [];
  const { vault } = target.vault.across;
  const related: Related = { fact: { kind: "changed-here" }, span: call.span };
  const fact: OutsideFact = { kind: "KV801", ...(isProbable ? { isProbable } : {}) };
  return finding(fact, vault.label, { target, related: [related], options, isProbable });
}

/** KV802, of a rule that is added although rules have no effect. */
function ineffective(
  placed: PlacedCall,
  target: Target,
  { changes, by, isProbable = false }: Pick<Surroundings, "changes" | "by"> & { isProbable?: boolean },
  options: RunOptions,
): readonly ReportedFinding[] {
  const { call } = placed;
  const { across } = target.vault;
  if (call.access.kind !== "add-rule" || hasUnreadBefore(placed)) return [];
  const isChanged = settings(changes).some((other) => namesOf(other, target) ?? mayFollow(other, placed, by));
  const why = whyIneffective(across);
  if (why === null || isChanged) return [];
  const { vault } = across;
  const setting = why === "default-allow" ? vault.defaultAction : vault.publicNetworkAccess;
  const stop = why === "perimeter" ? stopAt(judgeAcross(across, () => ({ kind: "internet" }))?.answer) : null;
  const kind = why === "disabled" ? why : why === "perimeter" ? "blocks" : "opens";
  const related: Related = { fact: { kind }, span: stop?.gate.span ?? placeOfSetting(vault, setting) };
  const fact: OutsideFact = { kind: "KV802", why, ...(isProbable ? { isProbable } : {}) };
  return finding(fact, call.span, { target, related: [related], options, isProbable });
}

function whyIneffective(across: VaultAcrossWorlds): "disabled" | "perimeter" | "default-allow" | null {
  if (ignoresRules(across)) return isDisabled(across) ? "disabled" : "perimeter";
  return isOpen(across) ? "default-allow" : null;
}

function stopAt(verdict: Verdict | undefined): Step | null {
  return verdict?.steps.find(({ outcome }) => outcome === "deny") ?? null;
}

function namesOf({ call }: PlacedCall, { name }: Target): boolean | undefined {
  return name === null ? undefined : call.vaults?.includes(name);
}

interface Circumstances {
  readonly changes: readonly PlacedCall[];
  readonly poolOf: ReturnType<typeof poolsNamed>;
  readonly targets: readonly Target[];
  readonly options: RunOptions;
  /** The call only probably is about the vault, which is a hint. */
  readonly isProbable?: boolean;
}

/** KV805. Roots that declare the same name must agree, because only one of them is deployed. */
function blocked(
  placed: PlacedCall,
  target: Target,
  { changes, targets, options, poolOf, isProbable = false }: Circumstances,
): readonly ReportedFinding[] {
  const tags = options.serviceTags ?? builtInTags;
  const blockedAt = ({ name, vault }: Target): BlockedCall | null =>
    blockedCall(placed, name, vault, { changes, tags, poolOf });
  const found = blockedAt(target);
  const isEach = isProbable || placed.call.through !== undefined;
  if (!found || !isCertain(isEach, target, (each) => blockedAt(each) !== null, targets)) return [];
  const { vault } = target.vault.across;
  const stop = stopAt(found.verdict);
  const span = stop?.gate.span ?? placeOfSetting(vault, vault.defaultAction);
  const related: readonly Related[] = [
    {
      fact: stop && stopOnWay(found.verdict) ? { kind: "gate", facts: stop.gate.facts } : { kind: "blocks" },
      span,
    },
    { fact: { kind: "run-by-job" }, span: placed.job.span },
  ];
  const isMinor = placed.step.isConditional || ("why" in found.fact && found.fact.why === "group-edited");
  const severity = isMinor ? ("info" as const) : undefined;
  const fact: OutsideFact = isProbable ? { kind: "KV805", why: "probable" } : found.fact;
  return finding(fact, placed.call.span, { target, related, options, severity, isProbable }).map((each) => ({
    ...each,
    steps: () => found.verdict.steps,
  }));
}

/** Which of several is deployed is not known: one of each root must block; all, where a template names them, or nothing does for certain. */
function isCertain(
  isEach: boolean,
  { name }: Target,
  blocks: (target: Target) => boolean,
  targets: readonly Target[],
): boolean {
  if (isEach) return targets.every(blocks);
  const meant = targets.filter((each) => each.name === name);
  const rootsOf = (some: readonly Target[]): number =>
    new Set(some.map(({ vault }) => vault.analysis.root)).size;
  return rootsOf(meant.filter(blocks)) === rootsOf(meant);
}

/** KV505, of a script that Terraform runs. */
function blockedOnRunner(
  placed: PlacedCall,
  target: Target,
  inJobs: readonly PlacedCall[],
  options: RunOptions,
): readonly ReportedFinding[] {
  const found = blockedFile(placed, target.vault, () => [
    ...inJobs,
    ...templateScripts(target.vault.analysis).changes,
  ]);
  if (!found) return [];
  const related: readonly Related[] = [
    found.blocks,
    { fact: { kind: "run-by-resource" }, span: found.label },
  ];
  return finding(found.fact, placed.call.span, { target, related, options });
}

function reported(
  fact: OutsideFact,
  placed: PlacedCall,
  target: Target | null,
  options: RunOptions,
  calls: readonly PlacedCall[],
): readonly ReportedFinding[] {
  const { call, step } = placed;
  const label: VaultLabel = { name: call.vaults?.[0] ?? null, symbol: call.written, namedBy: null };
  const related: readonly Related[] = [
    ...(target ? [{ fact: { kind: "vault-declared" }, span: target.vault.across.vault.label } as const] : []),
    ...(fact.kind === "KV806" ? distinctRelated(aroundNew(placed, calls)) : []),
  ];
  const isProbable = fact.kind === "KV804" && fact.by === "unread";
  const isMinor =
    step.isConditional || call.isInBranch === true || ("closed" in fact && fact.closed !== "never");
  const severity = fact.kind === "KV806" && isMinor ? "info" : undefined;
  return finding(fact, call.span, { target, related, options, label, severity, isProbable });
}

/** What a new vault meets while it is open: who uses it, and what may close it. */
function aroundNew(placed: PlacedCall, calls: readonly PlacedCall[]): readonly Related[] {
  const isMeant = ({ call, job }: PlacedCall): boolean =>
    isSameVault(call, placed.call) && (call.vaults !== null || job === placed.job);
  return calls.filter(isMeant).flatMap(({ call: { access, span } }): readonly Related[] => {
    if (access.kind === "use") return [{ fact: { kind: "used-here" }, span }];
    return maySwitchOff(access) ? [{ fact: { kind: "changed-here" }, span }] : [];
  });
}

interface FindingParts {
  readonly target: Target | null;
  readonly related: readonly Related[];
  readonly options: RunOptions;
  readonly label?: VaultLabel;
  readonly severity?: Severity | undefined;
  /** It is a hint, whatever severity the rule has. */
  readonly isProbable?: boolean;
}

function finding(fact: FindingFact, span: Span, parts: FindingParts): readonly ReportedFinding[] {
  const { target, related, options, severity: own } = parts;
  const rule = findRule(fact.kind);
  const usual = rule ? severityOf(rule, options) : "off";
  if (!rule || usual === "off") return [];
  const vault = target?.vault.across.vault ?? null;
  const severity = options.severities?.has(rule.code) ? usual : (own ?? usual);
  return [
    plainFinding(rule, parts.isProbable ? "hint" : severity, {
      fact,
      label: vault ? labelOf(vault) : (parts.label ?? null),
      span,
      vault: vault?.symbol ?? null,
      declaration: vault?.span ?? null,
      related,
      instances: [instanceOf(vault)],
    }),
  ];
}

/** One finding for each code and place, with what is related to all of them. */
function together(found: readonly ReportedFinding[]): readonly ReportedFinding[] {
  // What is certain is said before hints.
  const sorted = found.toSorted((a, b) => +(a.severity === "hint") - +(b.severity === "hint"));
  const groups = grouped(sorted, ({ code, span, vault }) => [
    `${code} ${span.document}#${span.start} ${vault ?? ""}`,
  ]);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (others.length === 0) return first;
    const related = [first, ...others].flatMap((each) => each.related);
    return { ...first, related: distinctRelated(related) };
  });
}
