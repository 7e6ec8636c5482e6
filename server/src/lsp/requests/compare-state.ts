import type { CancellationToken } from "vscode-languageserver";
import {
  changeEntries,
  drift,
  type DriftAnswer,
  driftEntries,
  emptyReport,
  paint,
  printReport,
  readStateFile,
  wordsForFacts,
} from "../../core/index.ts";
import type { CompareStateParams, CompareStateResult } from "../../protocol/compare-state.ts";
import type { Context } from "../context.ts";
import { normalizeUri, resolvePath } from "../files.ts";
import type { FileSource } from "../host.ts";
import { workspaceOf } from "../named-sources.ts";
import { printingEdge } from "../printing-edge.ts";
import { analysesOfAll, askRoots } from "../roots.ts";
import { scanOnce } from "../scan.ts";

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
