/** The page of a rule in all languages, as it is packed with the extension. What it shows is Markdown but for codes and names. */
export interface RulePage {
  /** `KV101`. */
  readonly code: string;
  /** `open-to-the-internet`. */
  readonly name: string;
  /** One for each language; the first is for readers of all others. */
  readonly texts: readonly [RulePageText, ...RulePageText[]];
  readonly examples: readonly RuleExample[];
}

/** What the page says in one language. */
export interface RulePageText {
  /** The language's tag. */
  readonly language: string;
  /** Its severity, and whether it has a fix. */
  readonly traits: string;
  /** What it reports, in one sentence. */
  readonly summary: string;
  /** Why it matters, and what to do. */
  readonly reasons: readonly RulePageSection[];
  readonly example: {
    readonly heading: string;
    /** The heading of an example of an access file. */
    readonly accessFile: string;
    /** The heading above the text after the fix. */
    readonly afterFix: string;
  };
  /** How to turn it off, and where to read on. */
  readonly more: readonly RulePageSection[];
}

export interface RulePageSection {
  readonly heading: string;
  readonly text: string;
}

/** A file in which a rule finds something. */
export interface RuleExample {
  readonly syntax: RuleExampleSyntax;
  readonly text: string;
  /** What is found, in the order of the text. */
  readonly findings: readonly RuleExampleFinding[];
  /** The text after the fix; null if there is none. */
  readonly fixed: string | null;
}

export type RuleExampleSyntax = "access-file" | "arm" | "bicep" | "terraform" | "yaml" | "shell";

export interface RuleExampleFinding {
  /** The line that it is drawn below, from 1. */
  readonly line: number;
  /** The comment that marks the place: `//   ~~~~ KV101`. */
  readonly mark: string;
  /** Its message in each language of the page, in their order. */
  readonly messages: readonly string[];
}
