import {
  type ClientCapabilities,
  type ConfigurationParams,
  type LogMessageParams,
  type MessageConnection,
  MessageType,
  type PublishDiagnosticsParams,
  type Registration,
  type RegistrationParams,
  type ShowDocumentParams,
  type UnregistrationParams,
} from "vscode-languageserver/node";
import type { EditorOptions } from "./editor.ts";

/** What a server sent without a request, in order. */
export interface Inbox {
  readonly published: PublishDiagnosticsParams[];
  /** What is registered at the moment. */
  readonly registered: Map<string, Registration>;
  readonly shown: ShowDocumentParams[];
  /** What it logged, errors and warnings apart from everything else. */
  readonly log: { readonly errors: string[]; readonly notes: string[] };
  /** The methods of all its requests and notifications. */
  readonly methods: string[];
}

/** Answers what a server may ask of an editor, and keeps what it says. */
export function answerServer(connection: MessageConnection, options: EditorOptions): Inbox {
  const inbox: Inbox = {
    published: [],
    registered: new Map(),
    shown: [],
    log: { errors: [], notes: [] },
    methods: [],
  };
  connection.onNotification((method, params) => {
    inbox.methods.push(method);
    if (method === "textDocument/publishDiagnostics")
      inbox.published.push(params as PublishDiagnosticsParams);
    if (method === "window/logMessage") {
      const { type, message } = params as LogMessageParams;
      inbox.log[type <= MessageType.Warning ? "errors" : "notes"].push(message);
    }
  });
  const answers: Readonly<Record<string, (params: never) => unknown>> = {
    "workspace/configuration": ({ items }: ConfigurationParams) =>
      items.map(({ scopeUri }) => options.settings?.(scopeUri) ?? null),
    "client/registerCapability": ({ registrations }: RegistrationParams) => {
      for (const each of registrations) inbox.registered.set(each.id, each);
      return null;
    },
    "client/unregisterCapability": ({ unregisterations }: UnregistrationParams) => {
      for (const { id } of unregisterations) inbox.registered.delete(id);
      return null;
    },
    "window/showDocument": (params: ShowDocumentParams) => {
      inbox.shown.push(params);
      return { success: true };
    },
    ...options.answers,
  };
  connection.onRequest((method, params) => {
    inbox.methods.push(method);
    return answers[method]?.(params as never) ?? null;
  });
  return inbox;
}

/** VS Code's own capabilities that the server reads. */
export function capabilitiesOf({
  capabilities,
  encodings = ["utf-16"],
  pull = true,
}: EditorOptions): ClientCapabilities {
  return {
    general: { positionEncodings: [...encodings] },
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      diagnostics: { refreshSupport: true },
      codeLens: { refreshSupport: true },
      inlayHint: { refreshSupport: true },
      workspaceEdit: { documentChanges: true, snippetEditSupport: true },
    },
    window: { showDocument: { support: true }, workDoneProgress: true },
    ...capabilities,
    textDocument: {
      ...(pull ? { diagnostic: { dynamicRegistration: true } } : {}),
      codeAction: { resolveSupport: { properties: ["edit"] } },
      ...capabilities?.textDocument,
    },
  };
}
