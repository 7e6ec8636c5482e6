import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { ServerProcess } from "./server-process.ts";
import type { Row } from "./table.ts";
import { ordinaryArm } from "./templates.ts";

const templates = 50;
const edits = 10_000;

/**
 * The memory of a server process: right after its start, with 50 open templates, and after 10,000 edits of one of them.
 * Memory in use is measured after garbage collection; allocated memory is more, because the collector waits while
 * memory is available.
 */
export async function benchMemory(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-memory-"));
  const text = ordinaryArm(20_000);
  const server = await ServerProcess.start([], undefined, collecting(folder));
  await server.open("untitled:/first.json", "{}", "json");
  await server.diagnostics("untitled:/first.json");
  const rows = [await row("no templates", server, folder)];
  for (let at = 0; at < templates; at++) {
    await server.open(`untitled:/main${at}.json`, text, "json");
    await server.diagnostics(`untitled:/main${at}.json`);
  }
  rows.push(await row(`${templates} templates of ${(text.length / 1000).toFixed(0)} kB`, server, folder));
  for (const done of [edits / 2, edits]) {
    await typeInto(server, text);
    rows.push(await row(`after ${done} edits`, server, folder));
  }
  server.stop();
  rmSync(folder, { recursive: true });
  return rows;
}

/** Options of Node.js for a process whose threads collect garbage on a signal, and write down what remains. */
function collecting(folder: string): readonly string[] {
  const hook = join(folder, "hook.cjs");
  writeFileSync(
    hook,
    `const { BroadcastChannel, isMainThread, threadId } = require("node:worker_threads");
    const channel = new BroadcastChannel("collect");
    channel.unref();
    const collect = () => {
      gc();
      const { heapUsed, external } = process.memoryUsage();
      require("node:fs").writeFileSync(${JSON.stringify(join(folder, "held"))} + threadId, String(heapUsed + external));
    };
    channel.onmessage = collect;
    if (isMainThread) process.on("SIGUSR2", () => {
      collect();
      channel.postMessage(null);
    });`,
  );
  return ["--expose-gc", "--require", hook];
}

async function row(what: string, server: ServerProcess, folder: string): Promise<Row> {
  const taken = server.megabytes();
  // The thread that keeps the connection, and the one that analyzes.
  const told = [0, 1].map((thread) => join(folder, `held${thread}`));
  for (const each of told) rmSync(each, { force: true });
  server.signal("SIGUSR2");
  while (!told.every((each) => existsSync(each) && readFileSync(each, "utf8") !== "")) await setTimeout(10);
  const held = told.reduce((sum, each) => sum + Number(readFileSync(each, "utf8")), 0) / 1024 / 1024;
  return { what, held: `${held.toFixed(1)} MB`, "taken of the machine": `${taken.toFixed(0)} MB` };
}

async function typeInto(server: ServerProcess, text: string): Promise<void> {
  const line = text.slice(0, text.indexOf("20.7.7.7")).split("\n").length - 1;
  for (let edit = 0; edit < edits / 2; edit++) {
    const replaced = edit % 2;
    await server.type("untitled:/main7.json", line, 0, replaced, replaced === 0 ? " " : "");
    await server.diagnostics("untitled:/main7.json");
  }
}
