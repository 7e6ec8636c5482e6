import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { builtinModules } from "node:module";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  CancellationTokenSource,
  createMessageConnection,
  generateRandomPipeName,
  LSPErrorCodes,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import {
  askedAgain,
  cancellation,
  type Message,
  type Server,
  supervision,
  Supervisor,
} from "../../server/src/protocol.ts";
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

  async function start(): Promise<{
    readonly editor: Editor;
    readonly ended: Promise<unknown>;
    /** Resolves when the server says next that it evaluates something large. */
    readonly isBusy: () => Promise<unknown>;
  }> {
    const server = spawn(process.execPath, [script, "--stdio"]);
    server.stderr.resume();
    const streams = [new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin)] as const;
    const editor = await Editor.connect(createMessageConnection(...streams));
    const ended = once(server, "exit").then(([code]) => code as unknown);
    return { editor, ended, isBusy: () => once(server.stderr, "data") };
  }

  it("is replaced: the document is named and left out until it changes, and all others keep their answers", async () => {
    const { editor, ended } = await start();
    await editor.open(good, openVault);
    expect(await editor.problems(good)).toEqual(['KV101 "Allow"']);
    await editor.open(bad, hanging);
    const why = "The analysis took longer than 2 seconds, so this file is ignored until it changes.";
    expect((await editor.diagnostics(bad)).map(({ message }) => message)).toEqual([why]);
    expect(editor.inbox.methods).toContain("window/showMessage");
    expect(await editor.problems(good)).toEqual(['KV101 "Allow"']);
    await editor.type(good, '"kv"', '"kv3"');
    expect((await editor.diagnostics(bad)).map(({ message }) => message)).toEqual([why]);
    await editor.type(bad, '"hang"', '"kv2"');
    expect(await editor.problems(bad)).toEqual(['KV101 "Allow"']);
    await editor.request("shutdown", undefined);
    await editor.connection.sendNotification("exit");
    expect(await ended).toBe(0);
  });

  it("immediately drops work that is no longer awaited: a request that is cancelled, problems that a keystroke supersedes", async () => {
    const { editor, ended, isBusy } = await start();
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
    expect(editor.inbox.methods).not.toContain("window/showMessage");
    await editor.request("shutdown", undefined);
    await editor.connection.sendNotification("exit");
    expect(await ended).toBe(0);
  });

  it.each(["--socket", "--pipe"])("is replaced behind %s as well", async (option) => {
    const listener = createServer();
    const pipe = generateRandomPipeName();
    listener.listen(option === "--pipe" ? pipe : 0);
    await once(listener, "listening");
    const address = listener.address();
    const at = typeof address === "object" ? address?.port : address;
    const connected = once(listener, "connection");
    const server = spawn(process.execPath, [script, `${option}=${at}`], { stdio: "inherit" });
    const ended = once(server, "exit");
    const [socket] = (await connected) as [Socket];
    const streams = [new StreamMessageReader(socket), new StreamMessageWriter(socket)] as const;
    const editor = await Editor.connect(createMessageConnection(...streams));
    await editor.open(bad, hanging);
    const [problem] = await editor.diagnostics(bad);
    expect(problem?.message).toBe(
      "The analysis took longer than 2 seconds, so this file is ignored until it changes.",
    );
    await editor.open(good, openVault);
    expect(await editor.problems(good)).toEqual(['KV101 "Allow"']);
    await editor.request("shutdown", undefined);
    await editor.connection.sendNotification("exit");
    expect((await ended)[0]).toBe(0);
    listener.close();
  });

  it("answers shutdown meanwhile", async () => {
    const { editor, ended } = await start();
    await editor.open(bad, hanging);
    editor.report(bad).catch(() => undefined);
    await editor.request("shutdown", undefined);
    await editor.connection.sendNotification("exit");
    expect(await ended).toBe(0);
  });
});

