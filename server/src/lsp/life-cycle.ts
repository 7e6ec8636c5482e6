import type { Connection, MessageStrategy } from "vscode-languageserver";
import { ErrorCodes, ResponseError } from "vscode-languageserver";

/** A request of our own that no client sends: one that the protocol forbids at its time is answered as this one. */
const refused = "$/keyVaultNetwork/refused";

interface Refusal {
  readonly code: number;
  readonly message: string;
}

/**
 * What a connection is made with, so that messages are handled in their time only: requests before `initialize`, a second one, and
 * requests after `shutdown` are errors, and notifications then are dropped
 * (https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#initialize).
 */
export function lifeCycle(): { readonly messageStrategy: MessageStrategy } {
  let stage: "before" | "open" | "shut down" = "before";
  const refusalOf = (method: string): Refusal | null => {
    if (stage === "shut down")
      return { code: ErrorCodes.InvalidRequest, message: "The server was shut down." };
    const isFirst = method === "initialize";
    if (isFirst !== (stage === "before"))
      return isFirst
        ? { code: ErrorCodes.InvalidRequest, message: "The server is initialized already." }
        : { code: ErrorCodes.ServerNotInitialized, message: "The server is not initialized." };
    if (isFirst) stage = "open";
    if (method === "shutdown") stage = "shut down";
    return null;
  };
  return {
    messageStrategy: {
      handleMessage: (message, next) => {
        const method = "method" in message && typeof message.method === "string" ? message.method : null;
        // Answers to what the server asked, and the one notification that is always in time.
        if (method === null || method === "exit") return next(message);
        const isRequest = "id" in message;
        if (!isRequest) return stage === "open" ? next(message) : undefined;
        const refusal = refusalOf(method);
        if (!refusal) return next(message);
        const instead = { ...message, method: refused, params: refusal };
        return next(instead);
      },
    },
  };
}

/** Answers what was refused. */
export function answerRefused(connection: Connection): void {
  connection.onRequest(refused, ({ code, message }: Refusal) => new ResponseError(code, message));
}
