import type { Connection } from "vscode-languageserver";
import { CancellationTokenSource } from "vscode-languageserver";
import type { Context } from "./context.ts";
import { problemsOf } from "./features/diagnostics.ts";
import { Cancelled } from "./guard.ts";
import { pause } from "./pause.ts";

/** Sends problems by itself, for clients that do not ask for them. */
export interface Push {
  /** Works out and sends the problems of these roots; what was under way before is given up. */
  readonly publish: (roots: readonly string[]) => void;
  /** Takes the problems of a document away; `uri` is its address as the client spells it. */
  readonly clear: (id: string, uri: string) => void;
}

export function createPush(connection: Connection, context: Context, log: (message: string) => void): Push {
  const owed = new Set<string>();
  let current = new CancellationTokenSource();

  const publishAll = async (source: CancellationTokenSource): Promise<void> => {
    for (const id of [...owed]) {
      await publishOne(connection, context, id, source);
      owed.delete(id);
      await pause();
    }
  };
  return {
    publish: (roots) => {
      for (const id of roots) owed.add(id);
      current.cancel();
      current = new CancellationTokenSource();
      publishAll(current).catch((error: unknown) => {
        if (!(error instanceof Cancelled)) log(String(error));
      });
    },
    clear: (id, uri) => {
      owed.delete(id);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}

async function publishOne(
  connection: Connection,
  context: Context,
  id: string,
  { token }: CancellationTokenSource,
): Promise<void> {
  const uri = context.session.uriOf(id);
  const { validate } = await context.settings.of(uri);
  const opened = context.session.opened(id);
  if (validate.run === "onSave" && opened?.changed === true) return;
  const { own } = await problemsOf(context, id, token);
  // Whoever has typed meanwhile is told by the next run.
  if (token.isCancellationRequested) throw new Cancelled();
  await connection.sendDiagnostics({
    uri,
    diagnostics: [...own],
    ...(opened ? { version: opened.version } : {}),
  });
}
