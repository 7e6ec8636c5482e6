import type { CancellationToken } from "vscode-languageserver";
import { claimsOf, type Found, holdingsOf, instancesOf, recognize, textsToHash } from "../core/index.ts";
import type { Context } from "./context.ts";
import { allFindingsOf } from "./findings.ts";
import { type PrintingEdge, printingEdge } from "./printing-edge.ts";

/**
 * Says which findings the what-if baseline does not have, as the command line compares findings with its baseline: by rule, file,
 * vault and text, for each vault in each root and environment. Null if none is set, and of what is not found in it: what access files, pipelines
 * and scripts say of templates, and how compiled templates differ from their sources.
 */
export async function noveltyOf(
  context: Context,
  found: readonly Found[],
  token: CancellationToken,
): Promise<(finding: Found) => boolean | null> {
  if (!context.baseline.isSet) return () => null;
  const analyses = await context.baseline.analysesOfAll(context, token, "judged");
  const edge = printingEdge(context);
  const get = (id: string) =>
    analyses.find(({ documents }) => documents.has(id))?.documents.get(id)?.document;
  const claims = (finding: Found, from: Pick<PrintingEdge, "places" | "get">): readonly string[] =>
    claimsOf(textsToHash(finding, from).subject, holdingsOf(finding, from), instancesOf(finding, from));
  const before = await allFindingsOf(context, { analyses });
  const isKnown = recognize(before.flatMap((finding) => claims(finding, { ...edge, get })));
  const outside = (await context.outside.now(context)).documents;
  const isNew = new Map<Found, boolean>();
  for (const finding of found)
    if ("analysis" in finding && !outside.has(finding.span.document) && !notCompared.test(finding.code))
      isNew.set(finding, !isKnown(claims(finding, edge)));
  return (finding) => isNew.get(finding) ?? null;
}

/** The rules about access tests, about what scripts change, and about compiled templates. */
const notCompared = /^KV(?:60\d|801|905)$/;
