import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { build } from "esbuild";
import { builtBundles, ServerProcess } from "./server-process.ts";
import type { Row } from "./table.ts";
import { ordinaryArm } from "./templates.ts";

const runs = 9;

/**
 * The cost of starting, compared with starting nothing: the language server until its first findings, and the command line on one file. Beside
 * them is what they cannot do without: a second thread, and compiling their code.
 */
export async function benchStarts(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-starts-"));
  // Node reads these certificates at each start, which would make an empty program look slow.
  delete process.env["NODE_EXTRA_CA_CERTS"];
  // Compiled code is kept from the second start on: here, and not in the home of the user.
  process.env["KEYVAULT_NETWORK_COMPILED"] = join(folder, "compiled");
  const text = ordinaryArm(5_000);
  // A check also lists the folder above that of a template, which may hold anything where it is that of temporary files.
  const file = join(folder, "infra", "main.json");
  mkdirSync(join(folder, "infra"));
  writeFileSync(file, text);
  const empty = await emptyServer(folder);
  const withThread = join(folder, "with-thread.cjs");
  writeFileSync(withThread, `${onlyInMain} require("./empty.cjs"); }`);
  const compiled = join(folder, "compiled-only.cjs");
  writeFileSync(compiled, `() => {${readFileSync(join(builtBundles(), "command-line.js"), "utf8")}}`);
  const usage = usageIn(folder);
  await firstAnswer(text, usage, undefined, secondsToKeep);
  const [server, thread, nothing] = await least([
    () => firstAnswer(text, usage),
    () => firstAnswer(text, usage, withThread),
    () => firstAnswer(text, usage, empty),
  ]);
  const [check, version, compiling, node] = await least([
    () => run(usage, join(builtBundles(), "cli.js"), "check", file),
    () => run(usage, join(builtBundles(), "cli.js"), "--version"),
    () => run(usage, compiled),
    () => run(usage, "-e", "0"),
  ]);
  rmSync(folder, { recursive: true });
  return [
    compare(
      "language server, from its start to the first findings",
      "an empty language server",
      server,
      nothing,
    ),
    compare("an empty language server beside an empty thread", "an empty language server", thread, nothing),
    compare("command line, `check` on one file of 5 kB", "`node -e 0`", check, node),
    compare("command line, `--version`", "`node -e 0`", version, node),
    compare("a script of the same code that runs nothing of it", "`node -e 0`", compiling, node),
  ];
}

/** In milliseconds: of all threads of a process, and on the clock. */
interface Cost {
  readonly processor: number;
  readonly clock: number;
}

function compare(what: string, beside: string, ours: Cost = never, theirs: Cost = never): Row {
  const times = ({ processor, clock }: Cost): string => `${processor.toFixed(0)} / ${clock.toFixed(0)} ms`;
  const ratio = (of: keyof Cost): string => `${(ours[of] / theirs[of]).toFixed(1)}×`;
  return {
    what,
    "processor time / clock": times(ours),
    beside: `${beside}: ${times(theirs)}`,
    ratio: `${ratio("processor")} / ${ratio("clock")}`,
  };
}

const never: Cost = { processor: Number.POSITIVE_INFINITY, clock: Number.POSITIVE_INFINITY };

/** The least cost of each of several works, which take turns. */
async function least(works: readonly (() => Promise<Cost>)[]): Promise<readonly Cost[]> {
  let costs: readonly Cost[] = works.map(() => never);
  for (let at = 0; at < runs; at++) {
    const measured: Cost[] = [];
    for (const work of works) measured.push(await work());
    costs = costs.map((cost, index) => smaller(cost, measured[index] ?? never));
  }
  return costs;
}

function smaller(one: Cost, other: Cost): Cost {
  return {
    processor: Math.min(one.processor, other.processor),
    clock: Math.min(one.clock, other.clock),
  };
}

/** How a process tells the time that all of its threads took. */
interface Usage {
  readonly options: readonly string[];
  readonly read: () => number;
}

function usageIn(folder: string): Usage {
  const [hook, told] = [join(folder, "usage.cjs"), join(folder, "usage.json")];
  writeFileSync(
    hook,
    `process.on("exit", () => {
      const { user, system } = process.cpuUsage();
      require("node:fs").writeFileSync(${JSON.stringify(told)}, String((user + system) / 1000));
    });`,
  );
  return { options: ["--require", hook], read: () => Number(readFileSync(told, "utf8")) };
}

/** After that, a server has kept what it compiled. */
const secondsToKeep = 12;

async function firstAnswer(
  text: string,
  { options, read }: Usage,
  script?: string,
  seconds = 0,
): Promise<Cost> {
  const start = performance.now();
  const server = await ServerProcess.start([], script, options);
  await server.open("untitled:/main.json", text, "json");
  await server.diagnostics("untitled:/main.json");
  const clock = performance.now() - start;
  await setTimeout(seconds * 1000);
  await server.end();
  return { processor: read(), clock };
}

function run({ options, read }: Usage, ...argv: readonly string[]): Promise<Cost> {
  const start = performance.now();
  const { error } = spawnSync(process.execPath, [...options, ...argv]);
  const clock = performance.now() - start;
  return error ? Promise.reject(error) : Promise.resolve({ processor: read(), clock });
}

const onlyInMain = `const { isMainThread, Worker } = require("node:worker_threads");
if (isMainThread) { new Worker(__filename);`;

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
