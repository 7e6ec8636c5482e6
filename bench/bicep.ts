import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";
import { parseBicep } from "../server/src/core/syntax/bicep/parse.ts";
import { damaged, largeBicep } from "./texts.ts";
import type { Row } from "./table.ts";
import { bestOf, megabytesPerSecond } from "./measure.ts";

const sizes = [50_000, 500_000, 5_000_000];

/**
 * Our Bicep reader, on valid text and on text with every 200th line damaged, beside tree-sitter-bicep 1.1.0 on the valid text.
 * That parser's time grows faster than the text, so at the largest size it is measured once.
 */
export async function benchBicep(): Promise<readonly Row[]> {
  const other = await treeSitterBicep();
  return sizes.map((size) => {
    const valid = largeBicep(size);
    const broken = damaged(valid, 200);
    const ours = bestOf(5, () => parseBicep(valid));
    const oursBroken = bestOf(5, () => parseBicep(broken));
    const theirs = bestOf(size > 1_000_000 ? 1 : 3, () => other.parse(valid)?.delete());
    return {
      what: `Bicep, ${(valid.length / 1000).toLocaleString("en-US", { maximumFractionDigits: 0 })} kB`,
      "ours, valid": megabytesPerSecond(valid.length, ours),
      "ours, every 200th line damaged": megabytesPerSecond(broken.length, oursBroken),
      "tree-sitter-bicep, valid": megabytesPerSecond(valid.length, theirs),
      ratio: `${(theirs / ours).toFixed(0)}×`,
    };
  });
}

async function treeSitterBicep(): Promise<Parser> {
  const locate = createRequire(import.meta.url).resolve;
  await Parser.init({ wasmBinary: readFileSync(locate("web-tree-sitter/web-tree-sitter.wasm")) });
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(locate("tree-sitter-bicep/tree-sitter-bicep.wasm"))));
  return parser;
}