/** A server of a test, which sends what the test specifies. */
class FakeServer {
  readonly got: Message[] = [];
  isEnded = false;
  readonly say: (message: Omit<Message, "jsonrpc">) => void;
  readonly fail: () => void;

  constructor(heard: (message: Message) => void, ended: () => void) {
    this.fail = () => {
      ended();
    };
    this.say = (message) => {
      heard({ jsonrpc: "2.0", ...message });
    };
  }

  methods(): readonly (string | undefined)[] {
    return this.got.map(({ method }) => method).filter((method) => method !== supervision.ping);
  }
}

describe("a supervisor", () => {
  function supervise(): {
    readonly supervisor: Supervisor;
    readonly servers: readonly FakeServer[];
    readonly told: readonly Message[];
    readonly failures: readonly string[];
    readonly send: (message: Omit<Message, "jsonrpc">) => void;
  } {
    vi.useFakeTimers();
    const servers: FakeServer[] = [];
    const told: Message[] = [];
    const failures: string[] = [];
    const supervisor = new Supervisor({
      start: (heard, ended): Server => {
        const server = new FakeServer(heard, ended);
        servers.push(server);
        return {
          post: (message) => server.got.push(message),
          end: () => (server.isEnded = true),
        };
      },
      toClient: (message) => told.push(message),
      deadline: 10_000,
      choices: ["choose"],
      giveUp: (why) => failures.push(why),
    });
    const send = (message: Omit<Message, "jsonrpc">): void => {
      supervisor.receive({ jsonrpc: "2.0", ...message });
    };
    return { supervisor, servers, told, failures, send };
  }
  const open = { textDocument: { uri: bad, version: 1, text: "a" } };

  it("replays notifications to a new server, and resends pending requests", () => {
    const { servers, told, send } = supervise();
    send({ id: 1, method: "initialize", params: { capabilities: {} } });
    servers[0]?.say({ id: 1, result: {} });
    send({ method: "initialized", params: {} });
    send({ method: "textDocument/didOpen", params: open });
    send({ id: 2, method: "choose", params: { name: "dev" } });
    servers[0]?.say({ id: 2, result: null });
    servers[0]?.say({
      id: 0,
      method: "client/registerCapability",
      params: { registrations: [{ id: "a", method: "m" }] },
    });
    send({ id: 3, method: "textDocument/hover", params: open });
    servers[0]?.say({ method: supervision.working, params: { uri: bad } });
    vi.advanceTimersByTime(12_000);
    expect(servers).toHaveLength(2);
    expect(servers[0]?.isEnded).toBe(true);
    const [, second] = servers;
    expect(second?.methods()).toEqual([
      "initialize",
      "initialized",
      "textDocument/didOpen",
      "choose",
      supervision.replayed,
      "textDocument/hover",
    ]);
    expect(second?.got[0]?.params).toMatchObject({
      initializationOptions: { supervised: { leftOut: [{ uri: bad }] } },
    });
    expect(told.map(({ method }) => method).slice(-2)).toEqual([
      "client/unregisterCapability",
      "window/showMessage",
    ]);
    // Responses to requests of the first server are dropped, and so are the new server's responses to the supervisor's own requests.
    const before = told.length;
    send({ id: "0/n/0", result: null });
    second?.say({ id: second.got[0]?.id ?? null, result: {} });
    expect(told).toHaveLength(before);
    second?.say({ id: 3, result: null });
    expect(told.at(-1)).toMatchObject({ id: 3, result: null });
    expect(second?.methods()).toHaveLength(6);
    vi.useRealTimers();
  });

  it("waits as long as a server says something, and refuses what two servers in a row gave no answer to", () => {
    const { servers, told, send } = supervise();
    send({ id: 1, method: "initialize", params: { capabilities: {} } });
    servers[0]?.say({ method: "window/logMessage" });
    for (let at = 0; at < 5; at++) {
      vi.advanceTimersByTime(8_000);
      servers[0]?.say({ method: "window/logMessage" });
    }
    expect(servers).toHaveLength(1);
    vi.advanceTimersByTime(600_000);
    expect(servers).toHaveLength(3);
    expect(told.at(-1)).toMatchObject({ id: 1, error: { code: -32803 } });
    vi.useRealTimers();
  });

  it.each([
    ["en-GB", "Key Vault Network ignores bad.json until it changes because its analysis failed."],
    [
      "de-CH",
      "Key Vault Network ignoriert bad.json, bis sich die Datei ändert, weil ihre Analyse fehlgeschlagen ist.",
    ],
  ])("speaks the language of the client: %s", (locale, message) => {
    const { servers, told, send } = supervise();
    send({ id: 1, method: "initialize", params: { capabilities: {}, locale } });
    servers[0]?.say({ id: 1, result: {} });
    send({
      id: 2,
      method: "textDocument/diagnostic",
      params: { textDocument: { uri: "file:///w/bad.json" } },
    });
    servers[0]?.fail();
    expect(told.at(-1)?.params).toMatchObject({ message });
    vi.useRealTimers();
  });

  it("gives up where one server after the other fails at once", () => {
    const { servers, failures, send } = supervise();
    send({ id: 1, method: "initialize", params: { capabilities: {} } });
    for (let at = 0; at < 4; at++) servers[at]?.fail();
    expect(servers).toHaveLength(4);
    expect(failures).toEqual(["4 servers in a row failed"]);
    vi.useRealTimers();
  });

  it("asks the new server once for each choice, and cancels those that are no longer awaited", () => {
    const { servers, send } = supervise();
    send({ id: 1, method: "initialize", params: { capabilities: {} } });
    servers[0]?.say({ id: 1, result: {} });
    send({ method: "initialized", params: {} });
    send({ id: 2, method: "choose", params: { name: "dev" } });
    servers[0]?.say({ id: 2, result: null });
    servers[0]?.fail();
    const choices = (at: number): readonly unknown[] =>
      (servers[at]?.got ?? []).filter(({ method }) => method === "choose").map(({ params }) => params);
    expect(choices(1)).toEqual([{ name: "dev", [askedAgain]: true }]);
    send({ id: 3, method: "choose", params: { name: "prod" } });
    servers[1]?.fail();
    expect(choices(2)).toEqual([{ name: "prod" }]);
    vi.useRealTimers();
  });

  it("counts in shared memory how many changes of documents each server was sent", () => {
    const { servers, send } = supervise();
    const counted = (at: number): number | undefined => {
      const params = servers[at]?.got[0]?.params as {
        initializationOptions: { supervised: { keystrokes: SharedArrayBuffer } };
      };
      return new Int32Array(params.initializationOptions.supervised.keystrokes)[0];
    };
    const change = { textDocument: { uri: bad, version: 2 }, contentChanges: [{ text: "b" }] };
    send({ id: 1, method: "initialize", params: { capabilities: {} } });
    servers[0]?.say({ id: 1, result: {} });
    send({ method: "initialized", params: {} });
    send({ method: "textDocument/didOpen", params: open });
    expect(counted(0)).toBe(0);
    send({ method: "textDocument/didChange", params: change });
    expect(counted(0)).toBe(1);
    servers[0]?.fail();
    expect(counted(1)).toBe(1);
    send({ method: "textDocument/didChange", params: change });
    expect([counted(0), counted(1)]).toEqual([1, 2]);
    vi.useRealTimers();
  });

  it("cancels by shared memory what a server is at work on", () => {
    const { servers, send } = supervise();
    send({ id: 7, method: "textDocument/hover", params: open });
    const memory = servers[0]?.got[0]?.[cancellation];
    send({ method: "$/cancelRequest", params: { id: 7 } });
    expect(memory && new Int32Array(memory)[0]).toBe(1);
    vi.useRealTimers();
  });
});
