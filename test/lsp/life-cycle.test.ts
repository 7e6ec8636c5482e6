import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { ResponseError } from "vscode-languageserver/node";
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { noFiles } from "../../server/src/lsp/host.ts";
import { lifeCycle } from "../../server/src/lsp/life-cycle.ts";
import { startServer } from "../../server/src/lsp/server.ts";
import { serverRequests } from "../../server/src/protocol.ts";

const initialize = { processId: null, rootUri: null, capabilities: {} };

/** Sends requests one after the other; the result is the code of each error, and null for each answer. */
async function codesOf(
  requests: readonly (readonly [method: string, params: object | null])[],
): Promise<unknown[]> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = [new StreamMessageReader(toServer), new StreamMessageWriter(toClient)] as const;
  startServer(createConnection(...server, lifeCycle()), { files: noFiles });
  const client = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  client.listen();
  const codes: unknown[] = [];
  for (const [method, params] of requests) {
    const answer = params === null ? client.sendRequest(method) : client.sendRequest(method, params);
    codes.push(
      await answer.then(
        () => null,
        (error: unknown) => (error as ResponseError).code,
      ),
    );
  }
  client.dispose();
  return codes;
}

test.each<readonly [what: string, requests: Parameters<typeof codesOf>[0], codes: readonly unknown[]]>([
  [
    "a request before the server is initialized",
    [
      [serverRequests.vaults, {}],
      ["initialize", initialize],
      [serverRequests.vaults, {}],
    ],
    [-32002, null, null],
  ],
  [
    "a second initialize",
    [
      ["initialize", initialize],
      ["initialize", initialize],
      [serverRequests.vaults, {}],
    ],
    [null, -32600, null],
  ],
  [
    "requests after shutdown",
    [
      ["initialize", initialize],
      ["shutdown", null],
      [serverRequests.vaults, {}],
      ["initialize", initialize],
    ],
    [null, null, -32600, -32600],
  ],
  ["shutdown before initialize", [["shutdown", null]], [-32002]],
])("%s", async (_what, requests, codes) => {
  expect(await codesOf(requests)).toEqual(codes);
});
