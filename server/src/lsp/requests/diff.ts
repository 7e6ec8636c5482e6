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
  differenceOf,
  filesFixed,
  drift,
  type DriftAnswer,
  driftEntries,
  emptyReport,
  paint,
  printReport,
  readStateFile,
  wordsForFacts,
  errorEntries,
  findingEntries,
  type FindingEntry,
  type FoundVerdict,
  hidesByErrors,
  isLeftOut,
  type Report,
  textsToHash,
  settingsIn,
  undecidedEntries,
  unreadEntries,
  vaultEntries,
  vaults as findVaults,
  verdictEntries,
  type Words,
} from "../../core/index.ts";
import type {
  AccessDifference as ShownDifference,
  DiffParams,
  DiffResult,
  WhatIfBaselineText,
} from "../../protocol/what-if-baseline.ts";
import { type Context, placeOf, printingEdge, type PrintingEdge } from "../context.ts";
import { stopIfCancelled } from "../guard.ts";
import { pause } from "../pause.ts";
import { workspaceOf } from "../access-names.ts";
import { analysesOfAll, askRoots } from "../roots.ts";
import { WhatIfBaseline } from "../what-if-baseline.ts";
import type { CompareStateParams, CompareStateResult } from "../../protocol/compare-state.ts";
import { normalizeUri, resolvePath, type FileSource } from "../files.ts";
import { scanOnce } from "../scan.ts";
import type { ExportParams, ExportResult } from "../../protocol/export.ts";
import { reportedFindings } from "./findings.ts";
import { verdictsOn } from "./simulate.ts";

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
async function differences(
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

/**
 * Answers `keyvault-network/compareState`: what `diff --against` of the command line says of the same templates. The workspace is
 * searched first, because the templates need not be open.
 */
export async function compareState(
  context: Context,
  files: FileSource,
  { uri }: CompareStateParams,
  token: CancellationToken,
): Promise<CompareStateResult> {
  const { words } = context.client;
  const document = await context.session.load(normalizeUri(uri));
  if (!document) return { document: null, error: words.state({ kind: "not-read" }) };
  const reading = readStateFile(document, { get: () => null, resolve: resolvePath });
  if ("fault" in reading) return { document: null, error: words.state(reading.fault) };
  await scanOnce(context, files, token);
  const workspace = await workspaceOf(context, await analysesOfAll(context, token));
  const [found] = askRoots(context, [reading.state], (some) =>
    some.map((state) => drift(state, workspace, { from: [] })),
  );
  return { document: found ? print(context, found) : null, error: null };
}

function print(context: Context, { changes, drift: drifted }: DriftAnswer): string {
  const edge = printingEdge(context);
  const { places, words } = edge;
  const facts = wordsForFacts("markdown", words);
  const report = {
    ...emptyReport,
    changes: changeEntries(changes, places, places, facts),
    drift: driftEntries(drifted, edge),
  };
  const printing = { contents: ["diff"], words, parameters: [] } as const;
  return printReport("markdown", report, { ...printing, paint: paint(false), failed: false });
}

/** Answers `keyvault-network/export`: what the command line would write for the same templates. */
export async function exportReport(
  context: Context,
  { contents, format, asked = [], between, only, fixing, details = false }: ExportParams,
  token: CancellationToken,
): Promise<ExportResult> {
  const edge = { ...printingEdge(context), facts: wordsForFacts(format, context.client.words) };
  const analyses = await analysesOfAll(context, token);
  const { roots } = await context.plans.now();
  const workspace = await workspaceOf(context, analyses);
  const leftOut = roots.flatMap(({ root, leftOut: beyond }) =>
    beyond.map((environment) => ({ root, environment })),
  );
  const includes = (content: ExportParams["contents"][number]): boolean => contents.includes(content);
  const vaults =
    includes("check") || includes("vaults")
      ? askRoots(context, analyses, (some) =>
          vaultEntries(
            findVaults({
              analyses: some,
              plans: roots,
              callersIn: { ...workspace, analyses: some },
              words: edge.facts,
            }),
            edge,
          ),
        )
      : [];
  const accessFiles = roots.flatMap(({ accessFile }) => accessFile ?? []);
  const report: Report = {
    ...emptyReport,
    vaults,
    undecided: undecidedEntries(vaults),
    ...(includes("check") ? settingsIn(accessFiles, analyses, edge.places) : {}),
    findings: includes("check") ? await findingsFor(context, only, edge, token) : [],
    verdicts: includes("simulate") ? await verdictsFor(context, asked, edge, token) : [],
    ...(includes("diff")
      ? await changesFor(
          context,
          { from: asked.map(({ from }) => from), ...(between ? { between } : {}) },
          edge,
          token,
        )
      : {}),
    unread: askRoots(context, analyses, (some) => unreadEntries({ analyses: some, leftOut }, edge)),
    errors: errorEntries(analyses, [], edge),
  };
  const { words } = context.client;
  const failed = report.unread.some(isLeftOut) || analyses.some(hidesByErrors);
  if (fixing) return { text: failed ? "" : await patchOf(context, new Set(fixing), edge, token) };
  const printed = { contents, words, parameters: [], paint: paint(false), failed, details };
  return { text: printReport(format, report, printed) };
}

async function findingsFor(
  context: Context,
  { rules = [], file = "" }: Partial<NonNullable<ExportParams["only"]>> = {},
  edge: PrintingEdge,
  token: CancellationToken,
): Promise<readonly FindingEntry[]> {
  const all = await reportedFindings(context, token);
  const found = all.filter(
    ({ code, span }) =>
      (rules.length === 0 || rules.includes(code)) && edge.places.print(span.document).endsWith(file),
  );
  const texts = [...new Set(found.flatMap((each) => Object.values(textsToHash(each, edge))))];
  const hashes = new Map(await Promise.all(texts.map(async (text) => [text, await sha256(text)] as const)));
  return findingEntries(found, { ...edge, hash: (text) => hashes.get(text) ?? "" });
}

async function patchOf(
  context: Context,
  rules: ReadonlySet<string>,
  { get, places }: PrintingEdge,
  token: CancellationToken,
): Promise<string> {
  const fixed = filesFixed(await reportedFindings(context, token), { get }, rules);
  return fixed.flatMap((each) => differenceOf(each, places.print(each.id))).join("\n");
}

async function verdictsFor(
  context: Context,
  asked: NonNullable<ExportParams["asked"]>,
  edge: PrintingEdge & { readonly facts: Words },
  token: CancellationToken,
): Promise<Report["verdicts"]> {
  const found: FoundVerdict[] = [];
  for (const { from, to, assuming } of asked)
    found.push(...(await verdictsOn(context, { from: [from], to: to ?? undefined, assuming }, token)));
  return verdictEntries(found, edge);
}

const nothing = { changes: [], notCompared: [], proof: null } as const;

async function changesFor(
  context: Context,
  compared: DiffParams,
  edge: PrintingEdge & { readonly facts: Words },
  token: CancellationToken,
): Promise<Pick<Report, "changes" | "notCompared" | "proof">> {
  const { changes, notCompared, proof } = (await differences(context, compared, token)) ?? nothing;
  const { places } = edge;
  return {
    changes: changeEntries(changes, places, places, edge.facts),
    notCompared,
    proof: proof && proofEntry(proof, places, places),
  };
}

/** In hexadecimal digits. */
async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
