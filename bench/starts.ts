import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { builtBundles, ServerProcess } from "./server-process.ts";
import type { Row } from "./table.ts";
import { ordinaryArm } from "./templates.ts";

const runs = 9;

/**
 * The cost of starting, compared with starting nothing: the language server until its first findings, and the command
 * line on one file.
 */
export async function benchStarts(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-starts-"));
  const empty = await emptyServer(folder);
  const file = join(folder, "main.json");
  const text = ordinaryArm(5_000);
  writeFileSync(file, text);
  const ours = await shortest(() => firstAnswer(text));
  const theirs = await shortest(() => firstAnswer(text, empty));
  const cli = await shortest(() => run(join(builtBundles(), "cli.js"), "check", file));
  const node = await shortest(() => run("-e", "0"));
  rmSync(folder, { recursive: true });
  return [
    compare(
      "language server, from its start to the first findings",
      "an empty language server",
      ours,
      theirs,
    ),
    compare("command line, `check` on one file of 5 kB", "`node -e 0`", cli, node),
  ];
}

function compare(what: string, beside: string, ours: number, theirs: number): Row {
  return {
    what,
    takes: `${ours.toFixed(0)} ms`,
    beside: `${beside}: ${theirs.toFixed(0)} ms`,
    ratio: `${(ours / theirs).toFixed(1)}×`,
  };
}

async function firstAnswer(text: string, script?: string): Promise<void> {
  const server = await ServerProcess.start([], script);
  await server.open("untitled:/main.json", text, "json");
  await server.diagnostics("untitled:/main.json");
  server.stop();
}

function run(...argv: readonly string[]): Promise<void> {
  const { error } = spawnSync(process.execPath, argv);
  return error ? Promise.reject(error) : Promise.resolve();
}

async function shortest(work: () => Promise<void>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let at = 0; at < runs; at++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** A server with the same library that finds nothing, bundled as ours is. */
async function emptyServer(folder: string): Promise<string> {
  const outfile = join(folder, "empty.cjs");
  await build({
    stdin: {
      contents: `import { createConnection } from "vscode-languageserver/node";
        const connection = createConnection();
        connection.onInitialize(() => ({ capabilities: { diagnosticProvider: {} } }));
        connection.onRequest("textDocument/diagnostic", () => ({ kind: "full", items: [] }));
        connection.listen();`,
      resolveDir: process.cwd(),
    },
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
  });
  return outfile;
}
