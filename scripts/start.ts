// `npm start [-- folder] [--web] [--port 3000] [--print]`: prints what the tool finds in the examples, then starts VS
// Code in the browser
// with the packaged extension installed. `--print` stops after the first part.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { published } from "../site/pages/addresses.ts";
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
  const url = vscode.url(folder);
  console.log(`VS Code runs at ${url}\nPress Ctrl+C to stop it.`);
  console.log(`Guides, rules and a playground: ${published.href}`);
  if (process.stdout.isTTY && process.env["CI"] === undefined) openInBrowser(url);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void vscode.dispose().then(() => process.exit(0));
    });
  }
}

/** Opens an address in the user's browser. If there is none, the printed address is enough. */
function openInBrowser(url: string): void {
  const { platform } = process;
  const opener = platform === "darwin" ? "open" : platform === "win32" ? "explorer.exe" : "xdg-open";
  spawn(opener, [url], { stdio: "ignore", detached: true })
    .on("error", () => {
      console.log("No browser was found here: open the address in one.");
    })
    .unref();
}

/** The examples, for a freshly cloned repository. */
function defaultFolder(): string {
  const examples = join(import.meta.dirname, "../examples");
  return existsSync(examples) ? examples : process.cwd();
}
