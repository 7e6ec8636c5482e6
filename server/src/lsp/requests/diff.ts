import type { CancellationToken } from "vscode-languageserver";
import {
  type AccessDifference,
  type Analysis,
  type ComparedWorkspace,
  diff as compareSides,
  type DiffAnswer,
  effectOf,
  sayCallers,
  sayNotCompared,
} from "../../core/index.ts";
import type {
  AccessDifference as ShownDifference,
  DiffParams,
  DiffResult,
  WhatIfBaselineText,
} from "../../protocol/what-if-baseline.ts";
import { type Context, placeOf } from "../context.ts";
import { stopIfCancelled } from "../guard.ts";
import { pause } from "../pause.ts";
import { workspaceOf } from "../named-sources.ts";
import { analysesOfAll, askRoots } from "../roots.ts";
import { WhatIfBaseline } from "../what-if-baseline.ts";

/** Answers `keyvault-network/diff`: every verdict that differs from that of the what-if baseline. */
export async function diff(
  context: Context,
  params: DiffParams,
  token: CancellationToken,
): Promise<DiffResult> {
  const found = await differences(context, params, token);
  const { label } = context.baseline;
  if (!found) return { isSet: false, label: null, changes: [], notCompared: null };
  const [notCompared = null] = sayNotCompared(found.notCompared, context.client.words);
  return {
    isSet: true,
    label,
    changes: found.changes.filter(({ repeats }) => !repeats).map((each) => show(context, each)),
    notCompared,
  };
}

/** Every verdict that differs between two versions, or from that of the what-if baseline; null if none is set. */
export async function differences(
  context: Context,
  { from = [], between }: DiffParams,
  token: CancellationToken,
): Promise<DiffAnswer | null> {
  const baseline = between ? versionOf(context, between.before) : context.baseline;
  if (!baseline.isSet) return null;
  const past = await baseline.analysesOfAll(context, token);
  const analyses = between
    ? await versionOf(context, between.after).analysesOfAll(context, token)
    : await analysesNow(context, past, token);
  const [before, after] = [
    await sideOf(context, past, baseline),
    await sideOf(context, analyses, between ? versionOf(context, between.after) : null),
  ];
  const roots = [...new Set([...past, ...analyses].map(({ root }) => root))].map((root) => ({ root }));
  await pause();
  stopIfCancelled(token);
  const isStopped = (): boolean => token.isCancellationRequested;
  const answer = askRoots(context, roots, (some) =>
    compareSides(before, after, { from, among: some.map(({ root }) => root), isStopped }),
  );
  stopIfCancelled(token);
  return answer;
}

async function sideOf(
  context: Context,
  analyses: readonly Analysis[],
  version: WhatIfBaseline | null,
): Promise<ComparedWorkspace> {
  const reading = version ? await context.outside.over(context, version.overlay) : null;
  return { ...(await workspaceOf(context, analyses, reading)), nameOf: (root) => root, idOf: (root) => root };
}

/** The templates with other texts in place of some files. */
function versionOf({ session, states }: Context, files: readonly WhatIfBaselineText[]): WhatIfBaseline {
  const version = new WhatIfBaseline(session, states);
  version.set({ baseline: { kind: "texts", label: "", files } });
  return version;
}

/** The roots that are currently known; a template that was only closed still exists. */
async function analysesNow(
  context: Context,
  past: readonly Analysis[],
  token: CancellationToken,
): Promise<readonly Analysis[]> {
  const analyses = [...(await analysesOfAll(context, token))];
  for (const { root } of past) {
    const isKnown = analyses.some((each) => each.root === root);
    const analysis = isKnown ? null : await context.session.analysis(root, null, token);
    if (analysis) analyses.push(analysis);
  }
  return analyses;
}

function show(
  context: Context,
  { kind, from, callerKind, isSource, root, environment, before, after, sets }: AccessDifference,
): ShownDifference {
  const verdict = after ?? before;
  const words = { before: before?.verdict ?? null, after: after?.verdict ?? null };
  const { sentences } = context.client.words.document;
  const counts = { gained: sets.gained.size, lost: sets.lost.size, undecided: sets.undecided.size };
  const step = after?.steps[after.deciding ?? -1];
  return {
    kind,
    from,
    isSource,
    source: isSource ? from : sayCallers(callerKind, from, sentences),
    effect: effectOf({ kind, callerKind, ...words, counts }),
    environment,
    vault: verdict?.vault ?? "",
    vaultName: verdict?.vaultName ?? null,
    ...words,
    decided: step?.span ? placeOf(context, step.span) : null,
    reference: after ? { root: context.session.uriOf(root), key: after.vaultKey, environment } : null,
    place: after ? placeOf(context, after.label) : null,
  };
}
