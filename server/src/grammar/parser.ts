import { Language, Parser } from "web-tree-sitter";

/** Makes a parser of the bytes of its runtime and of the grammar. Neither is looked for anywhere else. */
export async function parserOf(runtime: Uint8Array, grammar: Uint8Array): Promise<Parser> {
  // Without a way to locate files the runtime would look beside its own script, which a bundle does not have.
  await Parser.init({ wasmBinary: runtime, locateFile: (name: string) => name });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return parser;
}
