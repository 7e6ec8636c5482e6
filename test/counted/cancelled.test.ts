// @vitest-environment-options { "counts": "work" }
import { MessageChannel } from "node:worker_threads";
import { expect, test, vi } from "vitest";
import {
  CancellationTokenSource,
  createConnection,
  createMessageConnection,
  LSPErrorCodes,
  PortMessageReader,
  PortMessageWriter,
} from "vscode-languageserver/node";
import { lifeCycle } from "../../server/src/lsp/life-cycle.ts";
import { startServer } from "../../server/src/lsp/server.ts";
import { sharedCancellation } from "../../server/src/lsp/shared-cancellation.ts";
import { cancellation } from "../../server/src/protocol/watchdog/watchdog.ts";
import type { DiffResult } from "../../server/src/protocol/what-if-baseline.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { Editor } from "../lsp/support/editor.ts";
import { editorOf, memoryFiles } from "../lsp/support/memory.ts";
import { workOfAsync } from "./work.ts";

/** Vaults and subnets, each of which is compared with each. */
const template = (action: string): string => `
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { subnets: [for i in range(0, 20): { name: 'subnet\${i}' }] }
}
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = [for i in range(0, 20): {
  name: 'kv-shop-\${i}'
  properties: { networkAcls: { defaultAction: '${action}', ipRules: [for j in range(0, 20): { value: '203.0.113.\${j}' }] } }
}]
`;

const uri = "file:///w/main.bicep";
const between = {
  before: [{ uri, text: template("Allow") }],
  after: [{ uri, text: template("Deny") }],
};

test("a comparison that is cancelled meanwhile is not made", async () => {
  const editor = await editorOf({});
  await editor.open(uri, template("Deny"), "bicep");
  const compare = async (isCancelled: boolean): Promise<number> => {
    const source = new CancellationTokenSource();
    return workOfAsync(async () => {
      const asked = editor.connection.sendRequest<DiffResult>(serverRequests.diff, { between }, source.token);
      if (isCancelled) source.cancel();
      const answer = await asked.then(
        ({ changes }) => changes.length,
        () => "cancelled",
      );
      if (isCancelled) expect(answer).toBe("cancelled");
      else expect(answer).toBeGreaterThan(0);
    });
  };
  await compare(false);
  const whole = await compare(false);
  const cancelled = await compare(true);
  expect(cancelled).toBeLessThan(whole / 2);
});

/** An editor whose requests have a flag in shared memory, as the supervisor of the server sends them. */
async function editorWithFlags(): Promise<Editor> {
  const { port1, port2 } = new MessageChannel();
  const options = { ...lifeCycle(), cancellationStrategy: sharedCancellation };
  const server = createConnection(new PortMessageReader(port2), new PortMessageWriter(port2), options);
  startServer(server, { files: memoryFiles({}) });
  const writer = new PortMessageWriter(port1);
  const write = writer.write.bind(writer);
  const memory = new SharedArrayBuffer(4);
  writer.write = (message) => write({ ...message, ...("id" in message ? { [cancellation]: memory } : {}) });
  port1.unref();
  port2.unref();
  return Editor.connect(createMessageConnection(new PortMessageReader(port1), writer));
}

test("a comparison that has begun ends early when it is cancelled", async () => {
  // The server looks at the flag during its work, which no message interrupts.
  let [looks, last] = [0, Infinity];
  const load: (flags: Int32Array, index: number) => number = () => (++looks > last ? 1 : 0);
  vi.spyOn(Atomics, "load").mockImplementation(load as typeof Atomics.load);
  const editor = await editorWithFlags();
  await editor.open(uri, template("Deny"), "bicep");
  const works = async (): Promise<number> => {
    looks = 0;
    return workOfAsync(async () => {
      const asked = editor.request<DiffResult>(serverRequests.diff, { between });
      if (last === Infinity) await asked;
      else await expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    });
  };
  await works();
  const whole = await works();
  // Amid the callers.
  last = Math.floor(looks / 2);
  const half = await works();
  last = 0;
  const none = await works();
  vi.restoreAllMocks();
  expect(half).toBeLessThan(whole * 0.8);
  expect(half).toBeGreaterThan(whole * 0.2);
  expect(none).toBeLessThan(whole * 0.01);
});
