import type { TakenStep } from "../../access/decision.ts";
import { namePattern, type VaultLabel } from "../../access/vault-label.ts";
import type { Fix } from "../../fixes/fix.ts";
import { grouped } from "../../logic/grouped.ts";
import type { Vault } from "../../network/network.ts";
import { type DocumentId, type Span, spanKey } from "../../text/document.ts";
import type { FindingFact } from "../facts/related-fact.ts";
import { openToTheInternet } from "../kv101-open-to-the-internet.ts";
import { anyAddressRule } from "../kv102-any-address-rule.ts";
import { publicDespitePrivateEndpoint } from "../kv104-public-despite-private-endpoint.ts";
import { defaultActionImplicit } from "../kv105-default-action-implicit.ts";
import type { Finding, FindingCase, Related, Rule, Severity } from "../rule.ts";

/** A finding as hosts show it: it holds in every world, and represents all instances at its place. */
export interface ReportedFinding {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly fact: FindingFact;
  /** What it says under which assumptions about parameters, where that differs; absent if it does not. */
  readonly cases?: readonly FindingCase[];
  /** The vault's label in its sentence; null if it is not about a vault that is declared here. */
  readonly label: VaultLabel | null;
  /** The vaults that it holds for, where these are several declarations or not all instances of one; else null. */
  readonly among: SomeInstances | null;
  readonly span: Span;
  /** The symbol of the vault; null if it is not about a vault that is declared here. */
  readonly vault: string | null;
  /** The whole declaration of the vault. */
  readonly declaration: Span | null;
  /** The declaration that it is about in addition to the vault; null if it is only about the vault. */
  readonly about: Span | null;
  readonly related: readonly Related[];
  readonly unnecessary: boolean;
  /** The available fixes, planned on demand. */
  readonly fixes: () => readonly Fix[];
  readonly instances: readonly FindingInstance[];
  /** How the vault of the first instance decides, gate by gate, computed on demand; empty if the finding does not report a verdict. */
  readonly steps: () => readonly TakenStep[];
  readonly suppressed: Suppressed | null;
  /** The environments in which alone it holds; absent or empty if it holds in all. */
  readonly environments?: readonly string[];
  /** Of an access test, each environment in which it does not pass, null for defaults. */
  readonly failsIn?: readonly (string | null)[];
  /** It holds once the vault is created. */
  readonly whenCreated?: Finding["whenCreated"];
  /** Without values of a state, it is not found. */
  readonly isAssumed?: true;
  /** It is only found in tests, or in a module that nothing calls. */
  readonly mark?: FindingMark;
}

export type FindingMark = "muted" | "notCalled";

/** A finding that is not made of what a rule finds in a network: what `parts` do not say is not there. */
export function plainFinding(
  { code, name }: Pick<Rule, "code" | "name">,
  severity: Severity,
  parts: Pick<ReportedFinding, "fact" | "span" | "instances"> & Partial<ReportedFinding>,
): ReportedFinding {
  return {
    ...{ code, name, severity },
    ...{ label: null, among: null, vault: null, declaration: null, about: null },
    ...{ related: [], unnecessary: false, fixes: () => [], steps: () => [], suppressed: null },
    ...parts,
  };
}

/** Some vaults: the names of the first ones, and how many more there are. */
export interface SomeInstances {
  readonly names: readonly string[];
  readonly more: number;
}

/** One vault that the finding is about: the module calls that create it, null in the root itself. */
export interface FindingInstance {
  readonly module: string | null;
  /** The vault's symbol, with the iteration of its loop; null as in the finding. */
  readonly vault: string | null;
  /** Its name, as far as it is known, with `*` for the rest; absent if nothing is known of it. */
  readonly vaultName?: string;
  /** Where the root calls its module; null if it is not in a module. */
  readonly call: RootCall | null;
}

export function instanceOf(vault: Vault | null, call: RootCall | null = null): FindingInstance {
  const vaultName = vault && namePattern(vault);
  const { module = null, symbol = null } = vault ?? {};
  return { module, vault: symbol, ...(vaultName ? { vaultName } : {}), call };
}

/** Where a root passes the deciding value to a module, or calls the module that contains a finding. */
export interface RootCall {
  readonly span: Span;
  readonly isArgument: boolean;
}

export interface Suppressed {
  readonly reason: string;
  /** `2027-01-31`; null when it never ends. */
  readonly until: string | null;
  /** The document or access file that says so. */
  readonly by: DocumentId;
}

/** They report that a vault is open, and with it what the repeating ones say: KV105 is its reason, and KV104 a place that belongs to it. */
export const openings: readonly string[] = [openToTheInternet.code, anyAddressRule.code];
export const repeating: readonly string[] = [publicDespitePrivateEndpoint.code, defaultActionImplicit.code];

/** Says once that a vault is open: where KV101 or KV102 reports all instances of another finding, that is a part of theirs, and suppressed with it. */
export function sayOpenOnce(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const opened = new Map(
    grouped(findings, (each) => (each.declaration && openings.includes(each.code) ? [keyOf(each)] : [])),
  );
  const endpoints = new Map<ReportedFinding, ReportedFinding[]>();
  const others = findings.flatMap((finding): readonly ReportedFinding[] => {
    const beside = repeating.includes(finding.code) ? (opened.get(keyOf(finding)) ?? []) : [];
    const reported = new Set(beside.flatMap(({ instances }) => instances.map(instanceKey)));
    const opening = beside.find(({ suppressed }) => !suppressed) ?? beside.at(0);
    if (
      !opening ||
      opening.severity === "hint" ||
      finding.suppressed ||
      !finding.instances.every((each) => reported.has(instanceKey(each)))
    )
      return [finding];
    if (opening.suppressed) return [{ ...finding, suppressed: opening.suppressed }];
    if (finding.code === publicDespitePrivateEndpoint.code)
      endpoints.set(opening, [...(endpoints.get(opening) ?? []), finding]);
    return [];
  });
  return others.map((finding) => {
    const related = (endpoints.get(finding) ?? []).map(
      ({ span }) => ({ fact: { kind: "endpoint-closes-nothing" }, span }) as const,
    );
    return related.length === 0 ? finding : { ...finding, related: [...finding.related, ...related] };
  });
}

function keyOf({ declaration }: ReportedFinding): string {
  return declaration ? spanKey(declaration) : "";
}

function instanceKey({ module, vault }: FindingInstance): string {
  return `${module ?? ""} ${vault ?? ""}`;
}
