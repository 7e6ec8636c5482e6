import {
  analyze,
  checkWorkspace,
  compareSpans,
  type CompiledTemplate,
  findingEntries,
  type FindingEntry,
  type Found,
  hasFingerprints,
  type RootOptions,
  spanKey,
} from "../core/index.ts";
import type { Ground } from "./command-input.ts";
import { runTests } from "./test.ts";

/** The findings of all rules in all roots and access files, one per code and place, with the instances of all roots. */
export function checkRoots(ground: Ground): readonly FindingEntry[] {
  const { only, isChecklist } = ground.options;
  const found = foundIn(ground).filter(({ code }) => only?.has(code) !== false);
  return findingsAt(isChecklist ? placesIn(found) : found, ground);
}

/** Finds what all rules report of the roots. */
export function foundIn(ground: Ground): readonly Found[] {
  const { analyses, plans, compiled, files, deadline } = ground;
  let begun = 0;
  const tests = new Map(runTests(ground).judged.map(({ file, findings }) => [file.document, findings]));
  return checkWorkspace({
    ...{ analyses, plans, linked: analyses, compiled: compiled.map((twin) => comparedIn(twin, ground)) },
    onRoot: (root) => {
      deadline.step(root, begun++, analyses.length);
    },
    optionsAt: (id) => checkOptions(id, ground),
    testsOf: ({ document }) => tests.get(document) ?? [],
    reading: ground.outside().reading,
    accessFiles: files.all(analyses.map(({ root }) => root)),
    appliesElsewhere: (file) => !files.below.includes(file),
  });
}

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

/** A compiled template and its source, in each environment of that. */
function comparedIn(
  { file, source }: Ground["compiled"][number],
  { sources, plans, disk }: Ground,
): CompiledTemplate {
  const environments = plans.find(({ root }) => root === source)?.judged ?? [null];
  return {
    document: disk.get(file),
    inEach: environments.map((environment) => ({
      evaluated: sources.find(({ root, inputs }) => root === source && inputs === environment) ?? null,
      source: () => analyze({ root: source, environment, files: disk }),
      compiled: () => analyze({ root: file, environment, files: disk }),
    })),
  };
}

/** The options of a check of one root, with the access file that applies to it. */
function checkOptions(
  root: string | null,
  { files, today, options: { includesMuted } }: Pick<Ground, "files" | "today" | "options">,
): RootOptions {
  const accessFile = root === null ? null : files.of(root);
  return { today, honorOtherTools: true, includesMuted, ...(accessFile ? { accessFile } : {}) };
}

/** Findings as the JSON report has them, without fingerprints where nothing reads these. */
export function findingsAt(
  findings: readonly Found[],
  { disk, places, words, options }: Ground,
): readonly FindingEntry[] {
  const { format, baseline, writeBaseline } = options;
  const areCompared = baseline !== null || writeBaseline !== null;
  const hash = areCompared || hasFingerprints(format) ? sha256 : () => "";
  return findingEntries(findings, { places, words, get: disk.get, hash });
}

/** The SHA-256 of a text in hexadecimal digits. */
function sha256(text: string): string {
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest("hex");
}
