import type { CancellationToken } from "vscode-languageserver";
import type { Found } from "../../core/index.ts";
import type { FindingResult, FindingsResult } from "../../protocol/findings.ts";
import { knownAccessFiles } from "../access-tests.ts";
import { type Context, placeOf } from "../context.ts";
import { rulePage } from "../documentation.ts";
import { allFindingsOf, compiledTemplates, isRooted, rootsLinked } from "../findings.ts";
import { noveltyOf } from "../novelty.ts";
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
