import {
  accessFileFindings,
  analyze,
  type AnyAnalysis,
  check,
  checkOutside,
  compareSpans,
  compiledTemplateFindings,
  declareNoVault,
  findingEntries,
  type FindingEntry,
  findingTold,
  hasFingerprints,
  isNarrowed,
  isWhole,
  mergeRoots,
  type ReportedFinding,
  type RootedFinding,
  type RootFindings,
  rootsUnder,
  spanKey,
} from "../core/index.ts";
import type { CheckGround, Ground } from "./command-input.ts";
import { sha256 } from "./sha256.ts";
import { checkOptions } from "./tell.ts";
import { runTests } from "./test.ts";

/** The findings of all rules in all roots and access files, one per code and place, with the instances of all roots. */
export function checkRoots(ground: CheckGround): readonly FindingEntry[] {
  const { analyses, plans, compiled, files, today } = ground;
  const kept = keptIn(ground);
  const tests = runTests(kept);
  const accessFiles = files.all(analyses.map(({ root }) => root));
  const outside = checkOutside(ground.outside().reading, kept.analyses, (id) => checkOptions(id, ground));
  const judged = analyses.map((analysis) => {
    if (analysis.kind === "released") return { analysis, findings: analysis.told.findings.map(findingTold) };
    const options = checkOptions(analysis.root, ground);
    const given = {
      ...options,
      changedOutside: outside.atVaults.get(analysis) ?? [],
      ...(options.accessFile ? { accessTests: tests.findings } : {}),
    };
    return { analysis, findings: check(analysis, given) };
  });
  const twins = compiled.flatMap((twin) => comparedWithSource(twin, ground));
  const merged = mergeRoots([...judged, ...twins, ...outside.atCalls], plans);
  const inAccessFiles = accessFiles.flatMap((file) =>
    accessFileFindings(file, [...merged, ...outside.unlinked], tests.findings, {
      today,
      isNarrowed: !files.below.includes(file) || rootsUnder(file, plans).some(isNarrowed),
    }),
  );
  const { only, isChecklist } = ground.options;
  const found = [...merged, ...outside.unlinked, ...inAccessFiles].filter(
    ({ code }) => only?.has(code) !== false,
  );
  return findingsAt(isChecklist ? placesIn(found) : found, ground);
}

type Found = RootedFinding | ReportedFinding;

/** A finding for each place of a version, so that each says what to change there; several roots may have the same place. */
function placesIn(found: readonly Found[]): readonly Found[] {
  const others = found.flatMap(({ related, ...finding }): readonly Found[] =>
    related.flatMap(({ fact, span }) =>
      finding.fact.kind === "KV213" && fact.kind === "uses-version"
        ? [
            {
              ...finding,
              span,
              fact: { ...finding.fact, resource: fact.resource },
              fixes: () => [],
              related: [],
            },
          ]
        : [],
    ),
  );
  const places = [...found, ...others].map((each) =>
    each.fact.kind === "KV213" ? { ...each, fact: { ...each.fact, more: 0 } } : each,
  );
  const distinct = new Map(places.toReversed().map((each) => [`${each.code} ${spanKey(each.span)}`, each]));
  return [...distinct.values()].sort((a, b) => compareSpans(a.span, b.span));
}

/** Without the released roots, which neither access tests nor pipelines and scripts have to do with. */
function keptIn(ground: CheckGround): Ground {
  const { analyses, sources } = ground;
  return { ...ground, analyses: analyses.filter(isWhole), sources: sources.filter(isWhole) };
}

/**
 * What a compiled template does otherwise than its source, in each environment of the source. Most declare no vault, as their words tell, and are not evaluated then; what
 * was evaluated is not kept where nothing was found.
 */
function comparedWithSource(
  { file, source }: CheckGround["compiled"][number],
  { sources, plans, disk, files, today }: CheckGround,
): readonly RootFindings[] {
  const document = disk.get(file);
  const accessFile = files.of(file);
  const given = { today, ...(accessFile ? { accessFile } : {}) };
  const environments = plans.find(({ root }) => root === source)?.judged ?? [null];
  const compared = environments.flatMap((environment) => {
    const isWithoutVault = (written: AnyAnalysis): boolean =>
      document !== null && declareNoVault(document, written);
    const evaluated = sources.find(({ root, inputs }) => root === source && inputs === environment);
    if (evaluated && isWithoutVault(evaluated)) return [];
    const kept = evaluated && isWhole(evaluated) ? evaluated : null;
    const written = kept ?? analyze({ root: source, environment, files: disk });
    if (isWithoutVault(written)) return [];
    const analysis = analyze({ root: file, environment, files: disk });
    return [{ analysis, findings: compiledTemplateFindings(analysis, written, given) }];
  });
  return compared.some(({ findings }) => findings.length > 0) ? compared : [];
}

/** Findings as the JSON report has them, without fingerprints where nothing reads these. */
export function findingsAt(
  findings: readonly (RootedFinding | ReportedFinding)[],
  { disk, places, words, options }: Omit<Ground, "analyses" | "sources">,
): readonly FindingEntry[] {
  const { format, baseline, writeBaseline } = options;
  const areCompared = baseline !== null || writeBaseline !== null;
  const hash = areCompared || hasFingerprints(format) ? sha256 : () => "";
  return findingEntries(findings, { places, words, get: disk.get, hash });
}
