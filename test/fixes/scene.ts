import {
  accessFixes,
  analyze,
  applyChanges,
  changesFor,
  type Files,
  type Fix,
  readSource,
  refactoringsAt,
  reportVerdicts,
} from "../../server/src/core/index.ts";
import { titleOf } from "../support/said.ts";

export const syntaxes = ["json", "bicep", "tf"] as const;
export type Syntax = (typeof syntaxes)[number];

function pathOf(syntax: Syntax): string {
  return `/main.${syntax}`;
}

export function open(
  text: string,
  syntax: Syntax,
): { readonly analysis: ReturnType<typeof analyze>; readonly files: Files } {
  const document = { id: pathOf(syntax), text };
  const files: Files = {
    get: (id) => (id === document.id ? document : null),
    resolve: (_from, path) => path,
    list: (folder) => (folder === "/" ? [document.id] : null),
  };
  return { analysis: analyze({ root: document.id, files }), files };
}

/** The refactorings offered at the first occurrence of a text. */
export function offered(text: string, syntax: Syntax, at: RegExp): readonly Fix[] {
  const start = at.exec(text)?.index ?? -1;
  const { worlds } = open(text, syntax).analysis;
  return refactoringsAt(worlds, { document: pathOf(syntax), start, end: start });
}

export function apply(text: string, syntax: Syntax, fix: Fix): string {
  const changes = changesFor(fix, open(text, syntax).files);
  if (!changes) throw new Error(`${titleOf(fix)} has no changes`);
  return applyChanges(text, changes);
}

export function verdict(text: string, syntax: Syntax, source: string): string {
  const reading = readSource(source);
  if (!("source" in reading)) throw new Error(reading.fault.kind);
  const [report] = reportVerdicts(open(text, syntax).analysis.worlds, source, reading.source);
  return report ? report.verdict : "no vault";
}

/** The fixes that may let a source in. */
export function lettingIn(text: string, syntax: Syntax, source: string): readonly Fix[] {
  const { worlds } = open(text, syntax).analysis;
  const reading = readSource(source);
  const [vault] = worlds.flatMap(({ network }) => network.vaults);
  if (!("source" in reading) || !vault) throw new Error("no such source or vault");
  return accessFixes(worlds, { source: reading.source, vaultKey: vault.key, expect: "allow" });
}
