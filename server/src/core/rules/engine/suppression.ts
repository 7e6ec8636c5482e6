import { isReason, ruleReferencesIn } from "../../text/patterns.ts";
import type { Span } from "../../text/document.ts";
import { findRule } from "../index.ts";

/** A comment of a document, without its markers. */
export interface CommentText {
  readonly span: Span;
  readonly text: string;
}

/** What a comment suppresses. */
export interface Suppression {
  readonly span: Span;
  /** The codes of the rules, and what is written in place of a rule but is not one. */
  readonly codes: readonly string[];
  readonly scope: "line" | "file" | "declaration";
  /** Null if there is none or only a placeholder, which suppresses nothing. */
  readonly reason: string | null;
  /** The last day it applies, `2027-01-31`, or what is written in its place; null if it does not expire. */
  readonly until: string | null;
  /** Written for another scanner: it is not reported if it matches nothing here. */
  readonly foreign: boolean;
}

/**
 * Reads `keyvault-network-ignore KV101, any-address-rule until 2027-01-31: reason` or `keyvault-network-ignore-file KV103: reason`.
 * A day that ends the reason is a last day too. Null if the comment is not a suppression.
 */
export function readSuppression({ span, text }: CommentText): Suppression | null {
  const match = /^[\s*#/]*keyvault-network-ignore(-file)?(?=[\s:]|$)([^\r\n]*)/i.exec(text);
  if (!match) return null;
  const [, file, rest = ""] = match;
  const [head = "", ...tail] = rest.split(":");
  const reason = tail.join(":").trim();
  const [, until = null] =
    /\buntil\b\s*([\w-]*)/i.exec(head) ?? /\buntil (\d{4}-\d\d-\d\d)\W*$/i.exec(reason) ?? [];
  return {
    span,
    codes: ruleReferencesIn(head).map(({ reference }) => findRule(reference)?.code ?? reference),
    scope: file === undefined ? "line" : "file",
    reason: isReason(reason) ? reason : null,
    until,
    foreign: false,
  };
}

/**
 * Reads `checkov:skip=ID:reason`, `trivy:ignore:ID` and `tfsec:ignore:ID[:exp:DATE]`, of which several may share a comment;
 * `codesOf` returns the rules that are equivalent to that check. A date applies to all of them.
 */
export function readForeignSuppression(
  { span, text }: CommentText,
  codesOf: (id: string) => readonly string[],
): Suppression | null {
  if (!/:(?:skip=|ignore:)/i.test(text)) return null;
  const checkov = /checkov:skip=([\w,]+)(?::\s*([^\r\n]*))?/i.exec(text);
  const ignored = [
    ...text.matchAll(/(?:trivy|tfsec):ignore:([\w-]+)(?:\[[^[\]]*\])?(?::exp:(\d{4}-\d{2}-\d{2}))?/gi),
  ];
  const known = ignored.filter(([, id = ""]) => codesOf(id).length > 0);
  const ids = checkov?.[1]?.split(",") ?? known.map(([, id = ""]) => id);
  const codes = [...new Set(ids.flatMap((id) => codesOf(id)))];
  if (codes.length === 0) return null;
  const given = checkov?.[2]?.trim() ?? "";
  const reason = given === "" ? text.trim() : given;
  return {
    span,
    codes,
    scope: "declaration",
    reason,
    until: known.find(([, , date]) => date !== undefined)?.[2] ?? null,
    foreign: true,
  };
}
