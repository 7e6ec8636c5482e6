import type { CancellationToken } from "vscode-languageserver";
import {
  type AccessDifference,
  allSets,
  type Analysis,
  changeEntries,
  type ChangeEntry,
  type ComparedWorkspace,
  diff as compareSides,
  type DiffAnswer,
  effectOf,
  proofEntry,
  sayAddresses,
  sayNotCompared,
  sayReview,
  saySince,
  type Words,
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
  if (!found) return noDiff;
  const { words } = context.client;
  const [notCompared = null] = sayNotCompared(found.notCompared, words);
  const proof = found.proof && proofEntry(found.proof, nowhere, nowhere);
  return {
    isSet: true,
    label,
    changes: found.changes.filter(({ repeats }) => !repeats).flatMap((each) => show(context, each)),
    notCompared,
    review: sayReview({ changes: entriesOf(found.changes, words), proof }, words),
    since: saySince(allSets(found.changes), label, words) || null,
  };
}

/** Where there is nothing to compare with. */
export const noDiff: DiffResult = {
  ...{ isSet: false, label: null, changes: [] },
  ...{ notCompared: null, review: null, since: null },
};

/** For sentences, in which no place is named. */
const nowhere = { start: () => ({ file: "", line: 1, character: 1 }) };

function entriesOf(changes: readonly AccessDifference[], words: Words): readonly ChangeEntry[] {
  return changeEntries(changes, nowhere, nowhere, words);
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

function show(context: Context, change: AccessDifference): ShownDifference | [] {
  const { from, isSource, root, environment, after } = change;
  const { words } = context.client;
  const [entry] = entriesOf([change], words);
  if (!entry) return [];
  const step = after?.steps[after.deciding ?? -1];
  return {
    ...{ kind: entry.kind, from, isSource, environment, source: entry.from, effect: effectOf(entry) },
    ...{ vault: entry.vault, vaultName: entry.vaultName, before: entry.before, after: entry.after },
    addresses: sayAddresses(entry, words).trim(),
    decided: step?.span ? placeOf(context, step.span) : null,
    reference: after ? { root: context.session.uriOf(root), key: after.vaultKey, environment } : null,
    place: after ? placeOf(context, after.label) : null,
  };
}
