import { judgedVaults } from "../network/places.ts";
import type { Assumption } from "../access/assumed.ts";
import type { Caller } from "../access/caller.ts";
import type { Fix } from "../fixes/fix.ts";
import type { Network, Vault } from "../network/network.ts";
import type { Resource } from "../network/resources-by-type.ts";
import type { ServiceTags } from "../services/service-tags.ts";
import { type Span, contains } from "../text/document.ts";
import type { FindingFact, RelatedFact, RuleCode } from "./facts/related-fact.ts";
import { labelOf } from "../access/vault-label.ts";

export type Severity = "error" | "warning" | "info" | "hint";

/** Settings that rules with a threshold depend on. */
export interface RuleSettings {
  /** IP rules with a shorter prefix than this are wide. */
  readonly widestIpPrefix: number;
  /** The most public addresses that the IP rules of a vault may list; null for no limit. */
  readonly maxAddresses: number | null;
  /** Azure's own addresses. */
  readonly serviceTags: ServiceTags;
  /** The day of the check, `2027-01-31`; null if none is given. */
  readonly today: string | null;
}

/** A rule: its documentation, whose texts are in `words/TAG/rules.json`, and a pure check of the model. */
export interface Rule {
  /** `KV101`; never reused for another rule. */
  readonly code: RuleCode;
  /** `open-to-the-internet`. */
  readonly name: string;
  readonly severity: Severity;
  /** False: reported only when the settings give it a severity; true if left out. */
  readonly onByDefault?: boolean;
  /** Whether some of its findings come with a fix; false if left out. */
  readonly fixable?: boolean;
  /** Pages of Azure's documentation. */
  readonly references: readonly string[];
  /** The IDs of equivalent checks in other scanners and Azure Policy; none if left out. */
  readonly alsoKnownAs?: readonly string[];
  /** Checks one world. What is only possible is not reported. */
  readonly check: (network: Network, settings: RuleSettings) => Iterable<Finding>;
}

export interface Finding {
  /** What is wrong; `words` makes a sentence of it that names the vault. */
  readonly fact: FindingFact;
  /** What is wrong under which assumptions about parameters, where that differs; absent if it does not. */
  readonly cases?: readonly FindingCase[];
  /** Where the deciding value is written: usually one token on one line. */
  readonly span: Span;
  /** Given when it differs from the rule's own. */
  readonly severity?: Severity;
  readonly vault: Vault | null;
  /** The resource that it is about in addition to the vault: findings about different ones may be in the same place. */
  readonly about: Resource | null;
  readonly related: readonly Related[];
  /** The text at the span has no effect, so an editor may fade it. */
  readonly unnecessary: boolean;
  readonly fixes: readonly Fix[];
  /** It also holds for a vault that nothing creates, for example because it is about a file's text. */
  readonly holdsAnyway?: true;
  /** It holds once the vault is created: nothing currently does that, or it keeps what it has if it exists. */
  readonly whenCreated?: "by-nothing" | "as-new";
  /** Without values of a state, it is not found. */
  readonly isAssumed?: true;
  /** The caller whose verdict the finding reports; null if it reports none. */
  readonly decided: Caller | null;
}

/** What is wrong under an assumption about parameters. */
export interface FindingCase {
  readonly when: Assumption;
  readonly fact: FindingFact;
}

/** One finding, or any number. */
export type Found = Finding | readonly Finding[];

/** A place related to a finding, and how it is related. */
export interface Related {
  readonly fact: RelatedFact;
  readonly span: Span;
}

/** Pages of Azure's documentation, by their paths in it. */
export function learn(...pages: readonly string[]): readonly string[] {
  return pages.map((page) => `https://learn.microsoft.com/azure/${page}`);
}

/** A check of each vault whose configuration is written here and that may be deployed. */
export function eachVault(
  checkVault: (vault: Vault, network: Network, settings: RuleSettings) => Iterable<Finding> | Finding,
): Rule["check"] {
  return (network, settings) =>
    judgedVaults(network).flatMap((vault) => {
      const found = checkVault(vault, network, settings);
      return "fact" in found ? found : [...found];
    });
}

/** A finding about a vault; properties that are not given are empty. */
export function finding(
  vault: Vault | null,
  parts: Pick<Finding, "fact" | "span"> & Partial<Finding>,
): Finding {
  const related = [...(parts.related ?? []), ...(vault ? writersAround(vault, parts.span) : [])];
  return { unnecessary: false, fixes: [], decided: null, about: null, ...parts, related, vault };
}

/** For a vault written by several declarations: which of them wrote what the finding is about, and which others exist. */
function writersAround(vault: Vault, span: Span): readonly Related[] {
  const label = labelOf(vault);
  return vault.writes.map((write) =>
    contains(write.span, span)
      ? { fact: { kind: "declaration-decides", vault: label }, span: write.label }
      : { fact: { kind: "declared-too", vault: label }, span: write.label },
  );
}
