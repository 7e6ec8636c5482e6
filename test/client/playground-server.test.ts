import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventually } from "../support/eventually.ts";
import type { WorkerLike } from "../../client/src/watched-worker.ts";
import type { EndedParams, Message } from "../../server/src/protocol/watchdog/watchdog.ts";
import { startLanguageServer } from "../../site/playground/server/language-server.ts";

/** Workers that answer `initialize`, and otherwise only what the test has them say. */
class FakeWorker implements WorkerLike {
  static started: FakeWorker[] = [];
  readonly got: Message[] = [];
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  readonly terminate = (): void => undefined;

  constructor() {
    FakeWorker.started.push(this);
  }

  postMessage(message: unknown): void {
    const request = message as Message;
    this.got.push(request);
    if (request.method === "initialize") this.say({ id: request.id ?? null, result: {} });
  }

  say(message: Omit<Message, "jsonrpc">): void {
    queueMicrotask(() => this.onmessage?.({ data: { jsonrpc: "2.0", ...message } }));
  }
}

beforeEach(() => {
  FakeWorker.started = [];
  // The watchdogs of a test end with it.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  vi.stubGlobal("Worker", FakeWorker);
  vi.spyOn(console, "warn").mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const uri = "file:///playground/bad.bicep";
const opened = { textDocument: { uri, languageId: "bicep", version: 2, text: "now" } };

function start() {
  const ends: (readonly [EndedParams, boolean])[] = [];
  const server = startLanguageServer({
    language: "en",
    readFile: () => null,
    list: () => [],
    diagnose: () => undefined,
    changed: () => undefined,
    refreshLenses: () => undefined,
    show: () => undefined,
    openPage: () => undefined,
    ended: (...end) => ends.push(end),
    reopen: () => {
      server.notify("textDocument/didOpen", opened);
    },
    tell: () => undefined,
  });
  return { server, ends };
}
async function lastMessage(worker: number, isExpected: (method: string | undefined) => boolean) {
  await eventually(() => {
    expect(FakeWorker.started[worker]?.got.at(-1)?.method).toSatisfy(isExpected);
  });
}

test("a worker that ends is replaced: the next one opens the files as they are now, and leaves out what ended the first", async () => {
  const { server, ends } = start();
  await lastMessage(0, (method) => method !== "initialize");
  const asked = server.request("textDocument/hover", { textDocument: { uri } });
  const rejected = expect(asked).rejects.toThrow("ended");
  await lastMessage(0, (method) => method === "textDocument/hover");
  FakeWorker.started[0]?.onerror?.({ message: "out of memory" });
  // Its text is in what is opened then.
  server.notify("textDocument/didChange", opened);
  await rejected;
  expect(ends).toEqual([[{ uri, why: { kind: "failed" } }, false]]);
  const [, next] = FakeWorker.started;
  await lastMessage(1, (method) => method === "textDocument/didOpen");
  expect(next?.got.map(({ method }) => method)).toEqual([
    "initialize",
    "initialized",
    "textDocument/didOpen",
  ]);
  expect(next?.got[0]?.params).toMatchObject({
    initializationOptions: { leftOut: [{ uri, why: { kind: "failed" } }] },
  });
  expect(next?.got.at(-1)?.params).toEqual(opened);
  server.notify("textDocument/didChange", opened);
  await lastMessage(1, (method) => method === "textDocument/didChange");
});

test("no further worker is started after five that end for no file", async () => {
  const { ends } = start();
  for (let at = 0; at < 5; at++) {
    await lastMessage(at, (method) => method !== "initialize");
    FakeWorker.started[at]?.onerror?.({ message: "out of memory" });
  }
  expect(ends.map(([, isLast]) => isLast)).toEqual([false, false, false, false, true]);
  expect(FakeWorker.started).toHaveLength(5);
});
