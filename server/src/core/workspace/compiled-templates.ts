import { namedBy, shortened, type VaultLabel } from "../access/vault-label.ts";
import { fileNameOf, mayDeclareVaults } from "../files/documents.ts";
import { isReadInFull } from "../network/may-declare.ts";
import type { ComparedFact, CompiledFact } from "../rules/facts/remark-facts.ts";
import { reportVaults, type VaultReport } from "../report/vaults.ts";
import { suppressByAccessFile } from "../rules/engine/access-suppressions.ts";
import { plainFinding, type ReportedFinding } from "../rules/engine/reported-finding.ts";
import { severityOf } from "../rules/engine/run.ts";
import { applySuppressions } from "../rules/engine/suppressions.ts";
import { compiledTemplateDiffers as rule } from "../rules/kv905-compiled-template-differs.ts";
import type { Document, Span } from "../text/document.ts";
import type { Analysis } from "./analyzer.ts";
import { type CheckOptions, commentedDocuments, optionsWith } from "./check.ts";
import { foldWord } from "../text/fold.ts";

/**
 * KV905: where the vaults of a compiled template differ from those of its source, both in one environment; a warning where the compiled
 * template exposes one more. Vaults
 * are paired by what is known about them, so that neither order nor names have to match; the compiler drops those
 * that are only referenced. Comments in the source accept a difference, because the compiler overwrites the other
 * file: at the vault, or for the whole file.
 */
export function compiledTemplateFindings(
  compiled: Analysis,
  source: Analysis,
  given: CheckOptions = {},
): readonly ReportedFinding[] {
  const options = given.accessFile ? optionsWith(given.accessFile, given) : given;
  const usual = severityOf(rule, options);
  if (usual === "off" || !compiled.isTemplate || !source.isTemplate) return [];
  const found = differencesBetween(compiled, source).map((difference) => {
    const isChosen = options.severities?.has(rule.code) === true;
    const finding = findingOf(difference, isMoreExposed(difference) && !isChosen ? "warning" : usual);
    const { there } = difference;
    const inSource = { ...finding, span: there?.label ?? startOf(source), declaration: there?.span ?? null };
    const suppressed = suppressedBy(finding, compiled, options) ?? suppressedBy(inSource, source, options);
    return { ...finding, suppressed };
  });
  return given.accessFile ? suppressByAccessFile(found, given.accessFile, options) : found;
}

/** Whether neither a compiled template, by its words, nor its source declares a vault: then they cannot differ. */
export function declareNoVault(compiled: Document, source: Analysis): boolean {
  return !mayDeclareVaults(compiled.text) && declared(source).length === 0;
}

function findingOf(
  { fact, span, vault, there }: Difference,
  severity: ReportedFinding["severity"],
): ReportedFinding {
  return plainFinding(rule, severity, {
    fact,
    label: vault && labelOf(vault),
    span,
    vault: vault?.symbol ?? null,
    declaration: vault?.span ?? null,
    related: there ? [{ fact: { kind: "source-declares" }, span: there.label }] : [],
    instances: [{ module: vault?.module ?? null, vault: vault?.symbol ?? null, call: null }],
  });
}

/** Whether what deploys the compiled template exposes a vault more; one whose source is not known only if it is open. */
function isMoreExposed({ vault, there }: Difference): boolean {
  const [here, other] = [vault, there].map((each) => {
    const exposures = each && each.exists !== "no" ? exposureOf(each) : null;
    return exposures && Math.max(...exposures.map((word) => byExposure.indexOf(word)));
  });
  return (here ?? 0) > (other ?? byExposure.indexOf("selected"));
}

const byExposure: readonly (string | null)[] = ["private", "perimeter", "selected", "public"];

function suppressedBy(
  finding: ReportedFinding,
  { documents }: Analysis,
  options: CheckOptions,
): ReportedFinding["suppressed"] {
  const [marked] = applySuppressions([finding], commentedDocuments(documents), options);
  return marked?.suppressed ?? null;
}

function startOf({ root }: Analysis): Span {
  return { document: root, start: 0, end: 1 };
}

interface Difference {
  readonly fact: CompiledFact;
  readonly span: Span;
  /** Null if the source declares a vault that the compiled template does not. */
  readonly vault: VaultReport | null;
  /** The vault of the source that it is compared with, if any. */
  readonly there: VaultReport | null;
}

function differencesBetween(compiled: Analysis, source: Analysis): readonly Difference[] {
  const file = fileNameOf(source.root);
  const left = pairUp(declared(compiled), declared(source), (a, b) => differing(a, b) === null);
  const [gone] = left.right;
  const differences = left.left.flatMap((vault): readonly Difference[] => {
    const other = left.right.find((each) => each.name === vault.name) ?? gone;
    const differs = other ? differing(vault, other) : isWhole(source) ? null : openAtLeast(vault);
    if (differs === null && !isWhole(source)) return [];
    const fact: CompiledFact = differs
      ? { kind: "KV905", differs: "fact", file, ...differs }
      : { kind: "KV905", differs: "only-compiled", file };
    return [{ fact, span: vault.label, vault, there: other ?? null }];
  });
  if (left.left.length > 0 || !isWhole(compiled)) return differences;
  return left.right.map((vault) => {
    const fact: CompiledFact = { kind: "KV905", differs: "only-source", file, vault: labelOf(vault) };
    return { fact, span: startOf(compiled), vault: null, there: vault };
  });
}

function declared(analysis: Analysis): readonly VaultReport[] {
  return reportVaults(analysis.worlds).filter(({ existing }) => !existing);
}

/** Nothing is hidden by a module that cannot be read or by a syntax error. */
function isWhole({ worlds }: Analysis): boolean {
  return worlds.every(({ network }) => isReadInFull(network));
}

