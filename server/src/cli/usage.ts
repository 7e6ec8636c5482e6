import type { Command, GlobFault } from "../core/index.ts";
import type { OptionName } from "./option-names.ts";

/** Why a command line cannot be understood. */
export type UsageFault =
  | { readonly kind: "no-command"; readonly known: readonly string[] }
  | {
      readonly kind:
        | "unknown-command"
        | "unknown-format"
        | "unknown-severity"
        | "unknown-gate"
        | "unknown-language"
        | "unknown-limit"
        | "unknown-shell";
      readonly given: string;
      readonly known: readonly string[];
    }
  /** With the one that is probably meant. */
  | { readonly kind: "unknown-option"; readonly option: string; readonly near: string | null }
  | {
      readonly kind: "unknown-rule";
      readonly given: string;
      readonly known: readonly string[];
      readonly near: string | null;
    }
  | {
      readonly kind: "value-missing" | "value-empty" | "value-repeated" | "no-value-expected";
      readonly option: string;
    }
  | { readonly kind: "empty-argument" | "log-required" }
  | { readonly kind: "unexpected-argument"; readonly argument: string }
  | { readonly kind: "value-like-option"; readonly option: string; readonly value: string }
  | { readonly kind: "unknown-expectation" }
  | { readonly kind: "not-a-day"; readonly given: string }
  | { readonly kind: "not-for-command"; readonly option: string; readonly commands: readonly Command[] }
  | { readonly kind: "option-required"; readonly command: Command; readonly options: readonly OptionName[] }
  | { readonly kind: "options-conflict" | "same-file"; readonly options: readonly [string, string] }
  | { readonly kind: "unusable-glob"; readonly fault: GlobFault };
