import type { Brief } from "../access/brief.ts";
import type { Note } from "../access/codes.ts";
import type { SourceFact } from "../access/describe-source.ts";
import type { GateFact } from "../access/gate-fact.ts";
import type { AdviceFact, DriftFact, ExplainedShape, HintFact, RemedyFact } from "../access/refusal.ts";
import type { AccessFileFault, NewNameFault, NamedSourceFault } from "../access-file/problem.ts";
import type { TestAnswer, TestCell, TestFact } from "../access-file/test-fact.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { AddressNote } from "../ip/source-text.ts";
import type { FailureFact } from "../logic/isolated.ts";
import type { ServiceStanding } from "../services/standing.ts";
import type { SyntaxFault, StateFault } from "../syntax/syntax-fault.ts";
import type { Fix } from "../fixes/fix.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";
import type { RelatedFact } from "../rules/facts/related-fact.ts";
import type { Rule } from "../rules/rule.ts";
import type { GlobFault } from "../text/glob.ts";
import type { DocumentWords } from "./document-words.ts";
import type { HoverWords } from "./hover-words.ts";
import type { Language } from "./language.ts";
import type { LensWords } from "./lens-words.ts";
import type { RulePageWords, RuleText } from "./rule-words.ts";
import type { ServiceWords } from "./service-words.ts";
import type { UnreadWords } from "./unread-words.ts";

/**
 * Turns facts into sentences of one language. Everything that a person reads is made here, at the edge of the core, from codes and their
 * arguments; a code without its sentence does not compile.
 */
export interface Words {
  readonly language: Language;
  /** The settings at a gate and their effect on a caller: one sentence for each fact. */
  readonly gate: (facts: readonly GateFact[]) => string;
  /** The settings at a gate, in a word or two. */
  readonly brief: (brief: Brief) => string;
  readonly note: (note: Note) => string;
  /** How a source was understood, in a few words. */
  readonly source: (fact: SourceFact) => string;
  /** How an address with several meanings or notations was understood. */
  readonly addressNote: (note: AddressNote) => string;
  /** Why a text is not a source. */
  readonly sourceFault: (fault: NamedSourceFault) => string;
  /** What bypass does for a service; follows its name. */
  readonly standing: (standing: ServiceStanding) => string;
  /** Descriptions of services in the catalog. */
  readonly services: ServiceWords;
  /** What is wrong with an access file. */
  readonly accessFile: (fault: AccessFileFault) => string;
  /** Why a source or environment of an access file cannot be renamed so. */
  readonly newName: (fault: NewNameFault) => string;
  /** Why an access test did not pass. */
  readonly test: (fact: TestFact) => string;
  /** The same, next to the name of the test and its environment. */
  readonly testResult: (fact: TestFact) => string;
  /** What a test expected or found, one line for each source and vault. */
  readonly cells: (cells: readonly TestCell[], what: "wanted" | "found") => string;
  /** What a failed call means, and what to do about it. */
  readonly refusals: RefusalWords;
  /** The expected or actual answer for one of them: "denied". */
  readonly answer: (answer: TestAnswer) => string;
  /** What is wrong with the text of a template. */
  readonly syntax: (fault: SyntaxFault) => string;
  /** Why something was not evaluated. */
  readonly failure: (fact: FailureFact) => string;
  /** Why a file cannot be used as a state. */
  readonly state: (fault: StateFault) => string;
  /** Why a pattern of files matches nothing. */
  readonly glob: (fault: GlobFault) => string;
  /** One thing that an answer depends on: "parameter a". */
  readonly cause: (cause: Cause) => string;
  /** What an answer depends on: "parameter a and module b". */
  readonly causes: (causes: readonly Cause[]) => string;
  /** What a rule reports, in one sentence that names the vault. */
  readonly finding: (finding: SaidFinding) => string;
  /** What a rule reports, why, and what to do about it. */
  readonly rule: (rule: Pick<Rule, "code" | keyof RuleText>) => RuleText;
  /** What pages of rules have in common. */
  readonly rulePage: RulePageWords;
  /** How a related place is related to a finding. */
  readonly related: (fact: RelatedFact) => string;
  /** What a fix changes, and whose access that changes. */
  readonly fix: (fix: Pick<Fix, "title" | "where">) => string;
  /** What an editor offers in addition to fixes, how a fix affects access tests, and names of new tests. */
  readonly action: (fact: ActionFact) => string;
  /** What was not read or evaluated, and what to do about it. */
  readonly unread: UnreadWords;
  /** A sentence or title with the only environments in which it holds. */
  readonly inEnvironments: (sentence: string, environments: readonly string[]) => string;
  /** The terms of documents and views for answers, settings and the parts of a report. */
  readonly document: DocumentWords;
  /** The CodeLens above a vault. */
  readonly lens: LensWords;
  /** The parts of hovers. */
  readonly hover: HoverWords;
}

