import type { CancellationToken } from "vscode-languageserver";
import type { FoundVerdict, Lane, VerdictEntry } from "../../core/index.ts";
import {
  emptyReport,
  nameOfMember,
  paint,
  pictureOf,
  printReport,
  summarizeVerdict,
  verdictEntries,
} from "../../core/index.ts";
import type { DrawnVerdict, PictureParams, PictureResult } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { placeOf } from "../places.ts";
import { printingEdge } from "../printing-edge.ts";
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
  const { found, leftOut } = drawn(params, await verdictsFor(context, params, token));
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

async function verdictsFor(
  context: Context,
  { from, to, environment }: PictureParams,
  token: CancellationToken,
): Promise<readonly FoundVerdict[]> {
  const found: FoundVerdict[] = [];
  for (const each of from.slice(0, mostDrawn.sources))
    found.push(...(await verdictsOn(context, each, undefined, token, { extent: "judged" })));
  const root = to && normalizeUri(to.root);
  return found.filter(
    ({ analysis, verdict }) =>
      (to === undefined || (analysis.root === root && verdict.vaultKey === to.key)) &&
      (environment === undefined || analysis.environment === environment),
  );
}

function drawn(
  { from }: PictureParams,
  all: readonly FoundVerdict[],
): { readonly found: readonly FoundVerdict[]; readonly leftOut: PictureResult["leftOut"] } {
  const vaultOf = ({ analysis, verdict }: FoundVerdict): string => `${analysis.root} ${verdict.vaultKey}`;
  const vaults = [...new Set(all.map(vaultOf))];
  const shown = new Set(vaults.slice(0, mostDrawn.vaults));
  return {
    found: all.filter((each) => shown.has(vaultOf(each))),
    leftOut: {
      vaults: vaults.length - shown.size,
      sources: Math.max(0, from.length - mostDrawn.sources),
    },
  };
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
