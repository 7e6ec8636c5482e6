import { expect, it, vi } from "vitest";
import { watchedWorker, type WorkerLike } from "../../client/src/watched-worker.ts";

it("a worker that falls silent is ended, and the client hears on which document", () => {
  vi.useFakeTimers();
  const got: unknown[] = [];
  const ends: unknown[] = [];
  let isEnded = false;
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => got.push(message),
    terminate: () => (isEnded = true),
  };
  const port = watchedWorker(
    worker,
    () => undefined,
    (ended) => ends.push(ended),
  );
  const heard: unknown[] = [];
  port.onmessage = ({ data }) => heard.push(data);
  const uri = "file:///w/a.json";
  const hover = { id: 1, method: "textDocument/hover", params: { textDocument: { uri } } };
  port.postMessage({ jsonrpc: "2.0", ...hover });
  expect(got[0]).toMatchObject(hover);
  worker.onmessage?.({ data: { jsonrpc: "2.0", method: "window/logMessage" } });
  expect(heard).toEqual([{ jsonrpc: "2.0", method: "window/logMessage" }]);
  vi.advanceTimersByTime(15_000);
  expect(isEnded).toBe(true);
  expect(ends).toEqual([{ uri, why: { kind: "silent", seconds: 10 } }]);
  vi.useRealTimers();
});
