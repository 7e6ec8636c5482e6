import type { SyntaxFault } from "../syntax/syntax-fault.ts";
import type { Span } from "../text/document.ts";
import type { Schema, TextFormat } from "./schema-type.ts";
import type { SourceFault } from "../access/source-fault.ts";
import type { UnderstoodSource } from "../access/source.ts";

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

/** Why a source or environment of an access file cannot be renamed so. */
export type NewNameFault =
  | { readonly kind: "blank-name" }
  | { readonly kind: "spaces-around-name" | "name-taken" | "name-has-meaning"; readonly name: string };

/** What a new name must not be. */
export interface OtherNames {
  /** Those that the file gives to others. */
  readonly taken: readonly string[];
  /** Whether a name means something without being defined, such as `internet`. */
  readonly hasMeaning: (name: string) => boolean;
}

/** Why a new name cannot be used: tests that use it would mean something else. Null if it can. */
export function faultOfNewName(name: string, { taken, hasMeaning }: OtherNames): NewNameFault | null {
  if (name.trim() === "") return { kind: "blank-name" };
  if (name.trim() !== name) return { kind: "spaces-around-name", name };
  if (taken.includes(name)) return { kind: "name-taken", name };
  return hasMeaning(name) ? { kind: "name-has-meaning", name } : null;
}

/** Why a name of the access file, or a text in its place, is not a source. */
export type NamedSourceFault =
  | SourceFault
  | { readonly kind: "no-addresses" | "mixed-ranges" }
  /** Of `${env:NAME}`, which is filled in on the command line only. */
  | {
      readonly kind: "variable-not-filled-in" | "variable-not-set" | "variable-without-address";
      readonly variable: string;
    };

/** Either the source, or why there is none. */
export type NamedSourceReading = UnderstoodSource | { readonly fault: NamedSourceFault };
