import {
  type Analysis,
  analyze,
  type Environment,
  type Files,
  judgeRoots,
  planWorkspace,
  type ReportedFinding,
  reportVaults,
} from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { filesInMemory, type Texts } from "../support/files-in-memory.ts";
import { messageOf } from "../support/said.ts";

/** A repository in memory: what its roots are, each under its environments, and linked. */
export function analysesOf(texts: Texts): readonly Analysis[] {
  const files = filesInMemory(texts);
  return judgeRoots(planOf(texts, files), files).analyses;
}

/** Each root of a repository on its own. */
export function analysesAlone(texts: Texts): readonly Analysis[] {
  const files = filesInMemory(texts);
  return planOf(texts, files).flatMap(({ root, judged }) =>
    judged.map((environment: Environment | null) => analyze({ root, files, environment })),
  );
}

function planOf(texts: Texts, files: Files): ReturnType<typeof planWorkspace>["roots"] {
  const found = Object.keys(texts);
  return planWorkspace({ found, named: [], parameterFiles: found, accessFileOf: () => null }, files).roots;
}

/** A line for each vault: `/app/ in dev, data.azurerm_key_vault.kv: private, is /hub/ azurerm_key_vault.kv`. */
export function vaultLines(analyses: readonly Analysis[]): readonly string[] {
  return analyses.flatMap(({ root, environment, worlds }) =>
    reportVaults(worlds).map(({ symbol, exposure, cases, linkedTo, notes }) => {
      const where = environment === null ? root : `${root} in ${environment}`;
      const when = cases.map((each) => `${JSON.stringify(each.when)} ${each.exposure}`).join(", ");
      const link = linkedTo
        ? `, ${linkedTo.certain ? "is" : "probably is"} ${linkedTo.root}${linkedTo.environment ? ` in ${linkedTo.environment}` : ""} ${linkedTo.symbol}`
        : "";
      const note = notes.includes("NOTE_LINKED_BY_EXPRESSION") ? ", noted" : "";
      return `${where}, ${symbol}: ${exposure}${when === "" ? "" : ` (${when})`}${link}${note}`;
    }),
  );
}

/** A line for each finding of these rules: `/app/ KV501 warning /app/main.tf: …`. */
export function findingLines(analyses: readonly Analysis[], ...codes: readonly string[]): readonly string[] {
  return analyses.flatMap((analysis) =>
    check(analysis)
      .filter(({ code }) => codes.includes(code))
      .map((each) => `${analysis.root} ${lineOf(each)}`),
  );
}

function lineOf(finding: ReportedFinding): string {
  return `${finding.code} ${finding.severity} ${finding.span.document}: ${messageOf(finding)}`;
}
