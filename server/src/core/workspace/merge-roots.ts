import type { RootPlan } from "./plan.ts";
import { grouped } from "../logic/grouped.ts";
import { blockingBoth, type Fix, titleKey } from "../fixes/fix.ts";
import { fixesForAll } from "./fixes-for-all.ts";
import { once } from "../logic/memoize.ts";
import type { Analysis } from "./analyzer.ts";
import type { FindingInstance, ReportedFinding } from "../rules/engine/reported-finding.ts";
import type { Related, Severity } from "../rules/rule.ts";
import { distinctRelated } from "../rules/engine/run.ts";
import { compareSpans, type DocumentId, type Span, spanKey } from "../text/document.ts";
import { commonLabel } from "../access/vault-label.ts";
import { ownVaults } from "../access/worlds.ts";

/** What was found in one root in one environment. */
export interface RootFindings {
  readonly analysis: Analysis;
  readonly findings: readonly ReportedFinding[];
}

/** A finding of several roots and environments, which may share modules and parameter files. */
export interface RootedFinding extends ReportedFinding {
  readonly instances: readonly RootedInstance[];
  /** The environments in which it holds; empty if it holds in all that its roots are evaluated in. */
  readonly environments: readonly string[];
  /** Each root that it was found in, and the environments, null for defaults and values given by hand. */
  readonly holdsIn: readonly {
    readonly root: DocumentId;
    readonly environments: readonly (string | null)[];
  }[];
  /** The roots for which alone it holds of a shared module, as they are called; empty if it holds for all that call it. */
  readonly callers: readonly string[];
  /** What it was first found in. */
  readonly analysis: Analysis;
}

export interface RootedInstance extends FindingInstance {
  readonly root: DocumentId;
  /** Empty if it holds in all environments of the root. */
  readonly environments: readonly string[];
}

/**
 * One finding for each code, place, fact, resource it is about, and vault or vaults, with the instances of all roots and environments, by
 * place and code. A suppression in a shared module is unused only when no root needs it, and a fix is one only where every root that finds
 * something offers it. It is as severe as in the root where it is most so, and suppressed only if it is in all of them. What holds for some roots or in some environments only says so at the end of its sentence. What lies in a module
 * says where that is called.
 */
export function mergeRoots(
  parts: readonly RootFindings[],
  plans: readonly NarrowedPlan[] = [],
): readonly RootedFinding[] {
  const judged = byAnalysis(parts);
  const narrowed = new Set(plans.filter(isNarrowed).map(({ root }) => root));
  const mayMatch = ({ fact, span }: ReportedFinding): boolean =>
    fact.kind === "KV902" &&
    fact.why === "matches-nothing" &&
    judged.some(({ analysis }) => narrowed.has(analysis.root) && analysis.documents.has(span.document));
  const created = rootsByVault(judged);
  const areAgreed = agreedRemarks(judged);
  const extent: Extent = {
    roots: judged.map(({ analysis }) => analysis.root),
    ...{ environments: environmentsByRoot(judged), created, reading: rootsByDocument(judged) },
  };
  const merged = new Map<string, Gathered>();
  for (const { analysis, findings } of judged) {
    for (const finding of findings) {
      if (isRemark(finding) && (mayMatch(finding) || !areAgreed(finding))) continue;
      const { declaration, whenCreated } = finding;
      if (whenCreated === "by-nothing" && declaration && created.has(spanKey(declaration))) continue;
      if (!isAbout(analysis, finding, extent.environments)) continue;
      const key = keyOf(finding);
      const before = merged.get(key);
      merged.set(key, before ? join(before, finding, analysis) : gather(finding, analysis));
    }
  }
  const offered = fixesForAll(judged);
  return [...merged.values()]
    .map((each) => finish(each, extent))
    .map((each) => ({ ...each, fixes: once(() => offered(each.fixes(), each.code)) }))
    .sort((a, b) => compareSpans(a.span, b.span) || (a.code < b.code ? -1 : 1));
}

