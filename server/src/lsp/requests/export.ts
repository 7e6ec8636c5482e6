import type { CancellationToken } from "vscode-languageserver";
import {
  changeEntries,
  proofEntry,
  differenceOf,
  emptyReport,
  errorEntries,
  filesFixed,
  findingEntries,
  type FindingEntry,
  type FoundVerdict,
  hidesByErrors,
  isLeftOut,
  paint,
  printReport,
  type Report,
  textsToHash,
  settingsIn,
  undecidedEntries,
  unreadEntries,
  vaultEntries,
  vaults as findVaults,
  verdictEntries,
  type Words,
  wordsForFacts,
} from "../../core/index.ts";
import type { DiffParams } from "../../protocol/what-if-baseline.ts";
import type { ExportParams, ExportResult } from "../../protocol/export.ts";
import type { Context } from "../context.ts";
import { workspaceOf } from "../named-sources.ts";
import { type PrintingEdge, printingEdge } from "../printing-edge.ts";
import { analysesOfAll, askRoots } from "../roots.ts";
import { differences } from "./diff.ts";
import { reportedFindings } from "./findings.ts";
import { verdictsOn } from "./simulate.ts";

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
