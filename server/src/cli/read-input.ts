import { limits } from "../core/index.ts";
import { textOf, type TextReading } from "./disk.ts";
import { tooLarge } from "./file-system.ts";

/** Reads a stream to its end, with the limit and encodings of files. */
export async function readInput(stream: AsyncIterable<Uint8Array>): Promise<TextReading> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > limits.fileSize) return { failure: tooLarge };
      chunks.push(chunk);
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { failure: { isMissing: false, fault: { kind: "cannot-read", why } } };
  }
  return textOf(Buffer.concat(chunks));
}
