import type { Exposure, GateName, Reason } from "../access/codes.ts";
import type { Outcome } from "../access/decision.ts";
import type { Verdict } from "../access/verdict.ts";

/** The terms of documents and views for answers, settings and the parts of a report. */
export interface DocumentWords {
  readonly verdicts: Readonly<Record<Verdict["verdict"], string>>;
  readonly exposures: Readonly<Record<Exposure, string>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  /** The names of gates, as headings. */
  readonly gates: Readonly<Record<GateName, string>>;
  /** The shortest reason for a verdict; empty if its addresses or causes say more. */
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly severities: Readonly<Record<"error" | "warning" | "info" | "hint", string>>;
  readonly testOutcomes: Readonly<Record<"passed" | "failed" | "skipped", string>>;
  readonly changeKinds: Readonly<Record<"added" | "changed" | "removed", string>>;
  readonly trust: Readonly<Record<"allowed" | "denied" | "depends", string>>;
  readonly labels: Readonly<Record<Label, string>>;
  readonly sentences: DocumentSentences;
}

/** Headings, columns and other terms in documents. */
export type Label =
  | "access"
  | "accessChanges"
  | "accessTests"
  | "advice"
  | "after"
  | "before"
  | "bypass"
  | "change"
  | "defaultAction"
  | "defaults"
  | "drift"
  | "environment"
  | "environments"
  | "explanation"
  | "exposed"
  | "exposure"
  | "finding"
  | "findings"
  | "fix"
  | "fixes"
  | "from"
  | "gate"
  | "ipRules"
  | "mayBeMore"
  | "no"
  | "noVault"
  | "none"
  | "notCalled"
  | "notCreated"
  | "notKnown"
  | "notReached"
  | "notRead"
  | "notSet"
  | "notWritten"
  | "outcome"
  | "privateEndpoints"
  | "publicAccess"
  | "reason"
  | "rule"
  | "severity"
  | "steps"
  | "subnetRules"
  | "summary"
  | "suppressed"
  | "template"
  | "test"
  | "trustedServices"
  | "until"
  | "vault"
  | "vaults"
  | "where"
  | "why"
  | "yes";

/** Sentences and parts of sentences with placeholders. */
export interface DocumentSentences {
  readonly vaults: (count: number) => string;
  readonly findings: (count: number) => string;
  readonly suppressed: (count: number) => string;
  readonly more: (count: number) => string;
  /** "depends on parameter a"; the names are already in words. */
  readonly dependsOn: (names: string) => string;
  /** A verdict on trust is never shown without its scenario. */
  readonly allowedFor: (scenario: string) => string;
  /** "256 of 512" addresses. */
  readonly partOf: (part: number, all: number) => string;
  readonly skipped: (reason: string) => string;
  readonly either: (values: readonly string[]) => string;
  /** The title of a picture. */
  readonly whoReaches: (vault: string) => string;
  /** The title of a scan, and its progress. */
  readonly scanning: string;
  readonly scanned: (done: number, total: number) => string;
  readonly noVaults: string;
  readonly noTests: string;
  readonly noChanges: string;
  readonly legend: string;
  /** Included in every document about access. */
  readonly dataPlaneOnly: string;
}
