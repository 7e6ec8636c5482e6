import type { VaultReport } from "../report/vaults.ts";
import { reportVaults } from "../report/vaults.ts";
import { suppressByAccessFile } from "../rules/engine/access-suppressions.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";
import { severityOf } from "../rules/engine/run.ts";
import { compiledTemplateDiffers as rule } from "../rules/kv905-compiled-template-differs.ts";
import type { Span } from "../text/span.ts";
import type { Analysis } from "./analyzer.ts";
import type { CheckOptions } from "./check.ts";
import { optionsWith } from "./check.ts";
import { pairUp } from "./pair-up.ts";

/**
 * KV905: where the vaults of a compiled template differ from those of its source, both under their defaults. Vaults are paired by
 * what is known of them, so that no order or name has to be the same; the compiler drops those that are only looked up.
 */
export function compiledTemplateFindings(
  compiled: Analysis,
  source: Analysis,
  given: CheckOptions = {},
): readonly ReportedFinding[] {
  const options = given.accessFile ? optionsWith(given.accessFile, given) : given;
  const severity = severityOf(rule, options);
  if (severity === "off" || !compiled.isTemplate || !source.isTemplate) return [];
  const found = differencesBetween(compiled, source).map(({ message, span, vault }): ReportedFinding => ({
    code: rule.code,
    name: rule.name,
    severity,
    message,
    span,
    vault: vault?.symbol ?? null,
    declaration: vault?.span ?? null,
    about: null,
    related: [],
    unnecessary: false,
    fixes: () => [],
    instances: [{ module: vault?.module ?? null, vault: vault?.symbol ?? null, call: null }],
    steps: () => [],
    suppressed: null,
  }));
  return given.accessFile ? suppressByAccessFile(found, given.accessFile, options) : found;
}

interface Difference {
  readonly message: string;
  readonly span: Span;
  /** Null where the source declares a vault that the compiled template does not. */
  readonly vault: VaultReport | null;
}

function differencesBetween(compiled: Analysis, source: Analysis): readonly Difference[] {
  const file = source.root.slice(source.root.lastIndexOf("/") + 1);
  const left = pairUp(declared(compiled), declared(source), (a, b) => differing(a, b) === null);
  const [gone] = left.right;
  const start = { document: compiled.root, start: 0, end: 1 };
  const differences = left.left.flatMap((vault): readonly Difference[] => {
    const other = left.right.find((each) => each.name === vault.name) ?? gone;
    const fact = other ? differing(vault, other) : null;
    if (fact === null && !isWhole(source)) return [];
    const message = fact
      ? `${nameOf(vault)} differs from ${file}: ${fact.label} is ${fact.here} here and ${fact.there} there.`
      : `${file} does not declare ${nameOf(vault)}, which this compiled template does.`;
    return [{ message, span: vault.label, vault }];
  });
  if (left.left.length > 0 || !isWhole(compiled)) return differences;
  return left.right.map((vault) => {
    const message = `${file} declares ${nameOf(vault)}, which this compiled template does not.`;
    return { message, span: start, vault: null };
  });
}

function declared({ worlds }: Analysis): readonly VaultReport[] {
  return reportVaults(worlds).filter(({ existing }) => !existing);
}

/** Nothing is hidden by a module that cannot be read or by a syntax error. */
function isWhole({ worlds }: Analysis): boolean {
  return worlds.every(({ network }) => network.intact && network.unread.length === 0);
}

interface Fact {
  readonly label: string;
  readonly here: string;
  readonly there: string;
}

/** The first fact that certainly is another one; null where there is none. */
function differing(here: VaultReport, there: VaultReport): Fact | null {
  const others = factsOf(there);
  for (const [label, fact] of factsOf(here)) {
    const other = others.get(label) ?? null;
    if (fact !== null && other !== null && fact !== other) return { label, here: fact, there: other };
  }
  return null;
}

/** What is compared, in the order in which it is named; null of what is not known. Subnets go by other names once they are compiled. */
function factsOf(vault: VaultReport): ReadonlyMap<string, string | null> {
  const { exists, ipRules, ipRulesOpen, subnetRules, subnetRulesOpen } = vault;
  const addresses = ipRules.filter((each) => typeof each === "string");
  const isListed = !ipRulesOpen && addresses.length === ipRules.length;
  return new Map([
    ["its exposure", exposureOf(vault)],
    ["whether it is created", exists === "maybe" ? null : exists],
    ["publicNetworkAccess", wordOf(vault.publicNetworkAccess, "Enabled")],
    ["defaultAction", wordOf(vault.defaultAction, "Allow")],
    ["bypass", wordOf(vault.bypass, "AzureServices")],
    ["the list of IP rules", isListed ? [...addresses].sort().join(", ") || "empty" : null],
    ["the number of subnet rules", subnetRulesOpen ? null : String(subnetRules.length)],
    ["its name", typeof vault.name === "string" ? `'${vault.name}'` : null],
  ]);
}

/** Where it depends on parameters with few values, what it may be is known. */
function exposureOf({ exposure, cases }: VaultReport): string | null {
  if (cases.length > 0) {
    const all = new Set(cases.map((each) => each.exposure));
    return all.has("depends") ? null : [...all].sort().join(" or ");
  }
  return exposure === "depends" ? null : exposure;
}

function wordOf(reported: VaultReport["defaultAction"], otherwise: string): string | null {
  if (reported === null) return otherwise;
  return typeof reported === "string" ? reported : null;
}

function nameOf({ name, symbol }: VaultReport): string {
  return `'${typeof name === "string" ? name : symbol}'`;
}
