/** The name of the shared memory in a request by which a supervisor cancels it while the server is at work. */
export const cancellation = "$keyVaultNetworkCancelled";

/** A message of JSON-RPC, as far as a supervisor looks into it. */
export interface Message {
  readonly jsonrpc: string;
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
  readonly [cancellation]?: ArrayBufferLike;
}

/** What a supervisor and the server say to each other; no client hears of it. */
export const supervision = {
  /** A request that says nothing: the server answers as soon as it can. */
  ping: "$/keyVaultNetwork/ping",
  /** A request for the text of an open document, `OpenTextParams`. */
  openText: "$/keyVaultNetwork/openText",
  /** A notification of the server: what it sets to work on, `WorkingParams`. */
  working: "$/keyVaultNetwork/working",
  /** A notification: everything that the server before was told has been told again. */
  replayed: "$/keyVaultNetwork/replayed",
} as const;

export interface WorkingParams {
  /** The address of a document, or of a folder of Terraform, which ends in a slash. */
  readonly uri: string;
}

export interface OpenTextParams {
  readonly uri: string;
}

/** Null when it is not open. */
export type OpenTextResult = { readonly version: number; readonly text: string } | null;

/** A document or a folder of Terraform that is left out until it changes, and why. */
export interface LeftOut {
  readonly uri: string;
  readonly why: string;
}

/** What a supervisor adds to `initializationOptions`, as `supervised`. */
export interface Supervised {
  readonly leftOut: readonly LeftOut[];
  /** Shared memory with the number of changes of documents that were passed on, of which a server that is at work has not read the last. */
  readonly keystrokes?: SharedArrayBuffer;
}

/** In the parameters of a request that a server in place of another one is asked again: nobody waits for the answer. */
export const askedAgain = "$keyVaultNetworkAskedAgain";

export function isRequest(message: Message): message is Message & { id: number | string; method: string } {
  return message.method !== undefined && message.id !== undefined && message.id !== null;
}

/** A member of what a client sent, which may be anything. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, name)
        ? Reflect.get(inner, name)
        : undefined,
    value,
  );
}

/** The address of the document that a message is about; null when it is about none. */
export function uriIn({ params }: Message): string | null {
  const uri = at(params, "textDocument", "uri");
  return typeof uri === "string" ? uri : null;
}

/** The last part of a document's address, as people read it. */
export function nameOf(uri: string): string {
  const path = uri.replace(/\/$/, "");
  const name = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
