import type { CancellationToken, Connection, Diagnostic } from "vscode-languageserver";
import { CancellationTokenSource } from "vscode-languageserver";
import type { Context } from "./context.ts";
import type { Problems } from "./features/diagnostics.ts";
import { problemsOf } from "./features/diagnostics.ts";
import { Cancelled } from "./guard.ts";
import type { Keystrokes } from "./keystrokes.ts";
import { pause } from "./pause.ts";

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
   * Determines and sends the diagnostics of these documents and of those evaluated together with them; abandons any run
   * in progress.
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
    const { client, session } = this.#context;
    if (client.pullsDiagnostics && (await isAskedForAll(this.#context))) return;
    const done = new Set<string>();
    for (const id of this.#owed) {
      const seen = session.opened(id);
      const problems = await problemsToSend(this.#context, id, token);
      // The next run, which follows when typing pauses, covers what was typed in the meantime.
      if (session.opened(id)?.version !== seen?.version) continue;
      // What changes while this is sent is owed again.
      this.#owed.delete(id);
      if (problems) await this.#send(id, problems.own);
      done.add(id);
      for (const [other, items] of problems?.related ?? [])
        if (!done.has(other) && (items.length > 0 || this.#told.has(other) || session.opened(other)))
          this.#owed.add(other);
      await pause();
    }
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