type NarrowedPlan = Pick<RootPlan, "root" | "judged" | "available">;

/** Whether a root is not evaluated in all of its environments: what a suppression matches in the others is not known. */
export function isNarrowed({ judged, available }: NarrowedPlan): boolean {
  return available.some(({ name }) => !judged.some((each) => each?.name === name));
}

/** What is found in a root may come in parts: by its rules, and where pipelines and scripts call its vaults. */
function byAnalysis(parts: readonly RootFindings[]): readonly RootFindings[] {
  return [...grouped(parts, ({ analysis }) => [analysis])].map(([analysis, all]) => ({
    analysis,
    findings: all.flatMap(({ findings }) => findings),
  }));
}

/** Whether an access test is judged in what its finding is found in again; a name also means the roots that do not have it. */
function isAbout(
  { root, environment }: Analysis,
  { failsIn }: ReportedFinding,
  all: EnvironmentsByRoot,
): boolean {
  if (!failsIn) return true;
  return failsIn.some((name) => name === environment || (name !== null && !all.get(root)?.has(name)));
}

/** What findings are one by. */
function keyOf(finding: ReportedFinding): string {
  const { code, span, fact, cases, about, suppressed, declaration, among } = finding;
  // Which of the modules that a template cannot read comes first differs between environments.
  if (fact.kind === "KV904") return `${code} ${span.document} ${fact.why} ${suppressed === null}`;
  const parts = [span, about, declaration].map((each) => (each ? spanKey(each) : ""));
  // Each root may have further resources with the version.
  return JSON.stringify([code, parts, fact.kind === "KV213" ? fact.version : fact, cases, among]);
}

/** The roots that may create the vault of a declaration, in some environment. */
function rootsByVault(judged: readonly RootFindings[]): RootsByPlace {
  const found = new Map<string, Set<DocumentId>>();
  for (const { analysis } of judged)
    for (const span of createdIn(analysis)) add(found, spanKey(span), analysis.root);
  return found;
}

/** The declarations of vaults that a root may create. */
function createdIn(analysis: Analysis): readonly Span[] {
  return ownVaults(analysis.worlds).flatMap(({ exists, vault }) => (exists === "no" ? [] : [vault.span]));
}

/** The roots that read a document. */
function rootsByDocument(judged: readonly RootFindings[]): RootsByPlace {
  const found = new Map<DocumentId, Set<DocumentId>>();
  for (const {
    analysis: { root, documents },
  } of judged)
    for (const document of documents.keys()) add(found, document, root);
  return found;
}

type RootsByPlace = ReadonlyMap<string, ReadonlySet<DocumentId>>;

/** A finding as it was first met, and everything that it holds for. */
interface Gathered {
  readonly finding: ReportedFinding;
  readonly analysis: Analysis;
  readonly found: readonly { readonly instance: FindingInstance; readonly analysis: Analysis }[];
}

function gather(finding: ReportedFinding, analysis: Analysis): Gathered {
  return { finding, analysis, found: finding.instances.map((instance) => ({ instance, analysis })) };
}

function join(before: Gathered, finding: ReportedFinding, analysis: Analysis): Gathered {
  const fixes = once(() => {
    const others = new Map(finding.fixes().map((fix) => [titleKey(fix), fix]));
    return before.finding.fixes().flatMap((fix) => {
      const other = others.get(titleKey(fix));
      return other ? [blockingBoth(placesOf(other) > placesOf(fix) ? other : fix, other)] : [];
    });
  });
  const labels = [before.finding.label, finding.label].filter((label) => label !== null);
  const { fact, related } = jointly(before.finding, finding);
  const { mark, ...unmarked } = before.finding;
  return {
    ...before,
    finding: {
      ...(mark === finding.mark ? before.finding : unmarked),
      ...{ fact, label: commonLabel(labels), related, fixes },
      severity: graver(before.finding.severity, finding.severity),
      suppressed: before.finding.suppressed && finding.suppressed ? before.finding.suppressed : null,
      ...(finding.isAssumed ? { isAssumed: true } : {}),
    },
    found: [...before.found, ...gather(finding, analysis).found],
  };
}

