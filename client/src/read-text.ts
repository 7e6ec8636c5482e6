import { decodeText, limits } from "../../server/src/protocol.ts";
import type { ReadFileResult } from "../../server/src/protocol/client.ts";

/** A file, regardless of how the editor accesses it. */
export interface EditorFile {
  readonly stat: () => PromiseLike<{ readonly isFile: boolean; readonly size: number }>;
  readonly read: () => PromiseLike<Uint8Array>;
}

/**
 * The text of a file; null if there is no such file, it is a folder, a device or too large, or it is not text: the
 * server treats all of these alike.
 */
export async function readText({ stat, read }: EditorFile): Promise<ReadFileResult> {
  try {
    const { isFile, size } = await stat();
    // Reading a device or a pipe may never end.
    // The server reports larger files as too large, so they need not be sent.
    if (!isFile || size > limits.fileSize) return null;
    const bytes = await read();
    // A file can grow between the two calls.
    const decoded = bytes.length > limits.fileSize ? null : decodeText(bytes);
    return decoded && "text" in decoded ? decoded : null;
  } catch {
    return null;
  }
}
