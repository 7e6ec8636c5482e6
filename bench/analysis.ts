import { parseTree } from "jsonc-parser";
import type { Document, Files } from "../server/src/core/index.ts";
import { analyze, check, reportVaults } from "../server/src/core/index.ts";
import { parseBicep } from "../server/src/core/syntax/bicep/parse.ts";
import { bestOf } from "./measure.ts";
import type { Row } from "./table.ts";
import { largeArm, largeBicep } from "./texts.ts";

/** A full analysis with all findings and reports, beside the bare parse of the same text and beside `JSON.parse`. */
export function benchAnalysis(): readonly Row[] {
  const arm = largeArm(20, 100);
  const bicep = largeBicep(200_000);
  return [
    row(
      "ARM JSON",
      "main.json",
      arm,
      () => parseTree(arm),
      () => JSON.parse(arm),
    ),
    row("Bicep", "main.bicep", bicep, () => parseBicep(bicep), null),
  ];
}

function row(
  what: string,
  id: string,
  text: string,
  parse: () => unknown,
  json: (() => unknown) | null,
): Row {
  const full = bestOf(5, () => {
    analyzeAfresh(id, text);
  });
  const bare = bestOf(5, parse);
  const plain = json ? bestOf(5, json) : null;
  return {
    what: `${what}, ${(text.length / 1000).toFixed(0)} kB`,
    "full analysis": `${full.toFixed(1)} ms`,
    "bare parse": `${bare.toFixed(1)} ms`,
    ratio: `${(full / bare).toFixed(1)}×`,
    "JSON.parse": plain === null ? "–" : `${plain.toFixed(1)} ms`,
  };
}

/** A new document each time, so that nothing is remembered. */
function analyzeAfresh(id: string, text: string): void {
  const document: Document = { id, text };
  const files: Files = {
    get: (asked) => (asked === id ? document : null),
    resolve: (_from, path) => path,
    list: () => [],
    grammar: () => undefined,
  };
  const analysis = analyze({ root: id, files });
  check(analysis, files);
  reportVaults(analysis.worlds);
}
