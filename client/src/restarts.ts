import { l10n, Uri, window, workspace } from "vscode";
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
} from "vscode-languageclient";
import type { EndedParams, LeftOut } from "../../server/src/protocol/watchdog/watchdog.ts";
import { serverNotifications } from "../../server/src/protocol.ts";
import { sayRestarted } from "./restart-words.ts";
import { inWindow } from "./window-language.ts";

/** A server that ends more often than this within some milliseconds is not started again. */
const most = { ends: 4, within: 3 * 60 * 1000 } as const;

/**
 * A client that starts its server again if it ends. What the server was working on then is left out until it changes, so that no file
 * ends one server after the other.
 */
export function restartingClient(
  options: LanguageClientOptions,
  create: (options: LanguageClientOptions) => BaseLanguageClient,
): BaseLanguageClient {
  const leftOut = new Map<string, LeftOut>();
  let ended: EndedParams | null = null;
  let ends: readonly number[] = [];
  const onClosed = (): {
    readonly action: CloseAction;
    readonly message: string;
    readonly handled: boolean;
  } => {
    const { uri, why } = ended ?? { uri: null, why: { kind: "failed" } as const };
    ended = null;
    if (uri !== null && !leftOut.has(uri)) leftOut.set(uri, { uri, why });
    else ends = [...ends.filter((at) => at > Date.now() - most.within), Date.now()];
    const isLast = ends.length > most.ends;
    const message = isLast
      ? sayStopped()
      : sayRestarted(inWindow, uri && workspace.asRelativePath(Uri.parse(uri)), why);
    if (!isLast) void window.showWarningMessage(message);
    return { action: isLast ? CloseAction.DoNotRestart : CloseAction.Restart, message, handled: !isLast };
  };
  const client = create({
    ...options,
    initializationOptions: () => ({
      ...(options.initializationOptions as object),
      leftOut: [...leftOut.values()],
    }),
    errorHandler: {
      error: (_error, _message, count = 0) => ({
        action: count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
      }),
      closed: onClosed,
    },
  });
  client.onNotification(serverNotifications.ended, (params: EndedParams) => {
    ended = params;
  });
  client.onNotification(serverNotifications.readAgain, ({ uri }: Pick<LeftOut, "uri">) => {
    leftOut.delete(uri);
  });
  return client;
}

function sayStopped(): string {
  return l10n.t(
    "Key Vault Network stopped {0} times within 3 minutes and is not started again. To start it, run the command '{1}'.",
    most.ends + 1,
    l10n.t("Key Vault Network: Restart Language Server"),
  );
}
