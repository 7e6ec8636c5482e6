import {
  type CancellationToken,
  CancellationTokenSource,
  type Connection,
  type Diagnostic,
} from "vscode-languageserver";
import type { Context } from "./context.ts";
import { type Problems, problemsOf } from "./features/diagnostics.ts";
import { Cancelled, stopIfCancelled } from "./guard.ts";
import type { Keystrokes } from "./keystrokes.ts";
import { pause } from "./pause.ts";
import { shownDocuments } from "./shown-documents.ts";

/**
 * Pushes diagnostics: to clients that do not pull them, and, to all clients, those of documents that are not open,
 * which clients pull only if their settings say so.
 */
export class Push {
  readonly #connection: Connection;
  readonly #context: Context;
  readonly #keystrokes: Keystrokes;
  readonly #log: (message: string) => void;
  readonly #owed = new Set<string>();
  /** Documents that are not open and have diagnostics in the client. */
  readonly #told = new Map<string, string>();
  readonly #related = new RelatedDocuments();
  #current = new CancellationTokenSource();

  constructor(
    connection: Connection,
    context: Context,
    keystrokes: Keystrokes,
    log: (message: string) => void,
  ) {
    this.#connection = connection;
    this.#context = context;
    this.#keystrokes = keystrokes;
    this.#log = log;
  }

  /**
   * Determines and sends the diagnostics of these documents and of those in which they have or had findings, and withdraws those of
   * documents that are no longer shown; abandons any run in progress.
   */
  publish(ids: readonly string[]): void {
    for (const id of ids) this.#owed.add(id);
    this.stop();
    const token = supersededBy(this.#keystrokes, this.#current.token);
    this.#publishAll(token).catch((error: unknown) => {
      if (!(error instanceof Cancelled)) this.#log(String(error));
    });
  }

  /** Abandons the run in progress until the next `publish`, which covers it too. */
  stop(): void {
    this.#current.cancel();
    this.#current = new CancellationTokenSource();
  }

  /** A document was opened, so the client pulls its diagnostics from now on. */
  opened(id: string, uri: string): void {
    if (this.#told.delete(id)) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Removes the diagnostics of a closed document; `uri` is its address as the client spells it. */
  closed(id: string, uri: string): void {
    this.#owed.delete(id);
    for (const other of this.#told.keys()) this.#owed.add(other);
    if (this.#context.client.pullsDiagnostics) return;
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #publishAll(token: CancellationToken): Promise<void> {
    const { client } = this.#context;
    if (client.pullsDiagnostics && (await isAskedForAll(this.#context))) {
      await this.#withdrawAll(token);
      return;
    }
    const shown = new Set([...shownDocuments(this.#context), ...this.#context.session.openIds()]);
    this.#oweWhatIsNoLongerShown(shown);
    const run: Run = { shown, done: new Set(), token };
    for (const id of this.#owed) if (shown.has(id)) await this.#publishOne(id, run);
    // Only now is it known where else the documents that are shown have findings.
    const related = this.#related.all();
    for (const id of this.#owed) {
      if (related.has(id)) await this.#publishOne(id, run);
      else if (!shown.has(id)) await this.#withdraw(id, token);
    }
  }

  /** Owes the documents that are shown for their own sake no longer, and those in which they had findings. */
  #oweWhatIsNoLongerShown(shown: ReadonlySet<string>): void {
    for (const id of this.#related.retain(shown)) this.#owed.add(id);
    const related = this.#related.all();
    for (const id of this.#told.keys()) if (!shown.has(id) && !related.has(id)) this.#owed.add(id);
  }

  async #publishOne(id: string, { shown, done, token }: Run): Promise<void> {
    if (done.has(id)) return;
    const { session } = this.#context;
    const seen = session.opened(id);
    const problems = await problemsToSend(this.#context, id, token);
    // The next run, which follows when typing pauses, covers what was typed in the meantime.
    if (session.opened(id)?.version !== seen?.version) return;
    // What changes while this is sent is owed again.
    this.#owed.delete(id);
    done.add(id);
    const related = problems && shown.has(id) ? this.#related.record(id, problems.related) : [];
    for (const other of related) if (!done.has(other)) this.#owed.add(other);
    if (problems) await this.#send(id, problems.own);
    await pause();
  }

  async #withdraw(id: string, token: CancellationToken): Promise<void> {
    stopIfCancelled(token);
    this.#owed.delete(id);
    await this.#send(id, []);
  }

  /** The client asks for the diagnostics of all documents from now on. */
  async #withdrawAll(token: CancellationToken): Promise<void> {
    this.#related.retain(new Set());
    for (const id of [...this.#owed, ...this.#told.keys()]) await this.#withdraw(id, token);
  }

  async #send(id: string, diagnostics: readonly Diagnostic[]): Promise<void> {
    const { client, session } = this.#context;
    const opened = session.opened(id);
    const text = JSON.stringify(diagnostics);
    if (opened ? client.pullsDiagnostics : (this.#told.get(id) ?? "[]") === text) return;
    if (opened || diagnostics.length === 0) this.#told.delete(id);
    else this.#told.set(id, text);
    const version = opened ? { version: opened.version } : {};
    await this.#connection.sendDiagnostics({
      uri: session.uriOf(id),
      diagnostics: [...diagnostics],
      ...version,
    });
  }
}

/** What one run has done so far. */
interface Run {
  /** The documents that are shown for their own sake. */
  readonly shown: ReadonlySet<string>;
  readonly done: Set<string>;
  readonly token: CancellationToken;
}

/** A token that is also canceled by an unread keystroke: the next run follows when typing pauses. */
function supersededBy(keystrokes: Keystrokes, token: CancellationToken): CancellationToken {
  return {
    get isCancellationRequested() {
      return token.isCancellationRequested || keystrokes.areWaiting;
    },
    onCancellationRequested: token.onCancellationRequested,
  };
}

/** With workspace diagnostics, the client also pulls those of documents that are not open. */
async function isAskedForAll({ client, settings }: Context): Promise<boolean> {
  return client.registersDiagnostics && (await settings.ofWindow()).validate.scope === "workspace";
}

/** The diagnostics of a document; null if they have to wait until it is saved. */
async function problemsToSend(
  context: Context,
  id: string,
  token: CancellationToken,
): Promise<Problems | null> {
  const { validate } = await context.settings.of(context.session.uriOf(id));
  if (validate.run === "onSave" && context.session.opened(id)?.changed === true) return null;
  const problems = await problemsOf(context, id, token);
  // The next run reports what was typed in the meantime.
  if (token.isCancellationRequested) throw new Cancelled();
  return problems;
}

/** In which other documents each document has, or may have, findings. */
class RelatedDocuments {
  readonly #byDocument = new Map<string, readonly string[]>();

  /** Records the documents in which one has findings now; returns those whose findings may differ for it, earlier ones included. */
  record(id: string, related: readonly string[]): readonly string[] {
    const before = this.#byDocument.get(id) ?? [];
    if (related.length > 0) this.#byDocument.set(id, related);
    else this.#byDocument.delete(id);
    return [...before, ...related];
  }

  /** Forgets all documents but these; returns the documents in which the forgotten ones had findings. */
  retain(ids: ReadonlySet<string>): readonly string[] {
    const forgotten = [...this.#byDocument.keys()].filter((id) => !ids.has(id));
    return forgotten.flatMap((id) => this.record(id, []));
  }

  /** Every document in which another one has findings. */
  all(): ReadonlySet<string> {
    return new Set([...this.#byDocument.values()].flat());
  }
}
