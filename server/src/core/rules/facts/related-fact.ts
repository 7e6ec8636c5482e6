import type { DecidingFact, TestFact } from "../../access-file/test-fact.ts";
import type { Assumption } from "../../access/assumed.ts";
import type { VaultLabel } from "../../access/vault-label.ts";
import type { Fact } from "../../logic/fact.ts";
import type { WhyUnread } from "../../template/template.ts";
import type { CallerFact } from "./caller-facts.ts";
import type { ExposureFact } from "./exposure-facts.ts";
import type { OutsideFact } from "./outside-facts.ts";
import type { EntryFact, PathFact } from "./path-facts.ts";
import type { RemarkFact } from "./remark-facts.ts";

/** How a place is related to a finding. Resources are named by their symbols. */
export type RelatedFact =
  | Fact<"vault-declared">
  /** Values of the vault that are taken from a state. */
  | Fact<"assumed-deployed">
  | Fact<"declaration-decides", { vault: VaultLabel }>
  | Fact<"declared-too", { vault: VaultLabel }>
  | Fact<"holds-too", { vault: VaultLabel }>
  /** What decides under another assumption about parameters. */
  | Fact<"case-decided", { when: Assumption }>
  | Fact<"written-in-module">
  | Fact<"module-called">
  | Fact<"passed-to-module">
  | Fact<"together">
  | Fact<"opens">
  | Fact<"endpoint-closes-nothing">
  | Fact<"blocks">
  | Fact<"disabled">
  | Fact<"overrides">
  | Fact<"perimeter-enforced">
  | Fact<"default-action">
  | Fact<"listed-by", { rule: string }>
  | Fact<"used-by", { consumer: string }>
  | Fact<"private-endpoint", { endpoint: string }>
  | Fact<"linked-too", { link: string }>
  | Fact<"uses-version", { resource: string; version: string }>
  | Fact<"managed-here">
  | Fact<"registered-too", { endpoint: string }>
  | Fact<"subnet-declared">
  | Fact<"service-endpoint-on">
  | Fact<"inbound-rule">
  | Fact<"in-perimeter">
  | Fact<"bypass-none", { property: string }>
  | Fact<"fails-too", { resource: string }>
  | Fact<"address-asked">
  | Fact<"opener">
  | Fact<"permission">
  | Fact<"content">
  | Fact<"waits-neither", { resource: string }>
  | Fact<"unread-module", { module: string; why: WhyUnread }>
  | Fact<"found-instead">
  | Fact<"source-declares">
  | Fact<"changed-here">
  | Fact<"used-here">
  | Fact<"run-by-job">
  | Fact<"run-by-resource">
  | Fact<"run-by-cluster">
  | Fact<"access-test", { test: string }>
  /** The gate that decides, or the vault itself. */
  | DecidingFact;

/**
 * What a rule finds wrong, by the rule's code, with the arguments of its sentence other than the vault's name. `words` makes the sentence; a
 * fact without one does not compile.
 */
export type FindingFact =
  | ExposureFact
  | EntryFact
  | PathFact
  | CallerFact
  | OutsideFact
  | RemarkFact
  | TestFinding;

/** The codes of all rules. */
export type RuleCode = Extract<FindingFact["kind"], `KV${string}`> | "KV601" | "KV602" | "KV603";

/** What is reported about access tests: on the test, and at a deciding place. */
export type TestFinding =
  | TestFact
  | {
      readonly kind: "test-fails-here";
      readonly test: string;
      readonly environments: readonly string[];
      readonly vault: VaultLabel;
      readonly because: DecidingFact;
    };
