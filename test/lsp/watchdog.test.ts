import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { builtinModules } from "node:module";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  CancellationTokenSource,
  createMessageConnection,
  generateRandomPipeName,
  LSPErrorCodes,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import {
  cancellation,
  type EndedParams,
  type LeftOut,
  type Message,
  watching,
  Watchdog,
} from "../../server/src/protocol/watchdog/watchdog.ts";
import { serverNotifications } from "../../server/src/protocol.ts";
import { Editor } from "./support/editor.ts";
import { openVault } from "./support/templates.ts";

vi.setConfig({ testTimeout: 120_000 });

/** Its evaluation takes minutes, and asks now and then whether it is to go on. */
const slowVault = `var slow = filter(range(0, 9000), i => length(filter(range(0, 9000), j => j == i)) > 1)
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv\${length(slow)}'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    networkAcls: { defaultAction: 'Allow', bypass: 'None' }
  }
}
`;
const hanging = openVault.replace('"kv"', '"hang"');
const [good, bad] = ["file:///w/good.json", "file:///w/bad.json"];

describe("the server in a process of its own, of which the thread that judges never ends", () => {
  let folder: string;
  let script: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "keyvault-network-"));
    script = join(folder, "server.cjs");
    await build({
      entryPoints: ["test/lsp/support/hanging-server.ts"],
      outfile: script,
      bundle: true,
      platform: "browser",
      target: "es2022",
      format: "cjs",
      mainFields: ["module", "main"],
      conditions: ["node", "browser"],
      external: builtinModules.flatMap((name) => [name, `node:${name}`]),
      loader: { ".wasm": "binary" },
      define: { "import.meta.url": "ownUrl" },
      banner: { js: 'const ownUrl=require("node:url").pathToFileURL(__filename).href;' },
      logLevel: "error",
    });
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function start(leftOut: readonly LeftOut[] = []): Promise<{
    readonly editor: Editor;
    readonly exited: Promise<unknown>;
    /** What the server says when it ends, with the documents that it reads again. */
    readonly ended: Promise<EndedParams>;
    readonly readAgain: readonly string[];
    readonly stderr: () => string;
    /** Resolves when the server says next that it evaluates something large. */
    readonly isBusy: () => Promise<unknown>;
  }> {
    const server = spawn(process.execPath, [script, "--stdio"]);
    let stderr = "";
    server.stderr.on("data", (data) => (stderr += String(data)));
    const streams = [new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin)] as const;
    const connection = createMessageConnection(...streams);
    const ended = new Promise<EndedParams>((resolve) => {
      connection.onNotification(serverNotifications.ended, resolve);
    });
    const readAgain: string[] = [];
    connection.onNotification(serverNotifications.readAgain, ({ uri }: Pick<LeftOut, "uri">) => {
      readAgain.push(uri);
    });
    const editor = await Editor.connect(connection, { initializationOptions: { commands: true, leftOut } });
    const exited = once(server, "exit").then(([code]) => code as unknown);
    const isBusy = () => once(server.stderr, "data");
    return { editor, exited, ended, readAgain, stderr: () => stderr, isBusy };
  }

  async function shutDown(editor: Editor): Promise<void> {
    await editor.request("shutdown", undefined);
    await editor.connection.sendNotification("exit");
  }

  it("is ended, and the next one leaves the document out until it changes, but answers about all others", async () => {
    const first = await start();
    await first.editor.open(good, openVault);
    expect(await first.editor.problems(good)).toEqual(['KV101 "Allow"']);
    await first.editor.open(bad, hanging);
    first.editor.report(bad).catch(() => undefined);
    const leftOut = await first.ended;
    expect(leftOut).toEqual({ uri: bad, why: { kind: "silent", seconds: 2 } });
    expect(await first.exited).toBe(1);
    expect(first.stderr()).toContain(
      `keyvault-network: the server did not respond while it worked on ${bad}, so it ends\n`,
    );

    const { editor, exited, readAgain } = await start([{ ...leftOut, uri: bad }]);
    await editor.open(bad, hanging);
    const why = "The analysis took longer than 2 seconds, so this file is ignored until it changes.";
    expect((await editor.diagnostics(bad)).map(({ message }) => message)).toEqual([why]);
    await editor.open(good, openVault);
    expect(await editor.problems(good)).toEqual(['KV101 "Allow"']);
    await editor.type(good, '"kv"', '"kv3"');
    expect((await editor.diagnostics(bad)).map(({ message }) => message)).toEqual([why]);
    expect(readAgain).toEqual([]);
    await editor.type(bad, '"hang"', '"kv2"');
    expect(await editor.problems(bad)).toEqual(['KV101 "Allow"']);
    expect(readAgain).toEqual([bad]);
    await shutDown(editor);
    expect(await exited).toBe(0);
  });

  it("immediately drops work that is no longer awaited: a request that is cancelled, problems that a keystroke supersedes", async () => {
    const { editor, exited, isBusy } = await start();
    const slow = "file:///w/slow.bicep";
    await editor.open(slow, slowVault, "bicep");
    const cancelled = new CancellationTokenSource();
    const asked = editor.connection.sendRequest(
      "textDocument/diagnostic",
      { textDocument: { uri: slow } },
      cancelled.token,
    );
    const refused = expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    await isBusy();
    cancelled.cancel();
    await refused;
    // The server now computes what it sends without a request.
    await isBusy();
    await editor.type(slow, "9000", "2");
    expect(await editor.problems(slow)).toEqual(["KV101 'Allow'"]);
    await shutDown(editor);
    expect(await exited).toBe(0);
  });

  it.each(["--socket", "--pipe"])("is ended behind %s as well", async (option) => {
    const listener = createServer();
    const pipe = generateRandomPipeName();
    listener.listen(option === "--pipe" ? pipe : 0);
    await once(listener, "listening");
    const address = listener.address();
    const at = typeof address === "object" ? address?.port : address;
    const connected = once(listener, "connection");
    const server = spawn(process.execPath, [script, `${option}=${at}`], { stdio: "ignore" });
    const exited = once(server, "exit");
    const [socket] = (await connected) as [Socket];
    const connection = createMessageConnection(
      new StreamMessageReader(socket),
      new StreamMessageWriter(socket),
    );
    const ended = new Promise<EndedParams>((resolve) => {
      connection.onNotification(serverNotifications.ended, resolve);
    });
    const editor = await Editor.connect(connection);
    await editor.open(bad, hanging);
    editor.report(bad).catch(() => undefined);
    expect(await ended).toEqual({ uri: bad, why: { kind: "silent", seconds: 2 } });
    expect((await exited)[0]).toBe(1);
    listener.close();
  });

  it("answers shutdown meanwhile", async () => {
    const { editor, exited } = await start();
    await editor.open(bad, hanging);
    editor.report(bad).catch(() => undefined);
    await shutDown(editor);
    expect(await exited).toBe(0);
  });
});

