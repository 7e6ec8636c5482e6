import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { pipeline } from "node:stream";
import { LogReader, type ReadLog } from "../core/index.ts";
import type { ReadFault } from "./complaint.ts";
import { idOfPath } from "./disk.ts";
import { localFiles } from "./file-system.ts";
import type { Step } from "./progress.ts";

/** What was read of logs, or which of them could not be. */
export type LogReading = { readonly log: ReadLog } | { readonly path: string; readonly fault: ReadFault };

/** The paths of logs among those given, the first of which always is one, and those of templates. */
export function logsAmong(
  paths: readonly string[],
): Readonly<Record<"logs" | "templates", readonly string[]>> {
  const logs = paths.filter((path, at) => at === 0 || isLog(path));
  return { logs, templates: paths.slice(1).filter((path) => !logs.slice(1).includes(path)) };
}

function isLog(path: string): boolean {
  if (/\.(?:csv|gz|jsonl|log|ndjson|txt)$/i.test(path)) return true;
  const isJson = /\.json$/i.test(path) && localFiles.kindOf(idOfPath(path)) === "file";
  return isJson && /"operationName"/i.test(beginningOf(path));
}

function beginningOf(path: string): string {
  const bytes = Buffer.alloc(4096);
  const file = openSync(path, "r");
  try {
    return bytes.toString("utf8", 0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

/** Reads logs to their ends, of which no more than a piece and the callers are kept; tells which is being read. */
export async function readLogs(paths: readonly string[], step: Step): Promise<LogReading> {
  const reader = new LogReader();
  for (const path of paths) {
    const id = idOfPath(path);
    const kind = localFiles.kindOf(id);
    if (kind !== "file") return { path, fault: { kind: kind === null ? "file-not-found" : "is-a-folder" } };
    try {
      let decoder: TextDecoder | null = null;
      for await (const piece of piecesOf(path)) {
        decoder ??= new TextDecoder(piece[0] === 0xff && piece[1] === 0xfe ? "utf-16le" : "utf-8");
        reader.push(decoder.decode(piece, { stream: true }));
        step(id, 0, null);
      }
      reader.endFile();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { path, fault: { kind: "cannot-read", why } };
    }
  }
  return { log: reader.result() };
}

function piecesOf(path: string): AsyncIterable<Buffer> {
  const file = createReadStream(path);
  // Only logs need what unpacks them.
  const { createGunzip } = process.getBuiltinModule("node:zlib");
  return /\.gz$/i.test(path) ? pipeline(file, createGunzip(), () => undefined) : file;
}
