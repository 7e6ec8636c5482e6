import type { CancellationToken } from "vscode-languageserver";
import type { ReportedFinding } from "../../core/index.ts";
import type { FindingResult, FindingsResult } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { rulePage } from "../documentation.ts";
import { allFindingsOf, compiledFindings } from "../findings.ts";
import { placeOf } from "../places.ts";
import { analysesOfAll } from "../roots.ts";

/** Answers `keyvault-network/findings`: those of all roots and environments, accepted ones among them, each once. */
export async function findings(
  context: Context,
  _params: unknown,
  token: CancellationToken,
): Promise<FindingsResult> {
  const judged = await analysesOfAll(context, token, "judged");
  const found = await allFindingsOf(context, judged, await compiledFindings(context, token));
  return { findings: found.flatMap((finding) => show(context, finding) ?? []).sort(byPlace) };
}

function show(context: Context, finding: ReportedFinding): FindingResult | null {
  const { code, name, severity, message, vault, suppressed, span } = finding;
  const place = placeOf(context, span);
  return place && { ...place, code, name, severity, message, vault, page: rulePage(code), suppressed };
}

function byPlace(a: FindingResult, b: FindingResult): number {
  const lines = a.range.start.line - b.range.start.line;
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : lines || a.range.start.character - b.range.start.character;
}
