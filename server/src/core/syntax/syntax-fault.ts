import type { FailureFact } from "../logic/isolated.ts";

/** What is wrong with a text, as the reader of its syntax found it. */
export type SyntaxFault =
  | { readonly kind: PlainFault }
  /** A sign of the syntax, such as a bracket. */
  | { readonly kind: "expected-token"; readonly token: string }
  /** An object has a member of that name already. */
  | { readonly kind: "repeated-member"; readonly name: string }
  /** OpenTofu reads it instead of a file that Terraform reads, or over it. */
  | { readonly kind: "only-for-opentofu"; readonly file: string }
  /** The format of a Terraform state has another version than the one that is read. */
  | { readonly kind: "state-version"; readonly version: string; readonly expected: number };

/** A fault that says all there is to say by its kind. */
export type PlainFault =
  | "expected-value"
  | "expected-type"
  | "expected-name"
  | "expected-key"
  | "expected-quoted-key"
  | "expected-item"
  | "expected-text"
  | "expected-body"
  | "expected-keyword"
  | "expected-separator"
  | "expected-newline"
  | "expected-closer"
  | "expected-declaration"
  | "unknown-declaration"
  | "wrong-file"
  | "unexpected-comma"
  | "unexpected-newline"
  | "unexpected-text"
  | "comma-after-nothing"
  | "text-after-end"
  | "unterminated-string"
  | "unterminated-comment"
  | "bad-escape"
  | "invalid-json"
  | "invalid-json-value"
  | "invalid-arm-expression"
  | "invalid-terraform"
  | "attribute-without-value"
  | "name-alone"
  | "incomplete"
  | "too-deep";

/** Why a file cannot be used as a state. Each of them could change an answer, so none is overlooked. */
export type StateFault =
  /** There is no such file, or it cannot be read. */
  | { readonly kind: "not-read" }
  | { readonly kind: "not-a-state" }
  | { readonly kind: "syntax"; readonly fault: SyntaxFault }
  | { readonly kind: "failed"; readonly why: FailureFact };
