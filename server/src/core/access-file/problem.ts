import type { SyntaxFault } from "../syntax/syntax-fault.ts";
import type { Span } from "../text/span.ts";
import type { Schema, TextFormat } from "./schema-type.ts";

/** Something wrong with the access file itself, where it is. */
export interface AccessFileProblem {
  readonly span: Span;
  readonly fault: AccessFileFault;
}

export type JsonType = NonNullable<Schema["type"]>;

/** What is wrong with an access file. */
export type AccessFileFault =
  /** With its text. */
  | { readonly kind: "syntax"; readonly fault: SyntaxFault }
  /** With its shape. */
  | { readonly kind: "wrong-type"; readonly types: readonly JsonType[] }
  | { readonly kind: "missing-property"; readonly properties: readonly string[] }
  /** With the property that was probably intended; null if none is close enough. */
  | {
      readonly kind: "unknown-property";
      readonly property: string;
      readonly known: readonly string[];
      readonly near: string | null;
    }
  /** A parameter file of an environment that cannot be read, as written. */
  | { readonly kind: "no-parameter-file"; readonly path: string }
  /** A name in `set` that no template declares, with the one that was probably intended; null if none is close enough. */
  | { readonly kind: "unknown-parameter"; readonly parameter: string; readonly near: string | null }
  /** A name of a source or environment that means something else. */
  | { readonly kind: "name-has-meaning"; readonly name: string }
  /** A key that its object has already, so that the first one has no effect. */
  | { readonly kind: "repeated-key"; readonly key: string }
  /** A name that the file at a relative path further up gives another meaning, which is the one that counts. */
  | { readonly kind: "defined-above"; readonly name: string; readonly path: string }
  /** With the code or name that was probably intended; null if none is close enough. */
  | { readonly kind: "unknown-rule"; readonly rule: string; readonly near: string | null }
  /** Values as JSON writes them. */
  | { readonly kind: "not-one-of"; readonly values: readonly string[] }
  | { readonly kind: "empty"; readonly what: "string" | "array" }
  | { readonly kind: "wrong-format"; readonly value: string; readonly format: TextFormat }
  | { readonly kind: "out-of-range"; readonly least: number; readonly most: number | null };
