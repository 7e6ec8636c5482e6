import { at, type Message } from "./messages.ts";

/** What a server has left in the client, to be removed when another one starts. */
export class Traces {
  readonly #registered = new Map<string, string>();
  readonly #progress = new Set<string | number>();
  readonly #published = new Set<string>();

  /** Records a message of the server. */
  take({ method, params }: Message): void {
    for (const each of listAt(params, "registrations"))
      this.#registered.set(String(at(each, "id")), String(at(each, "method")));
    for (const each of listAt(params, "unregisterations")) this.#registered.delete(String(at(each, "id")));
    if (method === "$/progress") this.#takeProgress(at(params, "token"), at(params, "value", "kind"));
    if (method === "textDocument/publishDiagnostics") this.#takePublished(String(at(params, "uri")), params);
  }

  #takePublished(uri: string, params: unknown): void {
    if (listAt(params, "diagnostics").length > 0) this.#published.add(uri);
    else this.#published.delete(uri);
  }

  #takeProgress(token: unknown, kind: unknown): void {
    if (typeof token !== "string" && typeof token !== "number") return;
    if (kind === "begin") this.#progress.add(token);
    if (kind === "end") this.#progress.delete(token);
  }

  /** The messages that remove everything. */
  takeAway(idOf: () => string): readonly Message[] {
    const unregisterations = [...this.#registered].map(([id, method]) => ({ id, method }));
    const jsonrpc = "2.0";
    const messages: readonly Message[] = [
      ...[...this.#progress].map((token) => ({
        jsonrpc,
        method: "$/progress",
        params: { token, value: { kind: "end" } },
      })),
      ...[...this.#published].map((uri) => ({
        jsonrpc,
        method: "textDocument/publishDiagnostics",
        params: { uri, diagnostics: [] },
      })),
      ...(unregisterations.length === 0
        ? []
        : [{ jsonrpc, id: idOf(), method: "client/unregisterCapability", params: { unregisterations } }]),
    ];
    this.#registered.clear();
    this.#progress.clear();
    this.#published.clear();
    return messages;
  }
}

function listAt(params: unknown, name: string): readonly unknown[] {
  const list = at(params, name);
  return Array.isArray(list) ? list : [];
}
