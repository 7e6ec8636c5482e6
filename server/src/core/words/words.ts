import type { AccessFileFault, NamedSourceFault, NewNameFault } from "../access-file/problem.ts";
import type { TestAnswer, TestCell, TestFact } from "../access-file/test-fact.ts";
import type { Assumption } from "../access/assumed.ts";
import type { Brief } from "../access/brief.ts";
import type { Note } from "../access/codes.ts";
import type { SourceFact } from "../access/describe-source.ts";
import type { GateFact } from "../access/gate-fact.ts";
import type { AdviceFact, DriftFact, ExplainedShape, HintFact, RemedyFact } from "../access/refusal.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { Fix } from "../fixes/fix.ts";
import type { AddressNote } from "../ip/source-text.ts";
import type { FailureFact } from "../logic/isolated.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";
import type { RelatedFact } from "../rules/facts/related-fact.ts";
import type { ServiceStanding } from "../services/service.ts";
import type { StateFault, SyntaxFault } from "../syntax/syntax-fault.ts";
import type { GlobFault } from "../text/glob.ts";
import type { LimitName } from "../text/limits.ts";
import type { DocumentWords } from "./document-words.ts";
import type { HoverWords } from "./hover-words.ts";
import type { Language } from "./language.ts";
import type { RulePageWords, RuleTexts } from "./rule-words.ts";
import type { ServiceWords } from "./service-words.ts";

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
  /** What each rule reports, why, and what to do about it. */
  readonly rules: RuleTexts;
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
  | { readonly kind: "fix-all" | "close-vault" }
  | {
      readonly kind: "tests-change";
      readonly fixed: readonly ChangedTest[];
      readonly broken: readonly ChangedTest[];
    }
  /** A test of several callers of a kind. */
  | {
      readonly kind: "test-group";
      readonly of: "known" | "consumers" | "jobs" | "sources";
      readonly vault: string;
      readonly expect: "allow" | "deny";
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
  "fact" | "cases" | "label" | "among" | "whenCreated" | "isAssumed" | "mark"
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

/** The line above a vault. */
export interface LensWords {
  readonly existing: (fact: ExistingFact) => string;
  readonly headlines: Readonly<Record<Headline, string>>;
  readonly anyNetwork: string;
  readonly trustedServices: string;
  /** That the vault is not created where the line is about; the rest is what it would be. */
  readonly notCreated: string;
  /** That the line relies on values of a state. */
  readonly asDeployed: string;
  readonly dependsOn: (causes: readonly Cause[]) => string;
  /** That any network reaches it until others change what it keeps. */
  readonly openWhenCreated: string;
  /** That any network, or those that are listed, reach it under an assumption. */
  readonly openWith: (when: Assumption, isAny: boolean) => string;
  /** What follows a known headline. */
  readonly restDependsOn: (causes: readonly Cause[]) => string;
  /** A number of addresses; a range if the effect of rules is not known. */
  readonly addresses: (least: number, most: number) => string;
  readonly subnets: (count: number) => string;
  readonly privateEndpoints: (count: number) => string;
  /** That the vault is associated with one. */
  readonly perimeter: string;
  readonly was: (text: string, past: string) => string;
  /** "+64 addresses since main"; the what-if baseline may have no name. */
  readonly since: (text: string, label: string | null) => string;
  /** How many of the tests about a vault pass: "3/4 access tests". */
  readonly accessTests: (passed: number, all: number) => string;
  readonly simulate: string;
  readonly callers: (count: number, exposures: string) => string;
  readonly vaults: (count: number, texts: string) => string;
  readonly defaults: string;
}

/** What is known of a vault that a template only looks up. */
export type ExistingFact =
  | { readonly kind: "not-known" }
  /** Other templates of the workspace, one of which may declare it; a line that may stay when they are read does not say so. */
  | { readonly kind: "being-read" | "looked-up" }
  /** Several roots declare one of that name. */
  | { readonly kind: "unclear"; readonly roots: readonly string[] }
  /** Another root declares it, for certain or probably. */
  | { readonly kind: "declared"; readonly root: string; readonly certain: boolean };

/** How exposed a vault is, and because of which setting. */
export type Headline =
  | "firewall-off"
  | "every-address"
  | "perimeter"
  | "public-access-disabled"
  | "deny"
  | "depends";

/** Why a part was not read or evaluated. Programs outside the project read these codes: add, never change. */
export type UnreadReason =
  | "not readable"
  | "not downloaded"
  | "only a folder with its name"
  | "changed alias"
  | "several files fit"
  | "not found"
  | "not a template"
  | "address not known"
  | "embedded in a resource"
  | "type not known"
  | "nested too deeply"
  | "kept elsewhere"
  | "syntax error"
  | "too large"
  | "too many environments"
  | "too many vaults"
  | `limit ${LimitName}`
  | "a submodule whose files are not in the revision";

export type UnreadKind =
  | "module"
  | "template"
  | "resource"
  | "deployment"
  | "state"
  | "environment"
  | "vault"
  | "limit"
  | "pipeline"
  | "script";

/** What a template refers to but was not read, or an environment that was not evaluated. */
export interface UnreadFact {
  readonly kind: UnreadKind;
  readonly source: string;
  readonly reason: UnreadReason;
  readonly instead?: { readonly name: string; readonly file: string; readonly line: number } | undefined;
}

/** How many of each kind were not read, why, and how many of them are likely about key vaults. */
interface UnreadSum {
  readonly kinds: readonly (readonly [kind: UnreadKind, count: number])[];
  readonly reasons: readonly (readonly [reason: UnreadReason, count: number])[];
  readonly likely: number;
}

export interface UnreadWords {
  /** What was not read or evaluated, and why, without a period. */
  readonly line: (fact: UnreadFact) => string;
  /** Everything that was not read, in one sentence. */
  readonly sum: (sum: UnreadSum) => string;
  /** How to get it read; the command downloads modules of that language. */
  readonly advice: (fact: Pick<UnreadFact, "kind" | "reason">, command: string) => string;
}

/** What was found in place of a module, and where. */
export function sayInstead({ instead }: Pick<UnreadFact, "instead">): string {
  return instead ? ` ('${instead.name}', ${instead.file}:${instead.line})` : "";
}

/** What the way out of a limit is called. */
export function limitIn(reason: UnreadReason): string | null {
  if (reason === "too many environments") return "environments";
  if (reason === "too many vaults") return "vaults";
  return /^limit (.*)$/.exec(reason)?.[1] ?? null;
}
