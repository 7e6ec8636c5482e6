// `npm start [-- folder] [--web] [--port 3000] [--print]`: what the tool says of the examples, then a VS Code in the browser
// with the packaged extension installed. `--print` stops after the first part.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { printExamples } from "./print-examples.ts";
import { startVSCodeServer } from "./vscode/server.ts";
import { startVSCodeWeb } from "./vscode/web.ts";

await main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      web: { type: "boolean", default: false },
      port: { type: "string", default: "3000" },
      print: { type: "boolean", default: false },
    },
  });
  printExamples();
  if (values.print) return;
  const folder = resolve(positionals[0] ?? defaultFolder());
  const extensions = [join(import.meta.dirname, "../dist/keyvault-network.vsix")];
  const port = Number(values.port);
  const vscode = values.web
    ? await startVSCodeWeb({ extensions, folder, port })
    : await startVSCodeServer({ extensions, port });
  console.log(`VS Code runs at ${vscode.url(folder)}\nPress Ctrl+C to stop it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void vscode.dispose().then(() => process.exit(0));
    });
  }
}

/** The examples, for who has just cloned the repository. */
function defaultFolder(): string {
  const examples = join(import.meta.dirname, "../examples");
  return existsSync(examples) ? examples : process.cwd();
}
