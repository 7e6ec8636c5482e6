import { grouped } from "../../logic/grouped.ts";
import {
  judgeAcross,
  vaultWithKey,
  type World,
  worldsAsNew,
  worldsWhenCreated,
} from "../../access/worlds.ts";
import { builtInTags } from "../../services/built-in-tags.ts";
import type { ServiceTags } from "../../services/service-tags.ts";
import { isWithin } from "../../template/template.ts";
import { compareSpans, spanKey } from "../../text/document.ts";
import { commonLabel, labelOf, titleOf } from "../../access/vault-label.ts";
import { certainFindings } from "./findings-that-hold.ts";
import { rules as allRules } from "../index.ts";
import { framesAround } from "../../evaluate/instances/frames.ts";
import { callInRoot, instanceCount, placedAtInstances } from "./instances.ts";
import { offeredFixes } from "../../fixes/plan.ts";
import { instanceOf, type ReportedFinding, type SomeInstances } from "./reported-finding.ts";
import type { Finding, Related, Rule, RuleSettings, Severity } from "../rule.ts";
import { memoize, once } from "../../logic/memoize.ts";
import type { Step } from "../../access/decision.ts";
import type { Vault } from "../../network/network.ts";

export interface RunOptions {
  /** Severities by code; "off" turns a rule off, any other value turns it on. */
  readonly severities?: ReadonlyMap<string, Severity | "off">;
  /** IP rules with a shorter prefix are reported as wide; 24 unless given. */
  readonly widestIpPrefix?: number;
  /** The most public addresses that the IP rules of a vault may list; any number unless given. */
  readonly maxAddresses?: number;
  /** Azure's own addresses, if newer than the built-in ones. */
  readonly serviceTags?: ServiceTags;
  /** The day of the check, `2027-01-31`; without it nothing expires. */
  readonly today?: string;
}

/** Runs every rule, or some, in every world and returns the findings that hold in all of them, one per code and place, sorted. Where nothing is declared there are none. */
export function runRules(
  worlds: readonly World[],
  options: RunOptions = {},
  rules: readonly Rule[] = allRules,
): readonly ReportedFinding[] {
  if (worlds.every(({ network }) => network.frames.length === 0)) return [];
  const settings: RuleSettings = {
    widestIpPrefix: options.widestIpPrefix ?? 24,
    maxAddresses: options.maxAddresses ?? null,
    serviceTags: options.serviceTags ?? builtInTags,
    today: options.today ?? null,
  };
  return rules
    .flatMap((rule) => {
      const severity = severityOf(rule, options);
      return severity === "off" ? [] : runRule(rule, worlds, settings, options.severities?.get(rule.code));
    })
    .sort((a, b) => compareSpans(a.span, b.span) || (a.code < b.code ? -1 : 1));
}

/** The usual severity of a rule's findings, or "off". */
export function severityOf(rule: Rule, options: RunOptions): Severity | "off" {
  return options.severities?.get(rule.code) ?? (rule.onByDefault === false ? "off" : rule.severity);
}

function runRule(
  rule: Rule,
  worlds: readonly World[],
  settings: RuleSettings,
  override: Severity | "off" | undefined,
): readonly ReportedFinding[] {
  const holding = certainFindings(rule, worlds, settings).filter(isOfThisRoot);
  // Most rules find nothing in most templates.
  return holding.length === 0 ? none : reported(rule, holding, worlds, override);
}

const none: readonly ReportedFinding[] = [];

function reported(
  rule: Rule,
  holding: readonly Finding[],
  worlds: readonly World[],
  override: Severity | "off" | undefined,
): readonly ReportedFinding[] {
  const groups = grouped(placedAtInstances(holding, worlds), ({ span, about, fact, cases }) => [
    `${spanKey(span)} ${about ? spanKey(about.label) : ""} ${JSON.stringify([fact, cases])}`,
  ]);
  const given = override === "off" ? undefined : override;
  return [...groups.values()].flatMap((group) => merge(rule, ofCreated(group), worlds, given));
}

/** What holds for a vault that is created is not said of vaults that never are, too. */
function ofCreated(group: readonly Finding[]): readonly Finding[] {
  const created = group.filter(({ whenCreated }) => whenCreated !== "by-nothing");
  return created.length > 0 ? created : group;
}

