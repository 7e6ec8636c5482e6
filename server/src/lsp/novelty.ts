import type { CancellationToken } from "vscode-languageserver";
import type { ReportedFinding, RootedFinding } from "../core/index.ts";
import { textToHash } from "../core/index.ts";
import type { Context } from "./context.ts";
import { allFindingsOf } from "./findings.ts";
import { printingEdge } from "./printing-edge.ts";

type Finding = RootedFinding | ReportedFinding;

/**
 * Says which findings the what-if baseline does not have, as the command line compares findings with its baseline: by rule, file,
 * vault and text. Null if none is set, and of what is not found in it: what access files say of templates, and how compiled templates
 * differ from their sources.
 */
export async function noveltyOf(
  context: Context,
  found: readonly Finding[],
  token: CancellationToken,
): Promise<(finding: Finding) => boolean | null> {
  if (!context.baseline.isSet) return () => null;
  const analyses = await context.baseline.analysesOfAll(context, token, "judged");
  const edge = printingEdge(context);
  const get = (id: string) =>
    analyses.find(({ documents }) => documents.has(id))?.documents.get(id)?.document;
  const left = new Map<string, number>();
  for (const finding of await allFindingsOf(context, analyses)) {
    const text = textToHash(finding, { ...edge, get });
    left.set(text, (left.get(text) ?? 0) + 1);
  }
  const isNew = new Map<Finding, boolean>();
  for (const finding of found) {
    if (!("analysis" in finding) || notCompared.test(finding.code)) continue;
    const text = textToHash(finding, edge);
    const count = left.get(text) ?? 0;
    isNew.set(finding, count <= 0);
    left.set(text, count - 1);
  }
  return (finding) => isNew.get(finding) ?? null;
}

/** The rules about access tests and about compiled templates. */
const notCompared = /^KV(?:60\d|905)$/;
