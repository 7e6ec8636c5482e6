import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { VaultsResult } from "../../server/src/protocol.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { Editor } from "./support/editor.ts";
import { openVault } from "./support/templates.ts";

let folder: string;
let server: ChildProcessWithoutNullStreams;
let editor: Editor;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyvault-network-"));
  // Built apart from `dist/`, which may be in use.
  await promisify(execFile)(process.execPath, ["esbuild.mjs", join(folder, "dist")]);
  await writeFile(join(folder, "vault.json"), openVault);
  server = spawn(process.execPath, [join(folder, "dist/server.js"), "--stdio"]);
  editor = await Editor.connect(
    createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin)),
    { encodings: ["utf-8", "utf-16"] },
  );
});

afterAll(async () => {
  server.kill();
  await rm(folder, { recursive: true });
});

it("the built server serves any editor over standard input and output, with modules from the disk", async () => {
  const main = pathToFileURL(join(folder, "main.json")).href;
  await editor.open(
    main,
    `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "resources": [{
    "type": "Microsoft.Resources/deployments", "apiVersion": "2024-03-01", "name": "m",
    "properties": { "mode": "Incremental", "templateLink": { "relativePath": "vault.json" } }
  }]
}`,
  );
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  expect(vaults).toMatchObject([{ module: "m", symbol: "kv", exposure: "public" }]);
  await editor.open("untitled:Untitled-1", openVault);
  expect(await editor.problems("untitled:Untitled-1")).toEqual(['KV101 "Allow"']);
});

it("ends when it is told to", async () => {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  await editor.request("shutdown", undefined);
  await editor.connection.sendNotification("exit");
  expect(await ended).toBe(0);
});
