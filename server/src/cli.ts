import { main } from "./cli/main.ts";

process.exitCode = main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  color: process.stdout.isTTY && process.env["NO_COLOR"] === undefined,
});
