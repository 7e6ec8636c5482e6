import type { LeftOutReason } from "../../core/text/document.ts";

/** The name of the shared memory in a request through which a watchdog cancels it while the server is working. */
export const cancellation = "$keyVaultNetworkCancelled";

/** The parts of a JSON-RPC message that a watchdog reads. */
export interface Message {
  readonly jsonrpc: string;
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
  readonly [cancellation]?: ArrayBufferLike;
}

/** Messages between a watchdog and the server; clients never see them. */
export const watching = {
  /** A request without content: the server answers as soon as it can. */
  ping: "$/keyVaultNetwork/ping",
  /** A notification of the server: what it is about to work on, `WorkingParams`. */
  working: "$/keyVaultNetwork/working",
} as const;

export interface WorkingParams {
  /** The address of a document, or of a Terraform folder, which ends in a slash. */
  readonly uri: string;
}

/** A document or a Terraform folder that is left out until it changes, and why. */
export interface LeftOut {
  readonly uri: string;
  readonly why: LeftOutReason;
}

/** Why a watchdog ended the server, and what the server was working on; `uri` is null if that is not known. */
export interface EndedParams {
  readonly uri: string | null;
  readonly why: LeftOutReason;
}

/** What a watchdog adds to `initializationOptions`, as `watched`. */
export interface Watched {
  /**
   * Shared memory with the number of document changes that were forwarded, the latest of which a working server has not
   * read yet; missing if threads share no memory.
   */
  readonly keystrokes?: SharedArrayBuffer;
}

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
