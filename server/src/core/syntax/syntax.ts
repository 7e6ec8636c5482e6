import type { Failure } from "../logic/isolated.ts";
import type { DictionaryExpression, Expression, ListExpression } from "../template/expression.ts";
import type { Template } from "../template/template.ts";
import type { Written, NewResource } from "../template/written.ts";
import type { Document, Span, Change } from "../text/document.ts";
import type { SyntaxFault } from "./syntax-fault.ts";

/** One surface language: how its text is read into the IR, and how a change is written back. */
export interface Syntax {
  readonly parse: (document: Document) => Parsed;
  /** Told that a document was made from another one by an edit, so that less of it has to be read; absent if that makes no difference. */
  readonly inherit?: (from: Document, to: Document) => void;
  /** Absent if its documents are never edited. */
  readonly editor?: SyntaxEditor;
}

/**
 * The content of a document; neither `template` nor `parameterFile` is given if it is not supported. Both are of a parameter file that
 * deploys a module of a registry with its values.
 */
export interface Parsed {
  readonly template: Template | null;
  readonly parameterFile: ParameterFile | null;
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

/** The content of a document, or why its reader failed: then `template` represents anything it may contain. */
export interface Reading extends Parsed {
  readonly failed: Failure | null;
}

export interface Comment {
  /** Markers included. */
  readonly span: Span;
  /** The text between the markers. */
  readonly text: string;
}

/** A syntax error of the document. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly fault: SyntaxFault;
}

/** A set of parameter values: `*.parameters.json`, `.bicepparam`, `.tfvars`. */
export interface ParameterFile {
  readonly span: Span;
  /** The template it says it belongs to, as written (`using`); null when it does not say. */
  readonly using: { readonly path: string; readonly span: Span } | null;
  /** The file whose values it builds on, as written. */
  readonly extends?: { readonly path: string; readonly span: Span } | null;
  /** The values by parameter name as written. */
  readonly values: ReadonlyMap<string, ParameterAssignment>;
  /** False when a syntax error may hide values. */
  readonly intact: boolean;
  /** What the values may refer to; absent where they are plain. */
  readonly scope?: Template;
}

export interface ParameterAssignment {
  readonly nameSpan: Span;
  readonly value: Expression;
  /** The value is fetched from a vault during the deployment. */
  readonly secret: boolean;
  /** The value was filled into a text: "true" means a boolean where the parameter is one. */
  readonly isText?: boolean;
}

/**
 * Writes changes in the style of the file: its indentation, quotes, commas and line ends; comments stay. Each method gives
 * the smallest change, or undefined if no change would surely be right.
 */
export interface SyntaxEditor {
  /** Replaces the expression at a span by a plain value. */
  readonly replace: (document: Document, span: Span, value: Written) => readonly Change[] | undefined;
  /**
   * Adds an entry that does not exist yet: `path` goes from the dictionary to it, and all keys but the last are
   * dictionaries to create. With an empty path, all entries of `value`, itself a dictionary, are added side by
   * side; use this to add several entries to one dictionary, because the changes of two calls would overlap.
   */
  readonly insert: (
    document: Document,
    into: DictionaryExpression,
    path: readonly string[],
    value: Written,
  ) => readonly Change[] | undefined;
  /** Adds items at the end of a list. */
  readonly append: (
    document: Document,
    to: ListExpression,
    values: readonly Written[],
  ) => readonly Change[] | undefined;
  /** Removes entries or items by their spans, with the separators and blank lines they leave behind. */
  readonly remove: (
    document: Document,
    from: DictionaryExpression | ListExpression,
    spans: readonly Span[],
  ) => readonly Change[] | undefined;
  /** Declares resources one after the other, behind the declaration at a span. */
  readonly declare: (
    document: Document,
    after: Span,
    resources: readonly NewResource[],
  ) => readonly Change[] | undefined;
}
