import type { EndReason } from "../../core/words/supervisor-words.ts";
/** The name of the shared memory in a request through which a supervisor cancels it while the server is working. */
export const cancellation = "$keyVaultNetworkCancelled";

/** The parts of a JSON-RPC message that a supervisor reads. */
export interface Message {
  readonly jsonrpc: string;
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
  readonly [cancellation]?: ArrayBufferLike;
}

/** Messages between a supervisor and the server; clients never see them. */
export const supervision = {
  /** A request without content: the server answers as soon as it can. */
  ping: "$/keyVaultNetwork/ping",
  /** A request for the text of an open document, `OpenTextParams`. */
  openText: "$/keyVaultNetwork/openText",
  /** A notification of the server: what it is about to work on, `WorkingParams`. */
  working: "$/keyVaultNetwork/working",
  /** A notification: all messages to the previous server have been repeated. */
  replayed: "$/keyVaultNetwork/replayed",
} as const;

export interface WorkingParams {
  /** The address of a document, or of a Terraform folder, which ends in a slash. */
  readonly uri: string;
}

export interface OpenTextParams {
  readonly uri: string;
}

/** Null if it is not open. */
export type OpenTextResult = { readonly version: number; readonly text: string } | null;

/** A document or a Terraform folder that is left out until it changes, and why. */
export interface LeftOut {
  readonly uri: string;
  readonly why: EndReason;
}

/** What a supervisor adds to `initializationOptions`, as `supervised`. */
export interface Supervised {
  readonly leftOut: readonly LeftOut[];
  /**
   * Shared memory with the number of document changes that were forwarded, the latest of which a working server has not
   * read yet.
   */
  readonly keystrokes?: SharedArrayBuffer;
}

/** In the parameters of a request that is repeated for a new server: no client waits for the response. */
export const askedAgain = "$keyVaultNetworkAskedAgain";

export function isRequest(message: Message): message is Message & { id: number | string; method: string } {
  return message.method !== undefined && message.id !== undefined && message.id !== null;
}

/** A member of a value from the client, which may be anything. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, name)
        ? Reflect.get(inner, name)
        : undefined,
    value,
  );
}

/** The address of the document that a message is about; null if there is none. */
export function uriIn({ params }: Message): string | null {
  const uri = at(params, "textDocument", "uri");
  return typeof uri === "string" ? uri : null;
}

/** The last part of a document's address, in readable form. */
export function nameOf(uri: string): string {
  const path = uri.replace(/\/$/, "");
  const name = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
