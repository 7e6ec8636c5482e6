import type { Parser } from "web-tree-sitter";
import { type HclGrammar, TookTooLong } from "../core/index.ts";

/** How long a host waits. */
export interface Patience {
  readonly isOver: () => boolean;
  readonly seconds: number;
}

/** The parser for a host that does not wait forever. It must stop on its own: if it is stopped from outside, its memory cannot be reused. */
export function patient(parser: Parser, patience?: Patience): HclGrammar {
  if (!patience) return parser;
  const { isOver, seconds } = patience;
  return {
    parse: (text, before, options) => {
      const tree = parser.parse(text, before, { ...options, progressCallback: isOver });
      if (tree) return tree;
      parser.reset();
      throw new TookTooLong(seconds);
    },
  };
}
