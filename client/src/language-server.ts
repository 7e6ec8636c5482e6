import { clientCommands, serverNotifications, serverRequests } from "../../server/src/protocol.ts";
import type { ClientOptions } from "../../server/src/protocol/client.ts";
import type { ServiceTagsResult } from "../../server/src/protocol/service-tags.ts";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { type Event, EventEmitter, type LogOutputChannel, window } from "vscode";
import { documentSelector, isNamedLikeTemplate } from "./documents.ts";
import { answerFileRequests } from "./files.ts";
import { requestsBy, type ServerRequests } from "./server-requests.ts";
import type { StoredTags } from "./stored-tags.ts";
import { workspaceSchemes } from "./workspace-schemes.ts";
import { RunningClient } from "./running-client.ts";

/** Creates a client when one is to be started. */
export type ClientFactory = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** The language server from the features' point of view. Requests start it if it is not running yet. */
export interface LanguageServer extends ServerRequests {
  readonly isRunning: () => boolean;
  /** Vaults and verdicts may have changed. */
  readonly onDidChange: Event<void>;
  /** Another server has taken over, for example after a crash, without the state of the previous one. */
  readonly onDidRestart: Event<void>;
  /** Logs a sentence. */
  readonly note: (sentence: string) => void;
  /** Logs an error. */
  readonly warn: (error: unknown) => void;
  readonly showLog: () => void;
  readonly start: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly dispose: () => void;
}

/**
 * Sets the server up without starting it: most windows never contain a template. Each server that starts receives the
 * stored service tags; those it rejects, because they are older than its own, are deleted.
 */
export function languageServer(createClient: ClientFactory, tags: StoredTags): LanguageServer {
  const changed = new EventEmitter<void>();
  const restarted = new EventEmitter<void>();
  const log = window.createOutputChannel("Key Vault Network", { log: true });
  const warn = (error: unknown): void => {
    log.warn(String(error));
  };
  const client = new RunningClient({
    start: async () => {
      const begin = Date.now();
      const started = await startClient(createClient, log, changed);
      log.info(`The language server started in ${Date.now() - begin} ms.`);
      return started;
    },
    onStart: async (started, isFirst) => {
      await sendStoredTags(started, tags).catch(warn);
      if (!isFirst) restarted.fire();
      changed.fire();
    },
    warn,
  });
  return {
    ...requestsBy(async <R>(method: string, params: object): Promise<R> => {
      const started = await client.started();
      return started.sendRequest<R>(method, params);
    }),
    isRunning: () => client.isRunning,
    onDidChange: changed.event,
    onDidRestart: restarted.event,
    note: (sentence) => {
      log.info(sentence);
    },
    warn,
    showLog: () => {
      log.show();
    },
    start: async () => {
      await client.started();
    },
    restart: () => client.restart(),
    stop: () => client.stop(),
    dispose: () => {
      changed.dispose();
      restarted.dispose();
      log.dispose();
    },
  };
}

async function startClient(
  createClient: ClientFactory,
  log: LogOutputChannel,
  changed: EventEmitter<void>,
): Promise<BaseLanguageClient> {
  const client = await createClient(clientOptions(log));
  answerFileRequests(client);
  client.onNotification(serverNotifications.changed, () => {
    changed.fire();
  });
  await client.start();
  return client;
}

async function sendStoredTags(client: BaseLanguageClient, tags: StoredTags): Promise<void> {
  const file = await tags.read();
  if (!file) return;
  const { error } = await client.sendRequest<ServiceTagsResult>(serverRequests.serviceTags, { file });
  if (error !== null) await tags.forget();
}

/** They only show something. */
const linkedCommands = [
  clientCommands.browseTrustedServices,
  clientCommands.simulateAccess,
  clientCommands.showMatrix,
];

function clientOptions(log: LogOutputChannel): LanguageClientOptions {
  const can: ClientOptions = { readFile: true, listFolder: true, findFiles: true, commands: true };
  return {
    documentSelector: documentSelector(workspaceSchemes()),
    outputChannel: log,
    initializationOptions: can,
    // Hovers contain text from templates, so links may run only these commands.
    markdown: { isTrusted: { enabledCommands: linkedCommands }, supportHtml: false },
    diagnosticCollectionName: "keyvault-network",
    diagnosticPullOptions: {
      onChange: true,
      onSave: true,
      onFocus: true,
      onTabs: true,
      match: (_selector, uri) => isNamedLikeTemplate(uri.path),
    },
  };
}