/** How many places a fix changes that changes any number of them. */
function placesOf({ title }: Fix): number {
  return title.kind === "raise-api-version" ? title.count : 1;
}

const severities = ["hint", "info", "warning", "error"] as const;

function graver(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) < severities.indexOf(other) ? other : one;
}

/** What one of two findings says that are one, and its related places: of modules that cannot be read, and of versions, all of both. */
function jointly(one: ReportedFinding, other: ReportedFinding): Pick<ReportedFinding, "fact" | "related"> {
  const related = [...one.related, ...other.related];
  if (one.fact.kind === "KV213") {
    const distinct = distinctRelated(related);
    const more = distinct.filter(({ fact }) => fact.kind === "uses-version").length;
    return { fact: { ...one.fact, more }, related: distinct };
  }
  if (one.fact.kind !== "KV904" || other.fact.kind !== "KV904")
    return { fact: one.fact, related: distinctRelated(related) };
  const { module, why } = other.fact;
  const lead: Related = { fact: { kind: "unread-module", module, why }, span: other.span };
  const others = [...related, lead].filter(({ span }) => spanKey(span) !== spanKey(one.span));
  const distinct = [...new Map(others.map((each) => [spanKey(each.span), each])).values()];
  return { fact: { ...one.fact, more: distinct.length }, related: distinct };
}

/** What findings would hold for if they held everywhere. */
interface Extent {
  readonly roots: readonly DocumentId[];
  readonly environments: EnvironmentsByRoot;
  readonly created: RootsByPlace;
  readonly reading: RootsByPlace;
}

function finish({ finding, analysis, found }: Gathered, extent: Extent): RootedFinding {
  const all = extent.environments;
  const byRoot = new Map<DocumentId, Set<string | null>>();
  const instances = new Map<string, { readonly instance: FindingInstance; readonly root: DocumentId }>();
  const namesOf = new Map<string, Set<string>>();
  for (const {
    instance,
    analysis: { root, environment },
  } of found) {
    const key = JSON.stringify([root, instance]);
    instances.set(key, { instance, root });
    add(byRoot, root, environment);
    if (environment !== null) add(namesOf, key, environment);
  }
  const { callers, calls } = callsOf(finding, [...instances.values()], extent);
  return {
    ...finding,
    callers,
    related: [...finding.related, ...calls],
    analysis,
    environments: partOf(byRoot, all),
    holdsIn: [...byRoot].map(([root, names]) => ({ root, environments: [...names] })),
    instances: [...instances].map(([key, { instance, root }]) => {
      const names = [...(namesOf.get(key) ?? [])];
      const isEverywhere = names.length >= (all.get(root)?.size ?? 0);
      return { ...instance, root, environments: isEverywhere ? [] : names };
    }),
  };
}

/** The names of environments, where some root has others. */
function partOf(
  byRoot: ReadonlyMap<DocumentId, ReadonlySet<string | null>>,
  all: EnvironmentsByRoot,
): readonly string[] {
  const named = [...byRoot].map(([root, names]) => ({
    names: [...names].filter((name) => name !== null),
    of: all.get(root)?.size ?? 0,
  }));
  const isPartial = named.some(({ names, of }) => names.length < of);
  return isPartial ? [...new Set(named.flatMap(({ names }) => names))].sort() : [];
}

