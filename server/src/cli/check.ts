import type {
  CheckOptions,
  FindingEntry,
  ReportedFinding,
  RootedFinding,
  RootFindings,
} from "../core/index.ts";
import {
  accessFileFindings,
  analyze,
  check,
  checkOutside,
  compiledTemplateFindings,
  declareNoVault,
  findingEntries,
  mergeRoots,
} from "../core/index.ts";
import type { Ground } from "./command-input.ts";
import { runTests } from "./test.ts";

/** The findings of all rules in all roots and access files, one per code and place, with the instances of all roots. */
export function checkRoots(ground: Ground): readonly FindingEntry[] {
  const { analyses, compiled, files } = ground;
  const day: CheckOptions = { today: new Date().toISOString().slice(0, 10) };
  const tests = runTests(ground);
  const accessFiles = [...new Set(analyses.flatMap(({ root }) => files.of(root) ?? []))];
  const optionsOf = (id: string | null): CheckOptions => {
    const accessFile = id === null ? null : files.of(id);
    return { ...day, honorOtherTools: true, ...(accessFile ? { accessFile } : {}) };
  };
  const outside = checkOutside(ground.outside().reading, analyses, optionsOf);
  const judged = analyses.map((analysis) => {
    const accessFile = files.of(analysis.root);
    const given = {
      ...day,
      honorOtherTools: true,
      changedOutside: outside.atVaults.get(analysis) ?? [],
      ...(accessFile ? { accessFile, accessTests: tests.findings } : {}),
    };
    return { analysis, findings: check(analysis, given) };
  });
  const twins = compiled.flatMap((twin) => comparedWithSource(twin, ground, day));
  const merged = mergeRoots([...judged, ...twins, ...outside.atCalls]);
  const inAccessFiles = accessFiles.flatMap((file) =>
    accessFileFindings(file, [...merged, ...outside.unlinked], tests.findings, day),
  );
  return findingsAt([...merged, ...outside.unlinked, ...inAccessFiles], ground);
}

/**
 * What a compiled template does otherwise than its source. Most declare no vault, as their words tell, and are not evaluated then; what was evaluated is not
 * kept where nothing was found.
 */
function comparedWithSource(
  { file, source }: Ground["compiled"][number],
  { sources, disk, files }: Ground,
  day: CheckOptions,
): readonly RootFindings[] {
  const evaluated = sources.find(({ root }) => root === source);
  const document = disk.get(file);
  if (evaluated && document && declareNoVault(document, evaluated)) return [];
  const accessFile = files.of(file);
  const given = { ...day, ...(accessFile ? { accessFile } : {}) };
  const analysis = analyze({ root: file, files: disk });
  const written = evaluated ?? analyze({ root: source, files: disk });
  const findings = compiledTemplateFindings(analysis, written, given);
  return findings.length > 0 ? [{ analysis, findings }] : [];
}

/** Findings as the JSON report has them. */
export function findingsAt(
  findings: readonly (RootedFinding | ReportedFinding)[],
  { disk, places, words }: Ground,
): readonly FindingEntry[] {
  return findingEntries(findings, { places, words, get: disk.get, hash });
}

function hash(text: string): string {
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest("hex");
}
