import { isFileName } from "./addresses.ts";
import type { NamedText } from "./example.ts";

/** What a link carries. */
export interface SharedState {
  readonly files: readonly NamedText[];
  /** The sources that were asked about, as typed. */
  readonly asked: readonly string[];
}

/** What a link may carry at most. A longer one is no use in a chat, and whoever made it may mean harm. */
export const bounds = {
  /** Characters of the link. */
  link: 1_000_000,
  /** Characters of all files together. */
  text: 4_000_000,
  files: 50,
  sources: 20,
  /** Characters of a source. */
  source: 500,
} as const;

/** The version of the format. */
const version = 1;

/** The state as a part of an address; null if it is too large. */
export async function packState({ files, asked }: SharedState): Promise<string | null> {
  const text = JSON.stringify([version, files.map((each) => [each.name, each.text]), asked]);
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = base64Of(new Uint8Array(await new Response(stream).arrayBuffer()));
  return packed.length > bounds.link || !isWithinBounds({ files, asked }) ? null : packed;
}

/** The state in a part of an address that may come from anybody; null if it is none, or too large. */
export async function unpackState(packed: string): Promise<SharedState | null> {
  if (packed.length > bounds.link) return null;
  try {
    const text = await inflated(bytesOf(packed));
    const state = text === null ? null : stateIn(JSON.parse(text));
    return state && isWithinBounds(state) ? state : null;
  } catch {
    // It is no text that was packed here.
    return null;
  }
}

/** Text that is many times as long as what it was packed into is not unpacked to its end. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    text += next.value;
    // What JSON escapes takes up to six times as many characters.
    if (text.length > 2 * bounds.text) {
      await reader.cancel();
      return null;
    }
  }
  return text;
}

function stateIn(json: unknown): SharedState | null {
  if (!Array.isArray(json)) return null;
  const [format, files, asked] = json as readonly unknown[];
  if (format !== version || !Array.isArray(files) || !Array.isArray(asked)) return null;
  const named = files.map(fileIn).filter((file) => file !== null);
  const sources = asked.filter((from) => typeof from === "string");
  return named.length === files.length && sources.length === asked.length
    ? { files: named, asked: sources }
    : null;
}

function fileIn(json: unknown): NamedText | null {
  if (!Array.isArray(json)) return null;
  const [name, text] = json as readonly unknown[];
  return typeof name === "string" && typeof text === "string" ? { name, text } : null;
}

function isWithinBounds({ files, asked }: SharedState): boolean {
  const names = new Set(files.map(({ name }) => name.toLowerCase()));
  return (
    files.length > 0 &&
    files.length <= bounds.files &&
    names.size === files.length &&
    files.every(({ name }) => isFileName(name)) &&
    files.reduce((sum, { text }) => sum + text.length, 0) <= bounds.text &&
    asked.length <= bounds.sources &&
    asked.every((from) => from.length <= bounds.source)
  );
}

/** https://datatracker.ietf.org/doc/html/rfc4648#section-5, without padding. */
function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function bytesOf(packed: string): Uint8Array<ArrayBuffer> {
  const text = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
