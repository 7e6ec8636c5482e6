import type { Fact } from "../logic/fact.ts";
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
  | Fact<"syntax", { fault: SyntaxFault }>
  /** With its shape. */
  | Fact<"wrong-type", { types: readonly JsonType[] }>
  | Fact<"missing-property", { properties: readonly string[] }>
  /** With the property that was probably intended; null if none is close enough. */
  | Fact<"unknown-property", { property: string; known: readonly string[]; near: string | null }>
  /** A parameter file of an environment that cannot be read, as written. */
  | Fact<"no-parameter-file", { path: string }>
  /** A name in `set` that no template declares, with the one that was probably intended; null if none is close enough. */
  | Fact<"unknown-parameter", { parameter: string; near: string | null }>
  /** A name of a source or environment that means something else. */
  | Fact<"name-has-meaning", { name: string }>
  /** A key that its object has already, so that the first one has no effect. */
  | Fact<"repeated-key", { key: string }>
  /** A name that the file at a relative path further up gives another meaning, which is the one that counts. */
  | Fact<"defined-above", { name: string; path: string }>
  /** With the code or name that was probably intended; null if none is close enough. */
  | Fact<"unknown-rule", { rule: string; near: string | null }>
  /** Values as JSON writes them. */
  | Fact<"not-one-of", { values: readonly string[] }>
  | Fact<"empty", { what: "string" | "array" }>
  | Fact<"wrong-format", { value: string; format: TextFormat }>
  | Fact<"out-of-range", { least: number; most: number | null }>;

/** Why a source or environment of an access file cannot be renamed so. */
export type NewNameFault =
  | Fact<"blank-name">
  | Fact<"spaces-around-name" | "name-taken" | "name-has-meaning", { name: string }>;

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
  | Fact<"no-addresses" | "mixed-ranges">
  /** Of `${env:NAME}`, which is filled in on the command line only. */
  | Fact<"variable-not-filled-in" | "variable-not-set" | "variable-without-address", { variable: string }>;

/** Either the source, or why there is none. */
export type NamedSourceReading = UnderstoodSource | { readonly fault: NamedSourceFault };
