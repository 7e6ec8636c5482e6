import { Language, Parser } from "web-tree-sitter";
import type { HclGrammar } from "../core/index.ts";
import { TookTooLong } from "../core/index.ts";

/** How long a host waits. */
export interface Patience {
  readonly isOver: () => boolean;
  readonly seconds: number;
}

/** Makes a parser of the bytes of its runtime and of the grammar. Neither is looked for anywhere else. */
export async function loadHclGrammar(
  runtime: Uint8Array,
  grammar: Uint8Array,
  patience?: Patience,
): Promise<HclGrammar> {
  // Without a way to locate files the runtime would look beside its own script, which a bundle does not have.
  await Parser.init({ wasmBinary: runtime, locateFile: (name: string) => name });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return patience ? stoppable(parser, patience) : parser;
}

/** The parser must stop on its own: if it is stopped from outside, its memory cannot be reused. */
function stoppable(parser: Parser, { isOver, seconds }: Patience): HclGrammar {
  return {
    parse: (text, before, options) => {
      const tree = parser.parse(text, before, { ...options, progressCallback: isOver });
      if (tree) return tree;
      parser.reset();
      throw new TookTooLong(seconds);
    },
  };
}
