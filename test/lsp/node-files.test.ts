import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { URI } from "vscode-uri";
import { limits } from "../../server/src/core/index.ts";
import { FileStore } from "../../server/src/lsp/file-store.ts";
import { nodeFiles } from "../../server/src/node-files.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { Editor } from "./support/editor.ts";

const top = realpathSync(mkdtempSync(join(tmpdir(), "keyvault-network-")));
const address = (path: string): string => URI.file(join(top, path)).toString();
const isWindows = process.platform === "win32";
afterAll(() => {
  rmSync(top, { recursive: true });
});

describe("a file on the disk", () => {
  const text = "param name string // é😀";
  const utf16 = Buffer.from(text, "utf16le");

  it.each<readonly [name: string, bytes: Uint8Array, read: string | null]>([
    ["utf-8", Buffer.from(text), text],
    ["utf-16le", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), text],
    ["utf-16be", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]), text],
    ["latin-1", Buffer.from(text, "latin1"), null],
    ["empty", new Uint8Array(), ""],
  ])("in %s", async (name, bytes, read) => {
    writeFileSync(join(top, name), bytes);
    expect(await nodeFiles.readFile(address(name))).toBe(read);
  });

  it.each([
    [limits.fileSize, true],
    [limits.fileSize + 1, false],
  ])("of %d bytes", async (size, isRead) => {
    writeFileSync(join(top, "large"), "");
    truncateSync(join(top, "large"), size);
    expect((await nodeFiles.readFile(address("large")))?.length === size).toBe(isRead);
  });

  it.runIf(process.platform === "linux")("that says it is empty and has no end", async () => {
    expect(await nodeFiles.readFile("file:///proc/self/pagemap")).toBeNull();
  });

  it.skipIf(isWindows)("that is a pipe, without waiting for who writes into it", async () => {
    execFileSync("mkfifo", [join(top, "pipe")]);
    expect(await nodeFiles.readFile(address("pipe"))).toBeNull();
  });

  it.each([
    "file://server/share/a.bicep",
    "file:////server/share/a.bicep",
    "untitled:a.bicep",
    "file:///none",
  ])("at %s", async (uri) => {
    expect(await nodeFiles.readFile(uri)).toBeNull();
    expect(await nodeFiles.followLinks?.(uri)).toBe(uri);
  });

  it.skipIf(isWindows)("of another machine, though a path here is spelled like it", async () => {
    writeFileSync(join(top, "here.json"), "{}");
    expect(await nodeFiles.readFile(address("here.json"))).toBe("{}");
    // The first folder of the path is the name of a machine there.
    expect(await nodeFiles.readFile(`file:/${join(top, "here.json")}`)).toBeNull();
  });
});

// Making links takes rights there that not every account has.
describe.skipIf(isWindows)("links", () => {
  const template = (path: string): string => `var text = loadTextContent('${path}')
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [{ value: text }] } }
}
`;
  const secret = "hunter2-supersecret";
  mkdirSync(join(top, "w/real"), { recursive: true });
  mkdirSync(join(top, "outside"));
  writeFileSync(join(top, "outside/address.txt"), secret);
  writeFileSync(join(top, "w/real/address.txt"), "203.0.113.7");
  for (const [path, target] of [
    ["w/away.txt", "../outside/address.txt"],
    ["w/away", "../outside"],
    ["w/near.txt", "real/address.txt"],
    ["opened", "w"],
  ] as const)
    if (!isWindows) symlinkSync(target, join(top, path));

  async function vaultText(folder: string, path: string): Promise<string> {
    const editor = await Editor.start({ folders: [address(folder)], host: { files: nodeFiles } });
    const main = address(`${folder}/main.bicep`);
    await editor.open(main, template(path), "bicep");
    const said = [
      await editor.request<VaultsResult>(serverRequests.vaults, {}),
      await editor.diagnostics(main),
    ];
    return JSON.stringify(said);
  }

  it.each(["away.txt", "away/address.txt"])("that leave the workspace are not followed: %s", async (path) => {
    const said = await vaultText("w", path);
    expect(said).not.toContain(secret);
    expect(said).toContain("is outside the repository and not read");
  });

  it.each([
    ["within the workspace", "w", "near.txt"],
    ["to the workspace itself", "opened", "real/address.txt"],
    ["to the workspace, and within it", "opened", "near.txt"],
  ])("%s are followed", async (_what, folder, path) => {
    expect(await vaultText(folder, path)).toContain("203.0.113.7");
  });

  it("to files are scanned as these are", async () => {
    const folder = (name: string): string => join(top, "linked", name);
    for (const name of ["root", "only-links"]) mkdirSync(folder(name), { recursive: true });
    writeFileSync(folder("vault.txt"), 'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n}\n');
    writeFileSync(folder("root/main.tf"), "locals {}\n");
    symlinkSync("../vault.txt", folder("root/kv.tf"));
    symlinkSync("../nothing.txt", folder("root/broken.tf"));
    symlinkSync("../vault.txt", folder("only-links/kv.tf"));
    symlinkSync("../linked.txt", folder("only-links/near.bicep"));
    symlinkSync("../../linked.txt", folder("only-links/away.bicep"));
    for (const [place, name] of [
      ["linked/linked.txt", "near"],
      ["linked.txt", "away"],
    ] as const)
      writeFileSync(
        join(top, place),
        `resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {\n  name: '${name}'\n}\n`,
      );
    const editor = await Editor.start({
      folders: [address("linked")],
      host: { files: nodeFiles },
    });
    await editor.request(serverRequests.scan, {});
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(vaults.map(({ uri }) => uri).sort()).toEqual(
      ["linked/only-links/kv.tf", "linked/only-links/near.bicep", "linked/root/kv.tf"].map(address),
    );
  });

  it.runIf(process.platform === "linux")("to what the kernel makes up are not read at all", async () => {
    symlinkSync("/proc/self/environ", join(top, "w/environ.bicep"));
    const read: string[] = [];
    const readFile = (uri: string): Promise<string> => Promise.resolve(read.push(uri).toString());
    const store = new FileStore({ get: () => undefined, all: () => [] }, { ...nodeFiles, readFile });
    for (const uri of [address("w/environ.bicep"), "file:///dev/zero", "file:///sys/kernel/notes"]) {
      await store.load(uri);
      expect(store.document(uri)).toBeNull();
    }
    expect(read).toEqual([]);
  });
});
