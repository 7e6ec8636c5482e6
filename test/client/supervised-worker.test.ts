import { expect, it, vi } from "vitest";
import { supervisedWorker, type WorkerLike } from "../../client/src/supervised-worker.ts";

it("a worker that falls silent is ended, and another one takes its place for the client", () => {
  vi.useFakeTimers();
  const workers: (WorkerLike & { readonly got: unknown[]; isEnded: boolean })[] = [];
  const port = supervisedWorker(
    () => {
      const got: unknown[] = [];
      const worker = {
        got,
        isEnded: false,
        onmessage: null,
        onerror: null,
        postMessage: (message: unknown) => got.push(message),
        terminate: () => (worker.isEnded = true),
      };
      workers.push(worker);
      return worker;
    },
    () => undefined,
  );
  const heard: unknown[] = [];
  port.onmessage = ({ data }) => heard.push(data);
  const hover = {
    id: 1,
    method: "textDocument/hover",
    params: { textDocument: { uri: "file:///w/a.json" } },
  };
  port.postMessage({ jsonrpc: "2.0", ...hover });
  workers[0]?.onmessage?.({ data: { jsonrpc: "2.0", method: "window/logMessage" } });
  vi.advanceTimersByTime(15_000);
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  expect(workers[1]?.got[0]).toMatchObject(hover);
  const message =
    "Key Vault Network ignores a.json until it changes because its analysis took longer than 10 seconds.";
  expect(heard.at(-1)).toMatchObject({ method: "window/showMessage", params: { message } });
  workers[1]?.onmessage?.({ data: { jsonrpc: "2.0", id: 1, result: null } });
  expect(heard.at(-1)).toMatchObject({ id: 1, result: null });
  vi.useRealTimers();
});
