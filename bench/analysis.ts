import { parseTree } from "jsonc-parser";
import {
  type Analysis,
  analyze,
  type Document,
  editedDocument,
  type Environment,
  type Files,
  parseDocument,
  reportVaults,
} from "../server/src/core/index.ts";
import { check } from "../server/src/core/workspace/check.ts";
import { known } from "../server/src/core/evaluate/values/value.ts";
import { parseBicep } from "../server/src/core/syntax/bicep/parse.ts";
import { readHcl } from "../server/src/core/syntax/terraform/hcl/parse.ts";
import { leastProcessorTime } from "./measure.ts";
import type { Row } from "./table.ts";
import { ordinaryArm, ordinaryBicep, ordinaryTerraform } from "./templates.ts";
import { largeArm } from "./texts.ts";

const length = 250_000;
const seconds = 3;

/**
 * A full analysis with all findings and reports, compared with only parsing the same text, and with `JSON.parse` of ARM
 * JSON of the same size. The parsers are jsonc-parser, and our own readers of Bicep and Terraform.
 */
export function benchAnalysis(): readonly Row[] {
  const arm = ordinaryArm(length);
  const bicep = ordinaryBicep(length);
  const terraform = ordinaryTerraform(length);
  const rules = largeArm(20, 100);
  return [
    row("ARM JSON", "main.json", arm, () => parseTree(arm)),
    row("Bicep", "main.bicep", bicep, () => parseBicep(bicep)),
    row("Terraform", "main.tf", terraform, () => readHcl(terraform)),
    row("ARM JSON, nothing but 2,000 IP rules that all have findings", "main.json", rules, () =>
      parseTree(rules),
    ),
  ];
}

function row(what: string, id: string, text: string, parse: () => unknown): Row {
  const full = leastProcessorTime(seconds, () => {
    const analysis = analyzed({ id, text });
    check(analysis);
    reportVaults(analysis.worlds);
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

/**
 * What a full analysis, one after a keystroke, and one in ten environments after a keystroke, consist of, as multiples of parsing the whole text: reading alone, then with
 * binding, then with rules, then with reports. What a mark leaves for the steps before it shows whether it can be reached by making a later one faster.
 */
export function benchSteps(): readonly Row[] {
  const arm = ordinaryArm(length);
  const [bicep, small] = [ordinaryBicep(length), ordinaryBicep(50_000)];
  return [
    stepsOf("ARM JSON", { id: "main.json", text: arm }, () => parseTree(arm)),
    keystrokeOf("ARM JSON", { id: "main.json", text: arm }, () => parseTree(arm)),
    stepsOf("Bicep", { id: "main.bicep", text: bicep }, () => parseBicep(bicep)),
    keystrokeOf("Bicep", { id: "main.bicep", text: bicep }, () => parseBicep(bicep)),
    keystrokeOf("Bicep", { id: "main.bicep", text: small }, () => parseBicep(small), environmentsOf(10)),
  ];
}

function stepsOf(what: string, { id, text }: Document, parse: () => unknown): Row {
  return multiples(`${what}, ${(text.length / 1000).toFixed(0)} kB`, () => ({ id, text }), parse, [null]);
}

/** One character is typed and deleted in turn; each edit inherits what is known of the one before. */
function keystrokeOf(
  what: string,
  first: Document,
  parse: () => unknown,
  environments: readonly (Environment | null)[] = [null],
): Row {
  const at = first.text.indexOf("20.7.7.7") + 1;
  const typed = `${first.text.slice(0, at)}1${first.text.slice(at)}`;
  let document = first;
  parseDocument(document);
  const next = (): Document => {
    document = editedDocument(document, document.text === typed ? first.text : typed);
    return document;
  };
  const where = environments.length === 1 ? "" : ` in ${environments.length} environments`;
  const title = `${what}, ${(first.text.length / 1000).toFixed(0)} kB, a keystroke${where}`;
  return multiples(title, next, parse, environments);
}

/** Environments that differ in a value that every resource takes. */
function environmentsOf(count: number): readonly Environment[] {
  const span = { document: "main.bicep", start: 0, end: 0 };
  return Array.from({ length: count }, (_, at) => {
    const set = new Map([["location", known(`region${at}`, { span })]]);
    return { name: `e${at}`, parameters: [], set };
  });
}

function multiples(
  what: string,
  next: () => Document,
  parse: () => unknown,
  environments: readonly (Environment | null)[],
): Row {
  const bare = leastProcessorTime(seconds, parse);
  const inAll = (document: Document): readonly Analysis[] =>
    environments.map((environment) => analyzed(document, environment));
  const step = (work: (document: Document) => unknown): string => {
    const time = leastProcessorTime(seconds, () => work(next()));
    return `${time.toFixed(1)} ms, ${(time / bare).toFixed(1)}×`;
  };
  return {
    what,
    "bare parse": `${bare.toFixed(1)} ms`,
    reading: step((document) => parseDocument(document)),
    "and binding": step((document) => inAll(document)),
    "and rules": step((document) => inAll(document).map((each) => check(each))),
    "and reports": step((document) =>
      inAll(document).map((each) => [check(each), reportVaults(each.worlds)]),
    ),
  };
}

/** The files contain this document alone. */
function analyzed(document: Document, environment: Environment | null = null): Analysis {
  const { id } = document;
  const files: Files = {
    get: (asked) => (asked === id ? document : null),
    resolve: (_from, path) => path,
    list: () => [id],
  };
  return analyze({ root: id, files, environment });
}
