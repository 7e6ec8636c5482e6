import {
  CodeLensRefreshRequest,
  type Connection,
  FileChangeType,
  type FileEvent,
} from "vscode-languageserver";
import { folderOf, isAccessFile, isParameterFile } from "../core/index.ts";
import { serverNotifications } from "../protocol.ts";
import type { Context } from "./context.ts";
import { normalizeUri } from "./files.ts";
import { searchedBy } from "./find-files.ts";
import type { Keystrokes } from "./keystrokes.ts";
import type { OpenDocument, OpenEvent } from "./open-documents.ts";
import { Push } from "./push-diagnostics.ts";
import type { ReportMemory } from "./report-memory.ts";
import { rootOf } from "./root-of.ts";
import { takeUp } from "./scan.ts";
import { shownDocuments } from "./shown-documents.ts";

/** How long typing has to pause before the client is notified, in milliseconds. */
const rest = 150;

/** Collects what may have changed until typing pauses, then notifies the client once. */
export class Updates {
  readonly #connection: Connection;
  readonly #context: Context;
  readonly #memory: ReportMemory;
  readonly #log: (message: unknown) => void;
  readonly #push: Push;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting = new Set<string>();
  #affectsOthers = false;

  constructor(
    connection: Connection,
    context: Context,
    memory: ReportMemory,
    keystrokes: Keystrokes,
    log: (message: unknown) => void,
  ) {
    this.#connection = connection;
    this.#context = context;
    this.#memory = memory;
    this.#log = log;
    this.#push = new Push(connection, context, keystrokes, log);
  }

  /** Everything may have changed: settings or folders changed, or a scan has ended. */
  onAll(): void {
    this.#schedule([...shownDocuments(this.#context), ...this.#context.session.openIds()], true);
  }

  /** Roots look different because of what other roots say. */
  onRelinked(roots: readonly string[]): void {
    const { session } = this.#context;
    const changed = new Set(roots);
    const parts = session.templates().filter((id) => {
      const document = session.document(id);
      return document && changed.has(rootOf(document));
    });
    this.#schedule(parts, true);
  }

  /** The lenses of lookups said that other roots were being read. */
  onOthersRead(): void {
    refreshLenses(this.#connection, this.#context, this.#log);
    const { session } = this.#context;
    // Files of values wait for the templates that read them, modules for their callers, pipelines and scripts for the vaults of other roots.
    this.#schedule([...new Set([...session.openIds(), ...session.templates()])], true);
  }

  /** A document was opened, changed, saved or closed. */
  onDocument({ uri, document }: OpenDocument, event: OpenEvent): void {
    const { session, settings } = this.#context;
    const { id } = document;
    if (event === "opened") void settings.of(uri);
    if (event === "changed") this.#push.stop();
    const change = event === "changed" || event === "saved" ? "text" : "existence";
    const affected = session.concernedBy(id, change);
    if (event === "closed") {
      session.close(document);
      this.#memory.forget(id);
      this.#push.closed(id, uri);
      // Scans take what is open as it is in the editor, and changes on disk are not taken up meanwhile.
      this.#takeUp([id], []);
    }
    if (event === "opened") {
      this.#push.opened(id, uri);
      this.#context.baseline.opened(document);
    }
    // Tests, severities and environments of an access file affect every template, and may change which values a file
    // supplies. What is assumed may affect every template, too.
    if (isAccessFile(id) || isParameterFile(document) || this.#concerns(id)) {
      this.onAll();
      return;
    }
    const others = [...affected, ...this.#openAccessFiles()].filter((each) => each !== id);
    this.#schedule([id, ...others], others.length > 0);
  }

  /** Files changed on disk. */
  onFiles(changes: readonly FileEvent[]): void {
    const { session, baseline } = this.#context;
    baseline.changing(idsOf(changes, FileChangeType.Changed));
    send(this.#keepCreated(idsOf(changes, FileChangeType.Created)), this.#log);
    const affected = changes.flatMap((change) => affectedBy(this.#context, change));
    this.#context.outside.changed(changes.map(({ uri }) => normalizeUri(uri)));
    const ids = changes.map(({ uri }) => normalizeUri(uri)).filter((id) => !session.opened(id));
    for (const id of ids) session.forget(id);
    // Scans can take minutes: what is open does not wait for them.
    this.#tellOf(ids, affected);
    this.#takeUp(ids, affected);
  }

  async #keepCreated(ids: readonly string[]): Promise<void> {
    this.#context.baseline.created(ids.filter(await searchedBy(this.#context)));
  }

  #takeUp(ids: readonly string[], affected: readonly string[]): void {
    const taken = takeUp(this.#context, ids).then(() => {
      this.#tellOf(ids, affected);
    });
    send(taken, this.#log);
  }

  /** What is known of files has changed. */
  #tellOf(ids: readonly string[], affected: readonly string[]): void {
    if (ids.some((id) => isAccessFile(id) || this.#concerns(id))) this.onAll();
    if (affected.length > 0 || this.#context.session.isScanned) this.#schedule([...affected, ...ids], true);
  }

  /** Whether findings of several templates may depend on a file that none of them reads. */
  #concerns(id: string): boolean {
    return this.#context.states.uses(id) || this.#context.outside.includes(id, this.#context);
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

function idsOf(changes: readonly FileEvent[], wanted: FileChangeType): readonly string[] {
  return changes.flatMap(({ uri, type }) => (type === wanted ? [normalizeUri(uri)] : []));
}

/** The documents that a change on disk affects; folders in which files were created or deleted are listed again. */
function affectedBy({ session }: Context, { uri, type }: FileEvent): readonly string[] {
  const id = normalizeUri(uri);
  const change = type === FileChangeType.Changed ? "text" : "existence";
  if (change === "text" && session.opened(id)) return [];
  const concerned = session.concernedBy(id, change);
  if (change === "existence") session.forget(folderOf(id));
  return concerned;
}

/** The client asks again automatically for the document being edited, but not for others that depend on it. */
function refresh(connection: Connection, { client }: Context, log: (message: unknown) => void): void {
  if (client.refreshesDiagnostics) send(connection.languages.diagnostics.refresh(), log);
  refreshLenses(connection, { client }, log);
  if (client.refreshesInlayHints) send(connection.languages.inlayHint.refresh(), log);
}

function refreshLenses(
  connection: Connection,
  { client }: Pick<Context, "client">,
  log: (message: unknown) => void,
): void {
  if (client.refreshesCodeLenses) send(connection.sendRequest(CodeLensRefreshRequest.type), log);
}

/** A message that the client refuses is only logged. */
function send(sent: Promise<unknown>, log: (message: unknown) => void): void {
  sent.catch(log);
}
