import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { VaultsResult } from "../../server/src/protocol.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { Editor } from "./support/editor.ts";
import { terraform } from "./support/languages.ts";
import { openVault } from "./support/templates.ts";
import { startWorker } from "./support/worker.ts";

/** A template that takes its vault from the one beside it. */
const caller = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "resources": [{
    "type": "Microsoft.Resources/deployments", "apiVersion": "2024-03-01", "name": "m",
    "properties": { "mode": "Incremental", "templateLink": { "relativePath": "vault.json" } }
  }]
}`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyvault-network-"));
  // Built apart from `dist/`, which may be in use.
  await promisify(execFile)(process.execPath, ["esbuild.mjs", join(folder, "dist")]);
  await writeFile(join(folder, "vault.json"), openVault);
});
afterAll(() => rm(folder, { recursive: true }));

async function publicVaults(editor: Editor, main: string): Promise<void> {
  await editor.open(main, caller);
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  expect(vaults).toMatchObject([{ module: "m", symbol: "kv", exposure: "public" }]);
  await editor.open("untitled:Untitled-1", openVault);
  expect(await editor.problems("untitled:Untitled-1")).toEqual(['KV101 "Allow"']);
  // The grammar is in the bundle.
  await editor.open("untitled:Untitled-2", terraform.open, "terraform");
  expect(await editor.problems("untitled:Untitled-2")).toEqual(['KV101 "Allow"']);
}

describe("the built server", () => {
  let server: ChildProcessWithoutNullStreams;
  let editor: Editor;
  beforeAll(async () => {
    server = spawn(process.execPath, [join(folder, "dist/server.js"), "--stdio"]);
    const streams = [new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin)] as const;
    editor = await Editor.connect(createMessageConnection(...streams), { encodings: ["utf-8", "utf-16"] });
  });
  afterAll(() => server.kill());

  it("serves any editor over standard input and output, with modules from the disk", async () => {
    await publicVaults(editor, pathToFileURL(join(folder, "main.json")).href);
  });

  it("ends when it is told to", async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    await editor.request("shutdown", undefined);
    await editor.connection.sendNotification("exit");
    expect(await ended).toBe(0);
  });
});

describe("the built worker", () => {
  it("serves an editor without anything of Node, with modules from the client", async () => {
    const bundle = await readFile(join(folder, "dist/server.js"), "utf8");
    const editor = await Editor.connect(startWorker(bundle), {
      initializationOptions: { readFile: true },
      answers: { "keyvault-network/readFile": () => ({ text: openVault }) },
    });
    await publicVaults(editor, "vscode-vfs://github/owner/repository/main.json");
  });
});
