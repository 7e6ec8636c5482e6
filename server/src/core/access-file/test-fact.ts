import type { Fact } from "../logic/fact.ts";
import type { Verdict } from "../access/verdict.ts";
import type { Exposure } from "../access/codes.ts";
import type { GateFact } from "../access/gate-fact.ts";
import type { VaultLabel } from "../access/vault-label.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { NamedSourceFault } from "./problem.ts";
import type { AllowedExposure, Way } from "./words.ts";

/** What is said of an access test that has not passed. */
export type TestFact = JudgedTestFact | MissingNameFact;

/** What a test that could be evaluated comes to, at the first vault where it fails. */
export type JudgedTestFact = InTest &
  (
    | {
        readonly kind: "test-fails";
        readonly shortfall: Shortfall;
        /** What the gate says that decides so. */
        readonly because: readonly GateFact[];
      }
    | Fact<"test-undecided", { from: string; on: OpenReason }>
    | Fact<"exposure-test-fails", { exposure: Exposure; allowed: readonly AllowedExposure[] }>
    | Fact<"exposure-test-undecided", { on: OpenReason }>
  );

interface InTest {
  readonly test: string;
  /** Where it comes to the same; empty of a file without environments. */
  readonly environments: readonly string[];
  readonly vault: VaultLabel;
  /** How many more sources and vaults it fails or is undecided for. */
  readonly more: number;
}

/** How a verdict falls short of what a test wants. */
export type Shortfall =
  | Fact<"reaches" | "blocked", { from: string }>
  /** Of addresses some only do what is not wanted. */
  | Fact<"some-reach" | "some-blocked", { from: string; addresses: number; of: number }>
  | Fact<"wrong-way", { from: string; by: readonly Way[]; wanted: readonly Way[] }>;

/** What keeps an answer open: its causes, or what the gate that is open is about. */
export type OpenReason =
  | Fact<"causes", { causes: readonly Cause[] }>
  | Fact<"egress" | "service" | "subnet" | "job">;

/** A test that names what is not there, or not one thing. */
export type MissingNameFact =
  | {
      readonly kind: "no-environment" | "no-vault" | "no-source";
      readonly name: string;
      /** What was probably intended; null if nothing is close enough. */
      readonly near: string | null;
    }
  /** The file defines the environment, but no template has a value of it: its values are others. */
  | Fact<"environment-without-values" | "environment-not-evaluated", { name: string }>
  /** Of a source of the file its name; null of what is typed in its place. */
  | Fact<"source-unusable", { name: string | null; fault: NamedSourceFault }>
  /** A name of a subnet or a consumer that no template declares, with some that are there, or that several have. */
  | Fact<"source-not-declared" | "source-ambiguous", { name: string; candidates: readonly string[] }>
  /** A consumer that there is, but not of a vault that the test is about. */
  | Fact<"uses-no-vault", { name: string }>;

/** What a test wanted of one source and vault, and what it found. */
export interface TestCell {
  /** Null of a test of how open a vault is. */
  readonly from: string | null;
  /** The vault's symbol. */
  readonly vault: string;
  readonly wanted: TestAnswer;
  readonly found: TestAnswer;
}

/** Access by some ways, of which all will do where none is named; or one of several exposures. */
export type TestAnswer =
  | Fact<"access", { verdict: Verdict["verdict"]; ways: readonly Way[] }>
  | Fact<"exposure", { exposures: readonly Exposure[] }>;

/** What a place in a template has to do with a test that fails. */
export type DecidingFact =
  | Fact<"gate", { facts: readonly GateFact[] }>
  | Fact<"vault-exposure", { exposure: Exposure }>;