describe("a watchdog", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function watch() {
    const got: Message[] = [];
    const toClient: Message[] = [];
    const ends: EndedParams[] = [];
    let isEnded = false;
    const watchdog = new Watchdog({
      toServer: (message) => got.push(message),
      endServer: () => (isEnded = true),
      toClient: (message) => toClient.push(message),
      deadline: 10_000,
      onEnd: (ended) => ends.push(ended),
    });
    const server = {
      got,
      isEnded: () => isEnded,
      say: (message: Omit<Message, "jsonrpc">) => {
        watchdog.hear({ jsonrpc: "2.0", ...message });
      },
      fail: () => {
        watchdog.fail();
      },
    };
    const send = (message: Omit<Message, "jsonrpc">): void => {
      watchdog.receive({ jsonrpc: "2.0", ...message });
    };
    return { watchdog, server, toClient, ends, send };
  }
  const open = { textDocument: { uri: bad, version: 1, text: "a" } };
  const silent = { kind: "silent", seconds: 10 };

  it("ends a silent server, and names what it was working on", () => {
    const { server, ends, send } = watch();
    send({ id: 1, method: "textDocument/hover", params: { textDocument: { uri: good } } });
    server.say({ method: watching.working, params: { uri: bad } });
    vi.advanceTimersByTime(12_000);
    expect(server.isEnded()).toBe(true);
    expect(ends).toEqual([{ uri: bad, why: silent }]);
    vi.advanceTimersByTime(600_000);
    expect(ends).toHaveLength(1);
  });

  it("takes the document of the oldest request if the server does not say what it is working on", () => {
    const { server, ends, send } = watch();
    send({ id: 1, method: "keyvault-network/vaults", params: {} });
    send({ id: 2, method: "textDocument/hover", params: open });
    server.say({ method: watching.working, params: { uri: good } });
    server.say({ id: 1, result: null });
    server.fail();
    expect(ends).toEqual([{ uri: bad, why: { kind: "failed" } }]);
  });

  it("names no document if none is known", () => {
    const { server, ends } = watch();
    server.fail();
    expect(ends).toEqual([{ uri: null, why: { kind: "failed" } }]);
  });

  it("waits as long as a server says something, and longer for one that starts", () => {
    const { server, ends, send } = watch();
    send({ id: 1, method: "initialize", params: { capabilities: {} } });
    vi.advanceTimersByTime(50_000);
    for (let at = 0; at < 5; at++) {
      server.say({ method: "window/logMessage" });
      vi.advanceTimersByTime(8_000);
    }
    expect(ends).toEqual([]);
    vi.advanceTimersByTime(8_000);
    expect(ends).toEqual([{ uri: null, why: silent }]);
  });

  it("waits for a server that answers pings, and asks nothing of one for which nobody waits", () => {
    const { server, ends, send } = watch();
    send({ id: 1, method: "textDocument/hover", params: open });
    let pings = 0;
    const answerPings = (): void => {
      for (let at = 0; at < 60; at++) {
        vi.advanceTimersByTime(1_000);
        for (const { method, id = null } of server.got.splice(0))
          if (method === watching.ping) {
            pings++;
            server.say({ id, result: null });
          }
      }
    };
    answerPings();
    expect(ends).toEqual([]);
    server.say({ id: 1, result: null });
    pings = 0;
    answerPings();
    expect(pings).toBeLessThan(3);
  });

  it("answers shutdown for a server that does not, and needs no other server then", () => {
    const { watchdog, server, toClient, ends, send } = watch();
    send({ id: 1, method: "initialize", params: { capabilities: {} } });
    server.say({ id: 1, result: {} });
    send({ id: 2, method: "shutdown" });
    expect(watchdog.isShutDown).toBe(true);
    vi.advanceTimersByTime(12_000);
    expect(server.isEnded()).toBe(true);
    expect(toClient.at(-1)).toEqual({ jsonrpc: "2.0", id: 2, result: null });
    expect(ends).toEqual([]);
  });

  it("counts in shared memory how many changes of documents the server was sent", () => {
    const { server, send } = watch();
    send({ id: 1, method: "initialize", params: { capabilities: {} } });
    const params = server.got[0]?.params as {
      readonly initializationOptions: { readonly watched: { readonly keystrokes: SharedArrayBuffer } };
    };
    const counted = new Int32Array(params.initializationOptions.watched.keystrokes);
    send({ method: "textDocument/didOpen", params: open });
    expect(counted[0]).toBe(0);
    send({ method: "textDocument/didChange", params: open });
    expect(counted[0]).toBe(1);
  });

  it("cancels by shared memory what a server is at work on", () => {
    const { server, send } = watch();
    send({ id: 7, method: "textDocument/hover", params: open });
    const memory = server.got[0]?.[cancellation];
    send({ method: "$/cancelRequest", params: { id: 7 } });
    expect(memory && new Int32Array(memory)[0]).toBe(1);
  });
});
