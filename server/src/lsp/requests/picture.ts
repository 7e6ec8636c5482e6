import type { CancellationToken } from "vscode-languageserver";
import {
  emptyReport,
  type FoundVault,
  type FoundVerdict,
  type Lane,
  listVaults,
  nameOfMember,
  paint,
  pictureOf,
  printReport,
  summarizeVerdict,
  verdictEntries,
  type VerdictEntry,
  vaults,
} from "../../core/index.ts";
import type { DrawnVerdict, PictureParams, PictureResult } from "../../protocol/picture.ts";
import { type Context, placeOf, printingEdge } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { analysesOfAll, askRoots } from "../roots.ts";
import { verdictsOn } from "./simulate.ts";

/** A picture of more is not readable. */
const mostDrawn = { sources: 100, vaults: 20 } as const;

/** Answers `keyvault-network/picture`: the picture that the command line draws, and what its lanes stand for. */
export async function picture(
  context: Context,
  params: PictureParams,
  token: CancellationToken,
): Promise<PictureResult> {
  const { words } = context.client;
  const { found, leftOut } = await verdictsDrawn(context, params, token);
  const edge = { ...printingEdge(context), facts: words };
  const verdicts = verdictEntries(found, edge);
  const { picture: shown, lanes } = pictureOf(verdicts, words);
  const byEntry = new Map(
    found.map((each) => [
      keyOf({ ...each.analysis, ...each.verdict, root: edge.places.print(each.analysis.root) }),
      each,
    ]),
  );
  const printing = {
    contents: ["simulate"],
    words,
    parameters: [],
    paint: paint(false),
    failed: false,
  } as const;
  return {
    picture: shown,
    lanes: lanes.map((vault) => vault.lanes.map((lane) => verdictsOf(context, lane, byEntry))),
    leftOut,
    document: params.document ? printReport("svg", { ...emptyReport, verdicts }, printing) : null,
  };
}

/** The verdicts on the vaults that are drawn, and how many of them and of the sources are not. */
async function verdictsDrawn(
  context: Context,
  { from, to, environment }: PictureParams,
  token: CancellationToken,
): Promise<{ readonly found: readonly FoundVerdict[]; readonly leftOut: PictureResult["leftOut"] }> {
  const root = to && normalizeUri(to.root);
  const judged = await analysesOfAll(context, token, "judged");
  const meant = judged.filter(
    (each) =>
      (root === undefined || each.root === root) &&
      (environment === undefined || each.environment === environment),
  );
  const { roots: plans } = await context.plans.now();
  const listed = askRoots(context, meant, (some) => listVaults(vaults({ analyses: some, plans })));
  const chosen = listed.filter(({ inEach: [{ key }] }) => to === undefined || key === to.key);
  const drawable = chosen.filter(({ inEach }) => inEach.some(({ exists }) => exists !== "no"));
  const most = drawable.slice(0, mostDrawn.vaults);
  const drawn = most.flatMap(({ inEach, lookups }) => [...inEach, ...lookups]);
  const shown = new Set(drawn.map(vaultId));
  // Only their roots are asked: there may be many others.
  const roots = new Set(drawn.map((vault) => vault.root));
  const among = meant.filter((each) => roots.has(each.root));
  const found = await verdictsOn(context, { from: from.slice(0, mostDrawn.sources), among }, token);
  return {
    found: found.filter(({ analysis, verdict }) =>
      shown.has(vaultId({ root: analysis.root, key: verdict.vaultKey })),
    ),
    leftOut: {
      vaults: chosen.length - most.length,
      sources: Math.max(0, from.length - mostDrawn.sources),
    },
  };
}

function vaultId({ root, key }: Pick<FoundVault, "root" | "key">): string {
  return `${root} ${key}`;
}

/** What an entry has in common with the verdict it was made of. */
function keyOf({
  root,
  module,
  vault,
  environment,
  from,
  scenario,
}: Pick<VerdictEntry, "root" | "module" | "vault" | "environment" | "from"> & {
  readonly scenario: { readonly service: string } | null;
}): string {
  return JSON.stringify([root, module, vault, environment, from, scenario?.service]);
}

function verdictsOf(
  context: Context,
  { members: [first, ...others] }: Lane,
  byEntry: ReadonlyMap<string, FoundVerdict>,
): PictureResult["lanes"][number][number] {
  const show = ({ entry, environments }: Lane["members"][number]): DrawnVerdict => {
    const found = byEntry.get(keyOf(entry));
    if (!found) throw new Error("A lane of the picture has no verdict.");
    const { analysis, verdict } = found;
    const { root, environment } = analysis;
    const span = verdict.deciding === null ? null : (verdict.steps[verdict.deciding]?.span ?? null);
    return {
      root: context.session.uriOf(root),
      key: verdict.vaultKey,
      environment,
      from: verdict.from,
      source: nameOfMember({ entry, environments }),
      summary: summarizeVerdict(context.client.words, verdict),
      scenario: verdict.scenario,
      place: span && placeOf(context, span),
    };
  };
  return [show(first), ...others.map(show)];
}
