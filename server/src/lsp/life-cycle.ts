import {
  type Connection,
  ErrorCodes,
  Message,
  type MessageStrategy,
  ResponseError,
} from "vscode-languageserver";
import { memberOf } from "./parameters.ts";

/**
 * A custom request that no client sends: a request that the protocol does not allow at that time is answered like this
 * one.
 */
const refused = "$/keyVaultNetwork/refused";

interface Refusal {
  readonly code: number;
  readonly message: string;
}

/** What a connection is created with, and its current state. */
export interface LifeCycle {
  readonly messageStrategy: MessageStrategy;
  readonly isShutDown: () => boolean;
}

/**
 * Handles messages only when they are allowed: requests before `initialize`, a second `initialize`, and requests after
 * `shutdown` are errors, and notifications are dropped then
 * (https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#initialize).
 */
export function lifeCycle(): LifeCycle {
  let stage: "before" | "open" | "shut down" = "before";
  const refusalOf = (method: string, params: unknown): Refusal | null => {
    if (stage === "shut down")
      return { code: ErrorCodes.InvalidRequest, message: "The server was shut down." };
    const isFirst = method === "initialize";
    if (isFirst !== (stage === "before"))
      return isFirst
        ? { code: ErrorCodes.InvalidRequest, message: "The server is initialized already." }
        : { code: ErrorCodes.ServerNotInitialized, message: "The server is not initialized." };
    if (isFirst && !saysWhatItCan(params))
      return { code: ErrorCodes.InvalidParams, message: "The client does not say what it is capable of." };
    if (isFirst) stage = "open";
    if (method === "shutdown") stage = "shut down";
    return null;
  };
  return {
    isShutDown: () => stage === "shut down",
    messageStrategy: {
      handleMessage: (message, next) => {
        if (Message.isRequest(message)) {
          const refusal = refusalOf(message.method, message.params);
          return next(refusal ? { ...message, method: refused, params: refusal } : message);
        }
        // Responses to the server's own requests, and the one notification that is always allowed.
        const isInTime = !Message.isNotification(message) || message.method === "exit" || stage === "open";
        return isInTime ? next(message) : undefined;
      },
    },
  };
}

function saysWhatItCan(params: unknown): boolean {
  const capabilities = memberOf(params, "capabilities");
  return typeof capabilities === "object" && capabilities !== null;
}

/** Answers what was refused. */
export function answerRefused(connection: Connection): void {
  connection.onRequest(refused, ({ code, message }: Refusal) => new ResponseError(code, message));
}
