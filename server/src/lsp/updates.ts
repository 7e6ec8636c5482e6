import type { Connection, FileEvent } from "vscode-languageserver";
import { CodeLensRefreshRequest, FileChangeType } from "vscode-languageserver";
import { folderOf, isAccessFile, isParameterFile } from "../core/index.ts";
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
  /** Files that changed on disk. */
  readonly onFiles: (changes: readonly FileEvent[]) => void;
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
  const openAccessFiles = (): readonly string[] => session.openIds().filter(isAccessFile);
  const onAll = (): void => {
    schedule([...session.templates(), ...openAccessFiles()], true);
  };
  return {
    onAll,
    onDocument: ({ uri, document }, event) => {
      const { id } = document;
      const change = event === "changed" || event === "saved" ? "text" : "existence";
      const affected = session.concernedBy(id, change);
      if (event === "closed") {
        session.close(document);
        memory.forget(id);
        push?.clear(id, uri);
      }
      // Tests, severities and environments of an access file concern every template; whose values a file gives may change with it.
      if (isAccessFile(id) || isParameterFile(document)) {
        onAll();
        return;
      }
      const others = [...affected, ...openAccessFiles()].filter((each) => each !== id);
      schedule([...(event === "closed" ? [] : [id]), ...others], others.length > 0);
    },
    onFiles: (changes) => {
      const affected = changes.flatMap((change) => affectedBy(context, change));
      const ids = changes.map(({ uri }) => normalizeUri(uri)).filter((id) => !session.opened(id));
      for (const id of ids) session.forget(id);
      if (ids.some(isAccessFile)) onAll();
      send(
        takeUp(context, ids).then(() => {
          if (affected.length > 0 || session.isScanned) schedule(affected, true);
        }),
        log,
      );
    },
  };
}

/** The documents that a change on disk concerns; folders in which files have come or gone are listed anew. */
function affectedBy({ session }: Context, { uri, type }: FileEvent): readonly string[] {
  const id = normalizeUri(uri);
  const change = type === FileChangeType.Changed ? "text" : "existence";
  if (change === "text" && session.opened(id)) return [];
  const concerned = session.concernedBy(id, change);
  if (change === "existence") session.forget(folderOf(id));
  return concerned;
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