/** One finding for all instances of a place, with the deciding places of each; other declarations it holds for are related places. */
function merge(
  rule: Rule,
  group: readonly Finding[],
  worlds: readonly World[],
  override: Severity | undefined,
): readonly ReportedFinding[] {
  const [first] = group;
  if (!first) return [];
  const { span, vault, about, unnecessary, whenCreated } = first;
  const given = override ?? first.severity ?? rule.severity;
  const severity = vault && probableVaults(worlds).has(vault.key) ? atMostInfo(given) : given;
  const labels = group.flatMap(({ vault: each }) => (each ? [labelOf(each)] : []));
  return [
    {
      code: rule.code,
      name: rule.name,
      severity: whenCreated === "by-nothing" ? lower(severity) : severity,
      fact: first.fact,
      label: commonLabel(labels),
      among: someInstances(first, group, worlds),
      span,
      vault: vault?.symbol ?? null,
      declaration: vault?.span ?? null,
      about: about?.label ?? null,
      related: distinctRelated([
        ...group.flatMap(({ related }) => related),
        ...relatedVaults(first, group),
        ...assumptions(group),
      ]),
      unnecessary,
      fixes: once(() => (isState(worlds) ? [] : offeredFixes(group.map(({ fixes }) => fixes)))),
      instances: group.map((each) => instanceOf(each.vault, callInRoot(each))),
      ...(first.cases ? { cases: first.cases } : {}),
      ...(whenCreated ? { whenCreated } : {}),
      ...(group.some(({ isAssumed }) => isAssumed) ? { isAssumed: true } : {}),
      steps: once(() => stepsOf(first, worlds)),
      suppressed: null,
    },
  ];
}

/**
 * What concerns the configuration of a vault in another root is reported there; what this root does with the vault is reported here.
 */
function isOfThisRoot({ vault, about, span }: Finding): boolean {
  if (!vault?.home || (about && !about.home)) return true;
  return (
    about === null && !framesAround(vault.instance.frame).some(({ template }) => isWithin(template, span))
  );
}

/** The vaults of other roots that are only probably those that this one refers to. */
const probableVaults = memoize(
  (worlds: readonly World[]): ReadonlySet<string> =>
    new Set(
      worlds.flatMap(({ network }) =>
        network.vaults.flatMap(({ linked }) => (linked && !linked.certain ? [linked.key] : [])),
      ),
    ),
);

/** Whether the root is the output of a tool, which is not edited. */
function isState([world]: readonly World[]): boolean {
  return world?.network.frames[0]?.template.state != null;
}

/** A severity that fails no build. */
export function atMostInfo(severity: Severity): Severity {
  return severity === "hint" ? severity : "info";
}

function lower(severity: Severity): Severity {
  return severity === "error" ? "warning" : severity === "warning" ? "info" : "hint";
}

/** That the finding relies on a state. */
function assumptions(group: readonly Finding[]): readonly Related[] {
  return group.flatMap(({ isAssumed, vault, span }) =>
    isAssumed === true ? [{ fact: { kind: "assumed-deployed" }, span: vault?.label ?? span }] : [],
  );
}

function relatedVaults({ vault: first }: Finding, group: readonly Finding[]): readonly Related[] {
  const others = new Map<string, Related>();
  for (const { vault } of group) {
    if (!vault || !first || spanKey(vault.span) === spanKey(first.span)) continue;
    others.set(spanKey(vault.span), {
      fact: { kind: "holds-too", vault: labelOf(vault) },
      span: vault.label,
    });
  }
  return [...others.values()];
}

/** How the finding's vault decides about the caller that the finding reports; empty if it reports none. */
function stepsOf({ decided, vault, whenCreated }: Finding, worlds: readonly World[]): readonly Step[] {
  if (!decided || !vault) return [];
  const asNew = whenCreated ? worldsAsNew(worlds) : worlds;
  const judged = whenCreated === "by-nothing" ? worldsWhenCreated(asNew) : asNew;
  const across = vaultWithKey(judged, vault.key);
  return (across && judgeAcross(across, () => decided)?.answer.steps) ?? [];
}

/** Instances beyond this number are counted instead of named. */
const mostNames = 3;

/** The vaults that a finding holds for, where these are several declarations or not all instances of one. */
function someInstances(
  { vault: first }: Finding,
  group: readonly Finding[],
  worlds: readonly World[],
): SomeInstances | null {
  if (!first) return null;
  const vaults = group.flatMap(({ vault }) => vault ?? []);
  const declared = new Map(vaults.map((vault) => [spanKey(vault.span), vault]));
  if (declared.size > 1) return listed([...declared.values()], (vault) => titleOf(labelOf(vault)));
  const found = [...new Map(vaults.map((vault) => [vault.key, vault])).values()];
  return found.length >= instanceCount(first, worlds) ? null : listed(found, nameOfInstance);
}

function listed(vaults: readonly Vault[], nameOf: (vault: Vault) => string): SomeInstances {
  const names = vaults.slice(0, mostNames).map(nameOf);
  return { names, more: vaults.length - names.length };
}

/** `kv["dev"]`: the calls that create it, and its own iteration. */
function nameOfInstance({ module, symbol, instance: { iteration } }: Vault): string {
  if (module === null) return symbol;
  return iteration === null ? module : `${module}/${symbol}`;
}

/** Related places with their facts, without duplicates. */
export function distinctRelated(related: readonly Related[]): readonly Related[] {
  return [
    ...new Map(related.map((each) => [`${spanKey(each.span)} ${JSON.stringify(each.fact)}`, each])).values(),
  ];
}
