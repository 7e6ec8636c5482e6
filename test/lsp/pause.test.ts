import { readFile } from "node:fs";
import { MessageChannel } from "node:worker_threads";
import { afterEach, expect, test, vi } from "vitest";
import { pause } from "../../server/src/lsp/pause.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Parts of a turn of Node's event loop, from which messages are received in different order. */
const places: readonly (readonly [name: string, begin: (then: () => void) => void])[] = [
  ["a timer", (then) => setTimeout(then, 1)],
  ["a turn", (then) => setImmediate(then)],
  [
    "a file that was read",
    (then) => {
      readFile(import.meta.filename, then);
    },
  ],
];

test.each(places)("a message that waits is read during a pause after %s", async (_name, begin) => {
  const { port1, port2 } = new MessageChannel();
  const heard: unknown[] = [];
  port2.on("message", (message) => heard.push(message));
  await new Promise<void>((resolve) => {
    begin(resolve);
  });
  port1.postMessage("first");
  port1.postMessage("second");
  await pause();
  port1.close();
  expect(heard).toEqual(["first", "second"]);
});

test.each([
  ["in Node", () => undefined],
  ["in a browser, which has only channels", () => vi.stubGlobal("setImmediate", undefined)],
])("no timer is waited for %s", async (_name, prepare) => {
  prepare();
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  await pause();
  expect(vi.getTimerCount()).toBe(0);
});
