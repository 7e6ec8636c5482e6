import { bundledGrammar } from "./grammar/bundled.ts";
import { main } from "./cli/main.ts";
import { withGrammar } from "./cli/with-grammar.ts";

const streams = {
  out: (text: string) => process.stdout.write(text),
  error: (text: string) => process.stderr.write(text),
  color: process.stdout.isTTY && process.env["NO_COLOR"] === undefined,
};

void withGrammar(
  (written, grammar) => main(process.argv.slice(2), written, grammar),
  streams,
  bundledGrammar,
).then((status) => {
  process.exitCode = status;
});
