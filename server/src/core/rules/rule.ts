import type { Caller } from "../access/caller.ts";
import type { Fix } from "../fixes/fix.ts";
import type { Network, Vault } from "../network/network.ts";
import type { Resource } from "../network/resource.ts";
import type { ServiceTags } from "../services/service-tags.ts";
import type { Span } from "../text/span.ts";
import type { FindingFact } from "./facts/finding-fact.ts";
import type { RelatedFact } from "./facts/related-fact.ts";

export type Severity = "error" | "warning" | "info" | "hint";

/** What the settings say to rules that have a measure. */
export interface RuleSettings {
  /** IP rules with a shorter prefix than this are wide. */
  readonly widestIpPrefix: number;
  /** The most public addresses that the IP rules of a vault may list; null when any number will do. */
  readonly maxAddresses: number | null;
  /** Azure's own addresses. */
  readonly serviceTags: ServiceTags;
  /** The names, in lower case, of vaults that trusted services of other roots use. */
  readonly trustedElsewhere: () => ReadonlySet<string>;
}

/** One rule of ours: what it is for, and a pure question to the model. */
export interface Rule {
  /** `KV101`; never given to another rule. */
  readonly code: string;
  /** `open-to-the-internet`. */
  readonly name: string;
  readonly severity: Severity;
  /** False: reported only when the settings give it a severity. */
  readonly onByDefault: boolean;
  /** Whether some of its findings come with a fix. */
  readonly fixable: boolean;
  /** One sentence for lists. */
  readonly summary: string;
  /** Why it matters, and how Azure behaves, in Markdown. */
  readonly why: string;
  /** What to do about it, in Markdown. */
  readonly fix: string;
  /** Pages of the platform's documentation. */
  readonly references: readonly string[];
  /** The same question in other scanners and Azure Policy. */
  readonly alsoKnownAs: readonly string[];
  /** Asks one world. What only may be so is no finding. */
  readonly check: (network: Network, settings: RuleSettings) => Iterable<Finding>;
}

export interface Finding {
  /** What is wrong; `words` makes a sentence of it that names the vault. */
  readonly fact: FindingFact;
  /** Where the deciding value is written: one token on one line as a rule. */
  readonly span: Span;
  /** Given when it differs from the rule's own. */
  readonly severity?: Severity;
  readonly vault: Vault | null;
  /** The resource that it is about beside the vault: of different ones several findings may lie at one place. */
  readonly about: Resource | null;
  readonly related: readonly Related[];
  /** The text at the span does nothing and may fade. */
  readonly unnecessary: boolean;
  readonly fixes: readonly Fix[];
  /** It is as true of a vault that nothing creates as things are, such as what is said of a file's text. */
  readonly holdsAnyway?: true;
  /** It holds once the vault is created, which nothing does as things are. */
  readonly whenCreated?: true;
  /** The caller whose decision the finding tells; null when it tells none. */
  readonly decided: Caller | null;
}

/** A place that belongs to a finding, and what it has to do with it. */
export interface Related {
  readonly fact: RelatedFact;
  readonly span: Span;
}
