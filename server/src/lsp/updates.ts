import type { Connection } from "vscode-languageserver";
import { CodeLensRefreshRequest } from "vscode-languageserver";
import { serverNotifications } from "../protocol.ts";
import type { Context } from "./context.ts";
import { normalizeUri } from "./files.ts";
import type { OpenDocument, OpenEvent } from "./open-documents.ts";
import { createPush } from "./push-diagnostics.ts";
import type { ReportMemory } from "./report-memory.ts";
import { takeUp } from "./scan.ts";

/** How long typing has to rest before anybody is told, in milliseconds. */
const rest = 150;

/** Tells the client what may look different now. */
export interface Updates {
  readonly onDocument: (document: OpenDocument, event: OpenEvent) => void;
  /** Files that changed on disk, by address. */
  readonly onFiles: (uris: readonly string[]) => void;
  /** Everything may be different: settings or folders have changed, or a scan has ended. */
  readonly onAll: () => void;
}

/** Gathers changes until typing rests, then tells of them once. */
export function createUpdates(
  connection: Connection,
  context: Context,
  memory: ReportMemory,
  log: (message: string) => void,
): Updates {
  const { session, client } = context;
  const push = client.pullsDiagnostics ? null : createPush(connection, context, log);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = new Set<string>();
  let others = false;

  const tell = (): void => {
    const changed = waiting;
    waiting = new Set();
    send(connection.sendNotification(serverNotifications.changed), log);
    if (others) refresh(connection, context, log);
    others = false;
    push?.publish([...changed]);
  };
  const schedule = (ids: readonly string[], affectsOthers: boolean): void => {
    for (const id of ids) waiting.add(id);
    others ||= affectsOthers;
    clearTimeout(timer);
    timer = setTimeout(tell, rest);
  };
  const onAll = (): void => {
    schedule(session.roots(), true);
  };
  return {
    onAll,
    onDocument: ({ uri, document: { id } }, event) => {
      const dependants = session.dependantsOf(id);
      if (event === "closed") {
        session.close(id);
        memory.forget(id);
        push?.clear(id, uri);
      }
      schedule([...(event === "closed" ? [] : [id]), ...dependants], dependants.length > 0);
    },
    onFiles: (uris) => {
      const ids = uris.map(normalizeUri).filter((id) => !session.opened(id));
      const dependants = ids.flatMap((id) => session.dependantsOf(id));
      for (const id of ids) session.forget(id);
      send(
        takeUp(context, ids).then(() => {
          if (dependants.length > 0 || session.isScanned) schedule(dependants, true);
        }),
        log,
      );
    },
  };
}

/** The client asks again by itself for the document in which somebody types, but not for others that depend on it. */
function refresh(connection: Connection, { client }: Context, log: (message: string) => void): void {
  if (client.refreshesDiagnostics) send(connection.languages.diagnostics.refresh(), log);
  if (client.refreshesCodeLenses) send(connection.sendRequest(CodeLensRefreshRequest.type), log);
  if (client.refreshesInlayHints) send(connection.languages.inlayHint.refresh(), log);
}

/** A message that the client refuses is worth a line in the log and nothing more. */
function send(sent: Promise<unknown>, log: (message: string) => void): void {
  sent.catch((error: unknown) => {
    log(String(error));
  });
}
