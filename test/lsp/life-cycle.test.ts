import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import {
  createConnection,
  createMessageConnection,
  type ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { noFiles } from "../../server/src/lsp/files.ts";
import { lifeCycle } from "../../server/src/lsp/life-cycle.ts";
import { startServer } from "../../server/src/lsp/server.ts";
import { serverRequests } from "../../server/src/protocol.ts";

const initialize = { processId: null, rootUri: null, capabilities: {} };

const odd = {
  workspaceFolders: [null, 7, { uri: 7 }],
  initializationOptions: [],
  capabilities: {
    general: { positionEncodings: 7 },
    textDocument: { codeAction: { resolveSupport: {} } },
    workspace: 7,
    window: null,
  },
};

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
  [
    "an initialize that says nothing of the client",
    [
      ["initialize", null],
      ["initialize", { capabilities: null }],
      ["initialize", initialize],
    ],
    [-32602, -32602, null],
  ],
  [
    "a client that says odd things of itself",
    [
      ["initialize", { ...initialize, ...odd }],
      [serverRequests.vaults, {}],
      [serverRequests.vaults, null],
    ],
    [null, null, null],
  ],
  [
    "parameters of another shape",
    [
      ["initialize", initialize],
      [serverRequests.serviceTags, null],
      [serverRequests.serviceTags, { file: { name: "x" } }],
      [serverRequests.serviceTags, { file: null }],
      [serverRequests.selectEnvironment, {}],
      [serverRequests.selectEnvironment, { name: ["dev"] }],
      [serverRequests.selectEnvironment, { name: null }],
      [serverRequests.setBaseline, { baseline: "buffers" }],
      [serverRequests.setBaseline, { baseline: { kind: "texts", label: "HEAD", files: [{ uri: 7 }] } }],
      [serverRequests.setBaseline, { baseline: { kind: "buffers" } }],
    ],
    [null, -32602, -32602, null, -32602, -32602, null, -32602, -32602, null],
  ],
])("%s", async (_what, requests, codes) => {
  expect(await codesOf(requests)).toEqual(codes);
});
