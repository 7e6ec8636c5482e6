import type { Connection, FileEvent } from "vscode-languageserver";
import { CodeLensRefreshRequest, FileChangeType } from "vscode-languageserver";
import { folderOf, isAccessFile, isParameterFile } from "../core/index.ts";
import { serverNotifications } from "../protocol.ts";
import type { Context } from "./context.ts";
import { normalizeUri } from "./files.ts";
import type { Keystrokes } from "./keystrokes.ts";
import type { OpenDocument, OpenEvent } from "./open-documents.ts";
import { Push } from "./push-diagnostics.ts";
import type { ReportMemory } from "./report-memory.ts";
import { takeUp } from "./scan.ts";

/** How long typing has to rest before anybody is told, in milliseconds. */
const rest = 150;

/** Gathers what may look different now until typing rests, then tells the client of it once. */
export class Updates {
  readonly #connection: Connection;
  readonly #context: Context;
  readonly #memory: ReportMemory;
  readonly #log: (message: string) => void;
  readonly #push: Push;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting = new Set<string>();
  #affectsOthers = false;

  constructor(
    connection: Connection,
    context: Context,
    memory: ReportMemory,
    keystrokes: Keystrokes,
    log: (message: string) => void,
  ) {
    this.#connection = connection;
    this.#context = context;
    this.#memory = memory;
    this.#log = log;
    this.#push = new Push(connection, context, keystrokes, log);
  }

  /** Everything may be different: settings or folders have changed, or a scan has ended. */
  onAll(): void {
    this.#schedule([...this.#context.session.templates(), ...this.#openAccessFiles()], true);
  }

  /** A document was opened, changed, saved or closed. */
  onDocument({ uri, document }: OpenDocument, event: OpenEvent): void {
    const { session } = this.#context;
    const { id } = document;
    if (event === "changed") this.#push.stop();
    const change = event === "changed" || event === "saved" ? "text" : "existence";
    const affected = session.concernedBy(id, change);
    if (event === "closed") {
      session.close(document);
      this.#memory.forget(id);
      this.#push.closed(id, uri);
    }
    if (event === "opened") this.#push.opened(id, uri);
    // Tests, severities and environments of an access file concern every template; whose values a file gives may change with it.
    if (isAccessFile(id) || isParameterFile(document)) {
      this.onAll();
      return;
    }
    const others = [...affected, ...this.#openAccessFiles()].filter((each) => each !== id);
    this.#schedule([id, ...others], others.length > 0);
  }

  /** Files changed on disk. */
  onFiles(changes: readonly FileEvent[]): void {
    const { session } = this.#context;
    const affected = changes.flatMap((change) => affectedBy(this.#context, change));
    const ids = changes.map(({ uri }) => normalizeUri(uri)).filter((id) => !session.opened(id));
    for (const id of ids) session.forget(id);
    if (ids.some(isAccessFile)) this.onAll();
    const taken = takeUp(this.#context, ids).then(() => {
      if (affected.length > 0 || session.isScanned) this.#schedule([...affected, ...ids], true);
    });
    send(taken, this.#log);
  }

  #openAccessFiles(): readonly string[] {
    return this.#context.session.openIds().filter(isAccessFile);
  }

  #schedule(ids: readonly string[], affectsOthers: boolean): void {
    for (const id of ids) this.#waiting.add(id);
    this.#affectsOthers ||= affectsOthers;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#tell();
    }, rest);
  }

  #tell(): void {
    const changed = [...this.#waiting];
    this.#waiting = new Set();
    send(this.#connection.sendNotification(serverNotifications.changed), this.#log);
    if (this.#affectsOthers) refresh(this.#connection, this.#context, this.#log);
    this.#affectsOthers = false;
    this.#push.publish(changed);
  }
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