/** Sentences about a call that Key Vault rejected or did not answer. */
export interface RefusalWords {
  readonly meaning: (shape: ExplainedShape) => string;
  readonly drift: (fact: DriftFact) => string;
  readonly advice: (fact: AdviceFact) => string;
  /** What becomes of a connection at a gate that may explain its failure: "blocked", "may be blocked". */
  readonly fits: Readonly<Record<"deny" | "maybe", string>>;
  readonly hint: (fact: HintFact) => string;
  /** A title: what would let a connection pass a gate. */
  readonly remedy: (fact: RemedyFact) => string;
}

/**
 * What an editor offers in addition to fixes, which access tests pass or fail because of a fix, and names of new tests.
 */
export type ActionFact =
  | { readonly kind: "suppress" | "explain" | "open-documentation"; readonly code: string }
  | { readonly kind: "fix-all" }
  | {
      readonly kind: "tests-change";
      readonly fixed: readonly ChangedTest[];
      readonly broken: readonly ChangedTest[];
    }
  | {
      readonly kind: "test-name";
      readonly from: string;
      readonly vault: string;
      readonly expect: "allow" | "deny";
    };

/** An access test whose outcome a fix changes. */
export interface ChangedTest {
  readonly test: string;
  /** The environments in which it does; empty if it does in all of the test. */
  readonly environments: readonly string[];
}

/** The parts of a finding that its sentence needs; callers and environments if it holds only in some of them. */
export interface SaidFinding extends Pick<
  ReportedFinding,
  "fact" | "cases" | "label" | "among" | "whenCreated" | "isAssumed"
> {
  readonly callers?: readonly string[];
  readonly environments?: readonly string[];
}

/** The sentences of a union of facts: one for each kind, made from the fact and further arguments. */
export type Sentences<Fact extends { readonly kind: string }, Beside extends readonly unknown[] = []> = {
  readonly [Kind in Fact["kind"]]: (fact: FactOf<Fact, Kind>, ...beside: Beside) => string;
};

/** The facts of a union that have a kind; several kinds with the same arguments may be one member of it. */
export type FactOf<Fact extends { readonly kind: string }, Kind extends string> = Fact extends {
  readonly kind: infer Kinds;
}
  ? Kind extends Kinds
    ? Fact
    : never
  : never;

/** A function that makes the sentence of each fact of a union. */
export function sayBy<Fact extends { readonly kind: string }, Beside extends readonly unknown[] = []>(
  sentences: Sentences<Fact, Beside>,
): (fact: Fact, ...beside: Beside) => string {
  const byKind = new Map<string, (fact: never, ...beside: Beside) => string>(Object.entries(sentences));
  // The function under a kind receives only facts of that kind, which TypeScript cannot follow through a map.
  return (fact, ...beside) => byKind.get(fact.kind)?.(fact as never, ...beside) ?? "";
}

/** `sku = "premium"`, for each parameter; conditions that are more than a name say for themselves that they hold. */
export function sayValues(
  assumption: readonly (readonly [name: string, value: unknown])[],
): readonly string[] {
  return assumption.map(([name, value]) => {
    if (value === true && /[^\w.-]/.test(name)) return name;
    return `${/^!|[=<>&|?]/.test(name) ? `(${name})` : name} = ${JSON.stringify(value)}`;
  });
}
