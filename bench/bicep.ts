import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";
import { parseBicep } from "../server/src/core/syntax/bicep/parse.ts";
import { damaged, largeBicep, withoutAccess } from "./texts.ts";
import type { Row } from "./table.ts";
import { leastProcessorTime, megabytesPerSecond } from "./measure.ts";

const sizes = [50_000, 500_000, 5_000_000];

/** Milliseconds of processor time after which the other parser is stopped: at 5 MB it would run for many minutes. */
const patience = 10_000;

/**
 * Our Bicep reader, on valid text and on text with every 200th line damaged, compared with tree-sitter-bicep 1.1.0 on
 * the valid text. The time of that parser grows with the square of the text's length if there are expressions of the
 * form `name.property`, as in all real templates; the last row avoids them.
 */
export async function benchBicep(): Promise<readonly Row[]> {
  const other = await treeSitterBicep();
  warmUp(other);
  return [
    ...sizes.map((size) => compare("Bicep", largeBicep(size), other)),
    compare("Bicep without `name.property`", withoutAccess(largeBicep(5_000_000)), other),
  ];
}

function compare(what: string, valid: string, other: Parser): Row {
  const broken = damaged(valid, 200);
  const ours = leastProcessorTime(2, () => parseBicep(valid));
  const oursBroken = leastProcessorTime(2, () => parseBicep(broken));
  const { time: theirs, isDone } = timeOther(valid, other);
  const ratio = `${(theirs / ours).toFixed(0)}×`;
  const speed = megabytesPerSecond(valid.length, theirs);
  return {
    what: `${what}, ${(valid.length / 1000).toLocaleString("en-US", { maximumFractionDigits: 0 })} kB`,
    "ours, valid": megabytesPerSecond(valid.length, ours),
    "ours, every 200th line damaged": megabytesPerSecond(broken.length, oursBroken),
    "tree-sitter-bicep, valid": isDone ? speed : `below ${speed} (stopped after ${patience / 1000} s)`,
    ratio: isDone ? ratio : `above ${ratio}`,
  };
}

/** Of a single run if that takes long. */
function timeOther(text: string, other: Parser): { readonly time: number; readonly isDone: boolean } {
  let isDone = true;
  const parse = (): void => {
    const end = process.cpuUsage().user + patience * 1000;
    const tree = other.parse(text, null, { progressCallback: () => process.cpuUsage().user > end });
    isDone = tree !== null;
    tree?.delete();
    // Otherwise it would continue where it was stopped.
    other.reset();
  };
  return { time: leastProcessorTime(2, parse), isDone };
}

/** Both compile their code during warm-up: the measurement starts after that. */
function warmUp(other: Parser): void {
  const text = withoutAccess(largeBicep(50_000));
  for (let run = 0; run < 30; run++) {
    parseBicep(text);
    other.parse(text)?.delete();
  }
}

async function treeSitterBicep(): Promise<Parser> {
  const locate = createRequire(import.meta.url).resolve;
  await Parser.init({ wasmBinary: readFileSync(locate("web-tree-sitter/web-tree-sitter.wasm")) });
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(locate("tree-sitter-bicep/tree-sitter-bicep.wasm"))));
  return parser;
}
