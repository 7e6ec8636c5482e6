import type { RuleCode } from "../rules/facts/related-fact.ts";
import type { Rule } from "../rules/rule.ts";

/** What the page of a rule says in prose. */
export interface RuleText {
  /** What it reports, in one sentence for lists. */
  readonly summary: string;
  /** Why it matters, and how Azure behaves, in Markdown. */
  readonly why: string;
  /** What to do about it, in Markdown. */
  readonly fix: string;
}

/** The texts of all rules; a file without one of them does not compile. */
export type RuleTexts = Readonly<Record<RuleCode, RuleText>>;

/** What pages of rules have in common. */
export interface RulePageWords {
  readonly headings: Readonly<Record<RulePageHeading, string>>;
  /** Its severity, and whether it has a fix: "warning · has a quick fix". */
  readonly traits: (rule: Pick<Rule, "severity" | "onByDefault" | "fixable">) => string;
  readonly list: RuleListWords;
  /** The equivalent checks of other tools, to be put after its name: "also known as CKV_AZURE_109". */
  readonly alsoKnownAs: (ids: readonly string[]) => string;
  /** How to suppress a finding or turn the rule off, in Markdown. */
  readonly suppress: (code: string) => string;
  /** The same for a rule that no comment suppresses. */
  readonly turnOff: (code: string) => string;
}

/** The list of all rules. */
export interface RuleListWords {
  readonly title: string;
  readonly columns: Readonly<Record<"rule" | "name" | "severity" | "fix" | "summary", string>>;
  readonly off: string;
  readonly fixable: string;
}

export type RulePageHeading =
  | "why"
  | "fix"
  | "example"
  | "accessFile"
  | "afterFix"
  | "otherTools"
  | "suppress"
  | "references";