/** The calls of the module that a finding lies in, and the roots they are in where it does not hold for all that might make them. */
function callsOf(
  { declaration, span }: ReportedFinding,
  instances: readonly { readonly instance: FindingInstance; readonly root: DocumentId }[],
  { created, reading, roots }: Extent,
): { readonly callers: readonly string[]; readonly calls: readonly Related[] } {
  const calls = new Map<string, Related>();
  const callers = new Set<DocumentId>();
  for (const {
    instance: { call },
    root,
  } of instances) {
    if (!call) continue;
    const { span: at, isArgument } = call;
    const fact = { kind: isArgument ? "passed-to-module" : "module-called" } as const;
    calls.set(spanKey(at), { fact, span: at });
    callers.add(root);
  }
  const holding = new Set(instances.map(({ root }) => root));
  const creating = declaration && created.get(spanKey(declaration));
  const isTheirs = creating && [...holding].some((root) => creating.has(root));
  // What roots do with a vault of another one holds for all that read the module if it holds for each of these.
  const possible = isTheirs ? creating : reading.get(span.document);
  const isOfAll = [...(possible ?? [])].every((root) => holding.has(root));
  return {
    callers: isOfAll ? [] : [...callers].sort().map((root) => shortPath(root, roots)),
    calls: [...calls.values()],
  };
}

/**
 * The end of a path, of two segments or as many as no other root has: many are named `main.bicep`. What is around all roots is
 * left out, because its name is that of a checkout; nothing is left of a folder that is around all others.
 */
function shortPath(root: DocumentId, roots: readonly DocumentId[]): string {
  if (roots.length > 1 && roots.every((each) => each === root || each.startsWith(`${root}/`))) return "";
  const segments = segmentsOf(root);
  const most = Math.max(1, segments.length - sharedAmong(roots.map(segmentsOf)));
  for (let count = Math.min(2, most); count < most; count++) {
    const short = segments.slice(-count).join("/");
    const end = root.slice(root.lastIndexOf(short));
    if (!roots.some((other) => other !== root && other.endsWith(`/${end}`))) return short;
  }
  return segments.slice(-most).join("/");
}

function segmentsOf(id: DocumentId): readonly string[] {
  return id.split("/").filter((segment) => segment !== "");
}

/** How many segments all paths begin with, without the last one of any. */
function sharedAmong([first = [], ...others]: readonly (readonly string[])[]): number {
  const differing = first
    .slice(0, -1)
    .findIndex((segment, index) =>
      others.some((other) => other[index] !== segment || index === other.length - 1),
    );
  return differing < 0 ? first.length - 1 : differing;
}

type EnvironmentsByRoot = ReadonlyMap<DocumentId, ReadonlySet<string>>;

/** The names of the environments that each root was evaluated in. */
function environmentsByRoot(judged: readonly RootFindings[]): EnvironmentsByRoot {
  const found = new Map<DocumentId, Set<string>>();
  for (const {
    analysis: { root, environment },
  } of judged)
    if (environment !== null) add(found, root, environment);
  return found;
}

function add<K, V>(to: Map<K, Set<V>>, key: K, value: V): void {
  const before = to.get(key);
  if (before) before.add(value);
  else to.set(key, new Set([value]));
}

/** What is said of a comment rather than of a vault. */
function isRemark({ instances }: ReportedFinding): boolean {
  return instances.length === 0;
}

/** Whether everything that reads the document of a remark has the same remark. */
function agreedRemarks(judged: readonly RootFindings[]): (remark: ReportedFinding) => boolean {
  const reading = new Map<DocumentId, Set<Analysis>>();
  const saying = new Map<string, Set<Analysis>>();
  for (const { analysis, findings } of judged) {
    for (const document of analysis.documents.keys()) add(reading, document, analysis);
    for (const each of findings)
      if (isRemark(each) && analysis.documents.has(each.span.document))
        add(saying, remarkKey(each), analysis);
  }
  return (remark) =>
    (saying.get(remarkKey(remark))?.size ?? 0) === (reading.get(remark.span.document)?.size ?? 0);
}

function remarkKey({ code, fact, span }: ReportedFinding): string {
  return `${code} ${spanKey(span)} ${JSON.stringify(fact)}`;
}
