import type {
  AccessFileFault,
  FailureFact,
  SourceProblem,
  StateFault,
  SyntaxFault,
  TextFault,
} from "../core/index.ts";

/** Why there are no bytes or no text of a file. */
export type ReadFault =
  | {
      readonly kind:
        | "file-not-found"
        | "not-a-file"
        | "is-a-folder"
        | "not-a-folder"
        | "not-permitted"
        | "link-cycle"
        | "not-in-clone"
        | "no-input";
    }
  | { readonly kind: "file-too-large"; readonly megabytes: number }
  | TextFault
  /** With what the system says of it, where it says something. */
  | { readonly kind: "cannot-read"; readonly why: string };

/** What keeps a file or a root from being evaluated. */
export type ProblemFact =
  | ReadFault
  | { readonly kind: "syntax"; readonly fault: SyntaxFault }
  | { readonly kind: "access-file"; readonly fault: AccessFileFault }
  /** A mistake of the program, or work that took too long. */
  | { readonly kind: "failed"; readonly why: FailureFact }
  | {
      readonly kind:
        | "not-a-template"
        | "not-parameters"
        | "parameters-without-template"
        | "template-not-judged"
        | "folder-not-listed"
        | "leads-away"
        | "incomplete-state"
        | "hostile-path";
    }
  | { readonly kind: "not-of-environment"; readonly environment: string }
  | { readonly kind: "parameters-of-no-root"; readonly roots: number }
  | { readonly kind: "parameters-of-several-roots"; readonly roots: number };

/** What is said beside a report because the command could not do all it was asked for: exit status 2. */
export type Complaint =
  | { readonly kind: "input"; readonly path: string; readonly fault: ReadFault }
  | { readonly kind: "state"; readonly path: string; readonly fault: StateFault }
  | SourceProblem
  | { readonly kind: "no-vault" | "no-environment"; readonly name: string; readonly names: readonly string[] }
  | { readonly kind: "no-rule"; readonly rule: string; readonly near: string | null }
  | { readonly kind: "no-access-file" }
  | { readonly kind: "expect-not-checked" }
  | { readonly kind: "no-403"; readonly path: string }
  /** A log without records of a vault, with more that cannot be read than others, or of vaults that no template declares. */
  | { readonly kind: "no-log" }
  | { readonly kind: "log-unreadable"; readonly broken: number }
  | { readonly kind: "log-of-others"; readonly names: readonly string[] }
  | { readonly kind: "no-git" }
  | { readonly kind: "no-base" | "ambiguous-base"; readonly base: string }
  | { readonly kind: "ambiguous-revision"; readonly base: string; readonly meanings: readonly string[] }
  /** A path outside of what the base is another state of. */
  | {
      readonly kind: "nothing-in-base";
      readonly path: string;
      readonly outside: "repository" | "current-folder";
      readonly base: string;
    }
  | { readonly kind: "baseline-incomplete"; readonly path: string }
  | { readonly kind: "baseline-unreadable"; readonly path: string; readonly fault: ReadFault }
  | {
      readonly kind: "not-a-baseline";
      readonly path: string;
      readonly why: "not-json" | "is-report" | "no-findings" | "no-fingerprint";
    }
  | {
      readonly kind: "not-written";
      readonly path: string;
      readonly why: "is-input" | "not-a-file" | "leads-away" | "is-changed";
    }
  | { readonly kind: "cannot-write"; readonly path: string; readonly why: string };

/** What is good to know beside a report. */
export type Remark =
  | { readonly kind: "files-fixed" | "tests-written"; readonly files: readonly string[] }
  | { readonly kind: "access-file-used" | "access-file-not-used"; readonly path: string }
  | { readonly kind: "known-findings"; readonly count: number }
  /** The names of what no access test mentions. */
  | { readonly kind: "not-tested"; readonly vaults: readonly string[]; readonly sources: readonly string[] };

/** Something that could not be read or evaluated. */
export interface Problem {
  readonly file: string;
  /** 0 where it is about the file as a whole. */
  readonly offset: number;
  readonly fact: ProblemFact;
}

/** A problem with a file as a whole. */
export function problemOf(file: string, fact: ProblemFact): Problem {
  return { file, offset: 0, fact };
}
