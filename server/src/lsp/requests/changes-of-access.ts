import type { CancellationToken } from "vscode-languageserver";
import type { Analysis, Change, Fix, SourceReading } from "../../core/index.ts";
import { accessFixes, changesFor, reportVerdicts, resolveSource } from "../../core/index.ts";
import type { AccessChange, ChangesOfAccessParams, ChangesOfAccessResult } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { namedSources } from "../named-sources.ts";
import { analysesMeant } from "../roots.ts";
import { inputsOver, overlayOf, scoreChanges } from "../scores.ts";

/** Answers `keyvault-network/changesOfAccess`: the changes that turn a verdict, each tried out before it is offered. */
export async function changesOfAccess(
  context: Context,
  { from, to, expect }: ChangesOfAccessParams,
  token: CancellationToken,
): Promise<ChangesOfAccessResult> {
  const root = normalizeUri(to.root);
  const reading = resolveSource(from, await namedSources(context, root), { tags: context.serviceTags.tags });
  if ("error" in reading) return { changes: [] };
  const wish = { source: reading.source, vaultKey: to.key, expect };
  const changes = new Map<string, AccessChange>();
  for (const analysis of await analysesMeant(context, to, token)) {
    for (const fix of accessFixes(analysis.worlds, wish)) {
      const made = changesFor(fix, { get: (id) => context.session.document(id) });
      const isNew = made !== undefined && !changes.has(fix.title);
      if (isNew && (await turns(context, analysis, made, { ...wish, from, reading }, token)))
        changes.set(fix.title, await showChange(context, root, fix, made, token));
    }
  }
  return { changes: [...changes.values()] };
}

/** A change as the client shows it: whole texts, to be compared with those there are. */
export async function showChange(
  context: Context,
  root: string,
  { title }: Pick<Fix, "title">,
  changes: readonly Change[],
  token: CancellationToken,
): Promise<AccessChange> {
  const documents = [...overlayOf(context, changes)].map(([id, document]) => ({
    uri: context.session.uriOf(id),
    text: document?.text ?? "",
  }));
  const score = await scoreChanges(context, root, changes, token);
  return { title, tests: score?.text ?? null, documents };
}

interface Wanted {
  readonly from: string;
  readonly reading: Extract<SourceReading, { readonly source: unknown }>;
  readonly vaultKey: string;
  readonly expect: "allow" | "deny";
}

async function turns(
  context: Context,
  before: Analysis,
  changes: readonly Change[],
  { from, reading, vaultKey, expect }: Wanted,
  token: CancellationToken,
): Promise<boolean> {
  const overlay = overlayOf(context, changes);
  const analyses = context.session.analysesOver(overlay);
  const after = await analyses.of(before.root, inputsOver(context, before, overlay), token);
  const word = expect === "allow" ? "allowed" : "denied";
  return reportVerdicts(after.worlds, from, reading.source).some(
    (each) => each.vaultKey === vaultKey && each.verdict === word,
  );
}