/** A fact as it is compared and printed: the values it may have, or the items of a list; null for one that is not known. */
type Printed = readonly (string | null)[];

interface DifferenceFact {
  readonly fact: ComparedFact;
  readonly here: Printed;
  readonly there: Printed;
}

/** The first fact that is certainly different; null if there is none. */
function differing(here: VaultReport, there: VaultReport): DifferenceFact | null {
  const others = factsOf(there);
  for (const [fact, ours] of factsOf(here)) {
    const other = others.get(fact) ?? null;
    if (ours !== null && other !== null && ours.join() !== other.join())
      return { fact, here: ours, there: other };
  }
  const isOpenThere = exposureOf(there) !== null;
  return (
    (isOpenThere ? null : openAtLeast(here)) ?? differingSubnets(here, there) ?? differingNames(here, there)
  );
}

/** Of a vault that is open, whatever is not known of its source. */
function openAtLeast(vault: VaultReport): DifferenceFact | null {
  return vault.exposure === "public" ? { fact: "exposure", here: ["public"], there: [null] } : null;
}

/** What is compared as it is printed, in the order in which it is named; null of what is not known. */
function factsOf(vault: VaultReport): ReadonlyMap<ComparedFact, Printed | null> {
  const { exists, ipRules, ipRulesOpen } = vault;
  const addresses = ipRules.filter((each) => typeof each === "string");
  const isListed = !ipRulesOpen && addresses.length === ipRules.length;
  return new Map<ComparedFact, Printed | null>([
    ["exposure", exposureOf(vault)],
    ["existence", exists === "maybe" ? null : [exists]],
    ["publicNetworkAccess", wordOf(vault.publicNetworkAccess, "Enabled")],
    ["defaultAction", wordOf(vault.defaultAction, "Allow")],
    ["bypass", wordOf(vault.bypass, "AzureServices")],
    ["ip-rules", isListed ? [...addresses].sort() : null],
  ]);
}

/** Lists of subnets that cannot be the same, whatever those are that are not known. */
function differingSubnets(here: VaultReport, there: VaultReport): DifferenceFact | null {
  if (here.subnetRulesOpen || there.subnetRulesOpen) return null;
  const [left, right] = [here, there].map(({ subnetRules }) => subnetRules.map(subnetOf));
  if (!left || !right) return null;
  const apart = pairUp(left, right, (a, b) => a === null || b === null || a === b);
  if (apart.left.length === 0 && apart.right.length === 0) return null;
  return { fact: "subnet-rules", here: sorted(left), there: sorted(right) };
}

/** A rule's subnet as `network/subnet`, as both an id and two names say it; null if these are not known. */
function subnetOf(reported: VaultReport["subnetRules"][number]): string | null {
  // In a partly known ID, unknown parts are in angle brackets.
  const id = typeof reported === "string" ? reported : reported.unknown;
  const names =
    /\/virtualNetworks\/([\w.()-]+)\/subnets\/([\w.()-]+)$/i.exec(id) ??
    (typeof reported === "string" ? /^([\w.()-]+)\/([\w.()-]+)$/.exec(reported) : null);
  return names ? foldWord(names.slice(1).join("/")) : null;
}

/** What is not known comes last. */
function sorted(subnets: readonly (string | null)[]): Printed {
  const known = subnets.filter((each) => each !== null).sort();
  return [...known, ...subnets.filter((each) => each === null)];
}

function differingNames(here: VaultReport, there: VaultReport): DifferenceFact | null {
  if (typeof here.name !== "string" || typeof there.name !== "string" || here.name === there.name)
    return null;
  return { fact: "name", here: [here.name], there: [there.name] };
}

/** Where it depends on parameters with few values, what it may be is known. */
function exposureOf({ exposure, cases }: VaultReport): Printed | null {
  if (cases.length > 0) {
    const all = new Set(cases.map((each) => each.exposure));
    return all.has("depends") ? null : [...all].sort();
  }
  return exposure === "depends" ? null : [exposure];
}

function wordOf(reported: VaultReport["defaultAction"], otherwise: string): Printed | null {
  if (reported === null) return [otherwise];
  return typeof reported === "string" ? [reported] : null;
}

function labelOf({ name, symbol }: VaultReport): VaultLabel {
  return {
    name: typeof name === "string" ? name : null,
    symbol: shortened(symbol),
    namedBy: namedBy(symbol),
  };
}

/** What has no partner on the other side. */
interface Unpaired<T> {
  readonly left: readonly T[];
  readonly right: readonly T[];
}

/** More items than these are not compared with each other; then all count as paired. */
const mostItems = 256;

/**
 * Pairs items of two lists that agree, as many as can be, each once: agreeing need not be transitive, so that a pair is given up where
 * another partner frees one for a third (https://en.wikipedia.org/wiki/Maximum_cardinality_matching, by augmenting paths).
 */
function pairUp<T>(left: readonly T[], right: readonly T[], agree: (a: T, b: T) => boolean): Unpaired<T> {
  if (Math.max(left.length, right.length) > mostItems) return { left: [], right: [] };
  const partners = left.map((a) => right.flatMap((b, index) => (agree(a, b) ? [index] : [])));
  const taken = new Map<number, number>();
  const pair = (from: number, tried: Set<number>): boolean => {
    for (const to of partners[from] ?? []) {
      if (tried.has(to)) continue;
      tried.add(to);
      const before = taken.get(to);
      if (before !== undefined && !pair(before, tried)) continue;
      taken.set(to, from);
      return true;
    }
    return false;
  };
  return {
    left: left.filter((_, index) => !pair(index, new Set())),
    right: right.filter((_, index) => !taken.has(index)),
  };
}
