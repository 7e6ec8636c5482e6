import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { compiledCodeVariable } from "../../server/src/protocol/compiled-code.ts";
import { Editor } from "./support/editor.ts";
import { terraform } from "./support/languages.ts";
import { RawServer } from "./support/raw-server.ts";
import { openVault } from "./support/templates.ts";
import { startWorker } from "./support/worker.ts";
import { placeProduct } from "../support/product.ts";

/** A template that takes its vault from the one beside it. */
const caller = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "resources": [{
    "type": "Microsoft.Resources/deployments", "apiVersion": "2024-03-01", "name": "m",
    "properties": { "mode": "Incremental", "templateLink": { "relativePath": "vault.json" } }
  }]
}`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyvault-network-"));
  // Built apart from `dist/`, which may be in use.
  placeProduct(join(folder, "dist"));
  await writeFile(join(folder, "vault.json"), openVault);
});
afterAll(() => rm(folder, { recursive: true }));

async function publicVaults(editor: Editor, main: string): Promise<void> {
  await editor.open(main, caller);
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  expect(vaults).toMatchObject([{ module: "m", symbol: "kv", exposure: "public" }]);
  await editor.open("untitled:Untitled-1", openVault);
  expect(await editor.problems("untitled:Untitled-1")).toEqual(['KV101 "Allow"']);
  // The grammar is in the bundle.
  await editor.open("untitled:Untitled-2", terraform.open, "terraform");
  expect(await editor.problems("untitled:Untitled-2")).toEqual(['KV101 "Allow"']);
}

/** A built server whose threads run a script first, and an editor that is connected to it. */
async function startWith(
  script: string,
  env = process.env,
): Promise<{ readonly other: ChildProcessWithoutNullStreams; readonly connected: Editor }> {
  const hook = join(await mkdtemp(join(folder, "hook-")), "hook.cjs");
  await writeFile(hook, script);
  const argv = ["--require", hook, join(folder, "dist/server.js"), "--stdio"];
  const other = spawn(process.execPath, argv, { env });
  const streams = [new StreamMessageReader(other.stdout), new StreamMessageWriter(other.stdin)] as const;
  return { other, connected: await Editor.connect(createMessageConnection(...streams), {}) };
}

describe("the built server", () => {
  let server: ChildProcessWithoutNullStreams;
  let editor: Editor;
  beforeAll(async () => {
    server = spawn(process.execPath, [join(folder, "dist/server.js"), "--stdio"]);
    const streams = [new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin)] as const;
    editor = await Editor.connect(createMessageConnection(...streams), { encodings: ["utf-8", "utf-16"] });
  });
  afterAll(() => server.kill());

  it("serves any editor over standard input and output, with modules from the disk", async () => {
    await publicVaults(editor, pathToFileURL(join(folder, "main.json")).href);
  });

  it("lets its thread keep more young objects than usual, so that analyses are collected before they are copied", async () => {
    const told = join(folder, "limits.json");
    const { other } = await startWith(
      `const { isMainThread, resourceLimits } = require("node:worker_threads");
      if (!isMainThread) require("node:fs").writeFileSync(${JSON.stringify(told)}, JSON.stringify(resourceLimits));`,
    );
    expect(JSON.parse(await readFile(told, "utf8"))).toMatchObject({ maxYoungGenerationSizeMb: 192 });
    other.kill();
  });

  it("lets its thread allocate nothing among old objects, before it reads a template", async () => {
    const told = join(folder, "flags.txt");
    const { other } = await startWith(
      `const v8 = require("node:v8");
      const { isMainThread } = require("node:worker_threads");
      const set = v8.setFlagsFromString;
      v8.setFlagsFromString = (flag) => {
        require("node:fs").appendFileSync(${JSON.stringify(told)}, (isMainThread ? "main " : "") + flag + "\\n");
        set(flag);
      };`,
    );
    expect(await readFile(told, "utf8")).toBe("--no-allocation-site-pretenuring\n");
    other.kill();
  });

  it("loads nothing for its first findings that Node has only for others", async () => {
    const told = join(folder, "modules.txt");
    // Node 24 loads all of HTTP to make events of messages, for listeners as browsers have them.
    const { other, connected } = await startWith(
      `const { parentPort } = require("node:worker_threads");
      const fail = () => { throw new Error("An event is needed."); };
      if (parentPort !== null) {
        const post = parentPort.postMessage;
        Object.defineProperty(parentPort, "onmessage", { set: fail });
        parentPort.postMessage = (message) => {
          const { renameSync, writeFileSync } = require("node:fs");
          writeFileSync(${JSON.stringify(`${told}.part`)}, process.moduleLoadList.join("\\n"));
          renameSync(${JSON.stringify(`${told}.part`)}, ${JSON.stringify(told)});
          post.call(parentPort, message);
        };
      }`,
    );
    await connected.open("untitled:Untitled-1", openVault);
    expect(await connected.problems("untitled:Untitled-1")).toEqual(['KV101 "Allow"']);
    const loaded = (await readFile(told, "utf8")).split("\n");
    expect(loaded).toContain("NativeModule worker_threads");
    expect(loaded.filter((name) => /^NativeModule (?:crypto|http|net|perf_hooks)$/.test(name))).toEqual([]);
    other.kill();
  });

  it("starts with what both of its threads compiled before", async () => {
    const kept = join(folder, "kept");
    // What the server does some seconds after its start is done in a tenth of the time.
    const told = join(folder, "kept.txt");
    const soon = `const later = setTimeout;
      globalThis.setTimeout = (work, delay, ...given) => later((...all) => {
        work(...all);
        if (delay >= 9_000) require("node:fs").appendFileSync(${JSON.stringify(told)}, "kept\\n");
      }, delay / 10, ...given);
      setImmediate(() => { globalThis.setTimeout = later; });`;
    const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: "", [compiledCodeVariable]: kept };
    const start = async (): Promise<ReadonlyMap<string, number>> => {
      const { other, connected } = await startWith(soon, env);
      await connected.open("untitled:Untitled-1", openVault);
      expect(await connected.problems("untitled:Untitled-1")).toEqual(['KV101 "Allow"']);
      await expect.poll(() => (existsSync(told) ? readFileSync(told, "utf8") : "")).toBe("kept\nkept\n");
      rmSync(told);
      other.kill();
      const names = await readdir(kept);
      return new Map(names.map((name) => [name, statSync(join(kept, name)).mtimeMs]));
    };
    const first = await start();
    expect([...first.keys()].map((name) => name.replace(/^.*-server-/, ""))).toEqual(
      expect.arrayContaining(["connection.js", "thread.js"]),
    );
    expect(await start()).toEqual(first);
  });

  it("exits on request", async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    await editor.request("shutdown", undefined);
    await editor.connection.sendNotification("exit");
    expect(await ended).toBe(0);
  });
});

/** A process of Node starts in its own time on a busy machine. */
const soon = { timeout: 30_000 };

describe("the built server and a client's bytes", () => {
  const servers: RawServer[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.stop();
  });

  const start = (): RawServer => {
    const server = new RawServer(join(folder, "dist/server.js"));
    servers.push(server);
    return server;
  };
  const initialize = (processId: number | null = null) => ({ processId, rootUri: null, capabilities: {} });

  it("are a life from the first request to the last", async () => {
    const server = start();
    server.request(1, serverRequests.vaults);
    server.request(2, "initialize", {});
    server.request(3, "initialize", initialize());
    server.notify("initialized");
    server.request(4, "initialize", initialize());
    server.request(5, serverRequests.vaults);
    server.request(6, "no/such/request");
    server.request(7, serverRequests.selectEnvironment, { name: 7 });
    server.request(8, "shutdown");
    server.request(9, serverRequests.vaults);
    await expect
      .poll(() => [...server.answers()].sort(([a], [b]) => Number(a) - Number(b)), soon)
      .toEqual([
        [1, -32002],
        [2, -32602],
        [3, null],
        [4, -32600],
        [5, null],
        [6, -32601],
        [7, -32602],
        [8, null],
        [9, -32600],
      ]);
    server.notify("exit");
    expect(await server.ended()).toEqual({ code: 0, error: "" });
  });

  it.each([
    ["is not JSON", "{", -32700],
    ["is empty", "", -32700],
    ["is a list", "[]", -32600],
    ["is null", "null", -32600],
  ])("are answered where a message %s, and the next message as ever", async (_what, content, code) => {
    const server = start();
    server.send(content);
    server.request(1, "initialize", initialize());
    await expect
      .poll(() => server.answers(), soon)
      .toEqual([
        [null, code],
        [1, null],
      ]);
  });

  it("may come in any pieces, with other headers beside the length", async () => {
    const server = start();
    const content = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: initialize() });
    const type = "Content-Type: application/vscode-jsonrpc; charset=utf-8";
    const message = `${type}\r\ncontent-length: ${content.length}\r\n\r\n${content}`;
    for (const byte of message) server.write(byte);
    server.request(2, "shutdown");
    await expect
      .poll(() => server.answers(), soon)
      .toEqual([
        [1, null],
        [2, null],
      ]);
  });

  it.each([
    ["have no Content-Length", "Content-Type: x\r\n\r\n{}", "a Content-Length"],
    ["have one that is not a number", "Content-Length: ten\r\n\r\n{}", "must be a number"],
    ["are another protocol", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "Message header"],
  ])("end it with one line where they %s", async (_what, bytes, why) => {
    const server = start();
    server.write(bytes);
    const { code, error } = await server.ended();
    expect(code).toBe(1);
    expect(error).toMatch(new RegExp(`^keyvault-network: [^\\n]*${why}[^\\n]*\\n$`));
  });

  it.each([
    ["exit without shutdown", 'Content-Length: 33\r\n\r\n{"jsonrpc":"2.0","method":"exit"}', false],
    ["the end of the input", "", true],
    ["the end of the input amid a message", "Content-Length: 9\r\n\r\n{", true],
  ])("end it with 1 by %s", async (_what, bytes, isLast) => {
    const server = start();
    server.request(1, "initialize", initialize());
    server.write(bytes);
    if (isLast) server.closeInput();
    expect(await server.ended()).toEqual({ code: 1, error: "" });
  });

  it("end it with 0 by the end of the input after shutdown", async () => {
    const server = start();
    server.request(1, "initialize", initialize());
    server.request(2, "shutdown");
    await expect.poll(() => server.answers(), soon).toHaveLength(2);
    server.closeInput();
    expect(await server.ended()).toEqual({ code: 0, error: "" });
  });

  it("end it when the process of the client dies, though its input stays open", async () => {
    const parent = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"]);
    const server = start();
    server.request(1, "initialize", initialize(parent.pid));
    await expect.poll(() => server.answers(), soon).toEqual([[1, null]]);
    parent.kill("SIGKILL");
    expect(await server.ended()).toEqual({ code: 1, error: "" });
  });
});

describe("the built worker", () => {
  it("serves an editor without anything of Node, with modules from the client", async () => {
    const editor = await Editor.connect(startWorker(join(folder, "dist/thread.js")), {
      initializationOptions: { readFile: true },
      answers: { "keyvault-network/readFile": () => ({ text: openVault }) },
    });
    await publicVaults(editor, "vscode-vfs://github/owner/repository/main.json");
  });
});
