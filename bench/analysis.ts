import { parseTree } from "jsonc-parser";
import type { Document, Files } from "../server/src/core/index.ts";
import { analyze, check, reportVaults } from "../server/src/core/index.ts";
import { parseBicep } from "../server/src/core/syntax/bicep/parse.ts";
import { testGrammar } from "../test/support/hcl-grammar.ts";
import { leastProcessorTime } from "./measure.ts";
import type { Row } from "./table.ts";
import { ordinaryArm, ordinaryBicep, ordinaryTerraform } from "./templates.ts";
import { largeArm } from "./texts.ts";

const length = 250_000;
const seconds = 3;

/**
 * A full analysis with all findings and reports, compared with only parsing the same text, and with `JSON.parse` of ARM
 * JSON of the same size. The parsers are jsonc-parser, our own Bicep reader, and tree-sitter.
 */
export function benchAnalysis(): readonly Row[] {
  const arm = ordinaryArm(length);
  const bicep = ordinaryBicep(length);
  const terraform = ordinaryTerraform(length);
  const rules = largeArm(20, 100);
  return [
    row("ARM JSON", "main.json", arm, () => parseTree(arm)),
    row("Bicep", "main.bicep", bicep, () => parseBicep(bicep)),
    row("Terraform", "main.tf", terraform, () => testGrammar.parse(terraform)?.delete()),
    row("ARM JSON, nothing but 2,000 IP rules that all have findings", "main.json", rules, () =>
      parseTree(rules),
    ),
  ];
}

function row(what: string, id: string, text: string, parse: () => unknown): Row {
  const full = leastProcessorTime(seconds, () => {
    analyzeAfresh(id, text);
  });
  const bare = leastProcessorTime(seconds, parse);
  const json = ordinaryArm(text.length);
  const plain = leastProcessorTime(seconds, () => JSON.parse(json) as unknown);
  return {
    what: `${what}, ${(text.length / 1000).toFixed(0)} kB`,
    "full analysis": `${full.toFixed(1)} ms`,
    "bare parse": `${bare.toFixed(1)} ms`,
    ratio: `${(full / bare).toFixed(1)}×`,
    "JSON.parse": `${plain.toFixed(1)} ms`,
  };
}

/** A new document each time, so that nothing is memoized. */
function analyzeAfresh(id: string, text: string): void {
  const document: Document = { id, text };
  const files: Files = {
    get: (asked) => (asked === id ? document : null),
    resolve: (_from, path) => path,
    list: () => [id],
    grammar: () => testGrammar,
  };
  const analysis = analyze({ root: id, files });
  check(analysis);
  reportVaults(analysis.worlds);
}
