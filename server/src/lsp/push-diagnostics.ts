import type { Connection, Diagnostic } from "vscode-languageserver";
import { CancellationTokenSource } from "vscode-languageserver";
import type { Context } from "./context.ts";
import type { Problems } from "./features/diagnostics.ts";
import { problemsOf } from "./features/diagnostics.ts";
import { Cancelled } from "./guard.ts";
import { pause } from "./pause.ts";

/**
 * Sends problems by itself: to clients that do not ask for them, and to all clients those of documents that are not open, for which
 * no client asks unless its settings say so.
 */
export interface Push {
  /** Works out and sends the problems of these documents and of what they are judged with; what was under way before is given up. */
  readonly publish: (ids: readonly string[]) => void;
  /** A document was opened, so that its problems are asked for from now on. */
  readonly opened: (id: string, uri: string) => void;
  /** Takes the problems of a document that was closed away; `uri` is its address as the client spells it. */
  readonly closed: (id: string, uri: string) => void;
}

export function createPush(connection: Connection, context: Context, log: (message: string) => void): Push {
  const owed = new Set<string>();
  /** Documents that are not open and have problems, as the client knows them. */
  const told = new Map<string, string>();
  let current = new CancellationTokenSource();

  const send = async (id: string, diagnostics: readonly Diagnostic[]): Promise<void> => {
    const opened = context.session.opened(id);
    if (opened ? context.client.pullsDiagnostics : (told.get(id) ?? "[]") === JSON.stringify(diagnostics))
      return;
    if (opened || diagnostics.length === 0) told.delete(id);
    else told.set(id, JSON.stringify(diagnostics));
    const version = opened ? { version: opened.version } : {};
    await connection.sendDiagnostics({
      uri: context.session.uriOf(id),
      diagnostics: [...diagnostics],
      ...version,
    });
  };
  const publishAll = async (source: CancellationTokenSource): Promise<void> => {
    if (context.client.pullsDiagnostics && (await isAskedForAll(context))) return;
    const done = new Set<string>();
    for (const id of owed) {
      const seen = context.session.opened(id);
      const problems = await problemsToSend(context, id, source);
      // Of what was typed meanwhile the next run tells, which follows when typing rests.
      if (context.session.opened(id)?.version !== seen?.version) continue;
      if (problems) await send(id, problems.own);
      owed.delete(id);
      done.add(id);
      for (const [other, items] of problems?.related ?? [])
        if (!done.has(other) && (items.length > 0 || told.has(other))) owed.add(other);
      await pause();
    }
  };
  return {
    publish: (ids) => {
      for (const id of ids) owed.add(id);
      current.cancel();
      current = new CancellationTokenSource();
      publishAll(current).catch((error: unknown) => {
        if (!(error instanceof Cancelled)) log(String(error));
      });
    },
    opened: (id, uri) => {
      if (told.delete(id)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    closed: (id, uri) => {
      owed.delete(id);
      for (const other of told.keys()) owed.add(other);
      if (context.client.pullsDiagnostics) return;
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}

/** With diagnostics of the whole workspace the client asks for what is not open too. */
async function isAskedForAll({ client, settings }: Context): Promise<boolean> {
  return client.registersDiagnostics && (await settings.ofWindow()).validate.scope === "workspace";
}

/** The problems of a document; null where they wait until it is saved. */
async function problemsToSend(
  context: Context,
  id: string,
  { token }: CancellationTokenSource,
): Promise<Problems | null> {
  const { validate } = await context.settings.of(context.session.uriOf(id));
  if (validate.run === "onSave" && context.session.opened(id)?.changed === true) return null;
  const problems = await problemsOf(context, id, token);
  // What was typed meanwhile is reported by the next run.
  if (token.isCancellationRequested) throw new Cancelled();
  return problems;
}
