import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ScanResult } from "../server/src/protocol/vaults.ts";
import { serverRequests } from "../server/src/protocol.ts";
import { ServerProcess } from "./server-process.ts";
import type { Row } from "./table.ts";
import { ordinaryArm } from "./templates.ts";

const count = 5_000;

/**
 * A scan of 5,000 files by the server, one in ten of which has vaults, compared with only reading their bytes in
 * Node.js.
 */
export async function benchScan(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-scan-"));
  const bytes = fill(folder);
  const server = await ServerProcess.start([folder]);
  await readAll(folder);
  const [reading] = await timed(() => readAll(folder));
  const [first, found] = await timed(() => scan(server));
  const [again] = await timed(() => scan(server));
  server.stop();
  rmSync(folder, { recursive: true });
  return [
    {
      what: `${count} files, ${(bytes / 1e6).toFixed(0)} MB, ${found} with vaults`,
      "bytes read": `${reading.toFixed(0)} ms`,
      scanned: `${first.toFixed(0)} ms`,
      ratio: `${(first / reading).toFixed(1)}×`,
      "scanned again": `${again.toFixed(0)} ms`,
    },
  ];
}

async function scan(server: ServerProcess): Promise<number> {
  const { templates } = await server.connection.sendRequest<ScanResult>(serverRequests.scan, null);
  return templates ?? 0;
}

function fill(folder: string): number {
  const vault = ordinaryArm(5_000);
  const other = ordinaryArm(5_000).replaceAll("Microsoft.KeyVault", "Microsoft.Elsewhere");
  let bytes = 0;
  for (let at = 0; at < count; at++) {
    const inner = join(folder, `part${at % 50}`);
    const text = at % 10 === 0 ? vault : other;
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, `main${at}.json`), text);
    bytes += text.length;
  }
  return bytes;
}

/** As the server reads: by folder, sixteen files in parallel. */
async function readAll(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  let length = 0;
  for (let at = 0; at < paths.length; at += 16) {
    const texts = await Promise.all(paths.slice(at, at + 16).map((path) => readFile(path, "utf8")));
    for (const text of texts) length += text.length;
  }
  return length;
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}
