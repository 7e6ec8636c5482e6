import type { CancellationToken } from "vscode-languageserver";
import { claimsOf, type Found, holdingsOf, instancesOf, recognize, textsToHash } from "../../core/index.ts";
import type { FindingResult, FindingsResult } from "../../protocol/findings.ts";
import { knownAccessFiles } from "../access-tests.ts";
import { type Context, placeOf, type PrintingEdge, printingEdge } from "../context.ts";
import { rulePage } from "../documentation.ts";
import { allFindingsOf, compiledTemplates, isRooted, rootsLinked } from "../findings.ts";
import { analysesOfAll } from "../roots.ts";

/**
 * Answers `keyvault-network/findings`: those of all roots, environments and applicable access files, including accepted
 * ones, each once.
 */
export async function findings(
  context: Context,
  _params: unknown,
  token: CancellationToken,
): Promise<FindingsResult> {
  const found = await reportedFindings(context, token);
  const isNew = await noveltyOf(context, found, token);
  return { findings: found.flatMap((finding) => show(context, finding, isNew) ?? []).sort(byPlace) };
}

/** Those of all roots and environments, then those of applicable access files, which do not belong to a root. */
export async function reportedFindings(
  context: Context,
  token: CancellationToken,
): Promise<readonly Found[]> {
  return allFindingsOf(context, {
    analyses: await analysesOfAll(context, token, "judged"),
    linked: await rootsLinked(context, token),
    compiled: await compiledTemplates(context, token),
    accessFiles: await knownAccessFiles(context),
  });
}

function show(
  context: Context,
  finding: Found,
  isNew: (finding: Found) => boolean | null,
): FindingResult | null {
  const instances = isRooted(finding) ? finding.instances : [];
  const { words } = context.client;
  const { code, name, severity, vault, environments = [], suppressed, span, related } = finding;
  const place = placeOf(context, span);
  return (
    place && {
      ...place,
      code,
      name,
      severity,
      message: words.finding(finding),
      vault,
      environments,
      instances: instances.map(({ root, module, vault: symbol, vaultName = null, environments: own }) => ({
        root: context.session.uriOf(root),
        module,
        vault: symbol,
        vaultName,
        environments: own,
      })),
      related: related.flatMap(({ fact, span: at }) => {
        const other = placeOf(context, at);
        return other ? [{ ...other, message: words.related(fact) }] : [];
      }),
      isNew: isNew(finding),
      page: rulePage(code, words.language),
      suppressed: suppressed && { reason: suppressed.reason, until: suppressed.until },
    }
  );
}

function byPlace(a: FindingResult, b: FindingResult): number {
  const lines = a.range.start.line - b.range.start.line;
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : lines || a.range.start.character - b.range.start.character;
}

/**
 * Says which findings the what-if baseline does not have, as the command line compares findings with its baseline: by rule, file,
 * vault and text, for each vault in each root and environment. Null if none is set, and of what is not found in it: what access files, pipelines
 * and scripts say of templates, and how compiled templates differ from their sources.
 */
async function noveltyOf(
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
