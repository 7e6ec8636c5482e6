import { EventEmitter } from "vscode";
import type { Event } from "vscode";
import type { AccessFileResult } from "../../../server/src/protocol.ts";
import { setContextKey } from "../context-keys.ts";
import type { LanguageServer } from "../language-server.ts";

/** The access files in force with their tests, judged again whenever a template, a file of values or a test changes. */
export interface AccessFiles {
  readonly dispose: () => void;
  readonly current: () => readonly AccessFileResult[];
  readonly onDidChange: Event<void>;
  /** Asks now, and says what is true after it. */
  readonly refresh: () => Promise<readonly AccessFileResult[]>;
}

export function accessFiles(server: LanguageServer): AccessFiles {
  const changed = new EventEmitter<void>();
  let current: readonly AccessFileResult[] = [];
  let round = 0;
  const refresh = async () => {
    const mine = ++round;
    const { files } = await server.tests({});
    // A later change has been asked about meanwhile; its answers are the ones to show.
    if (mine !== round) return current;
    current = files;
    await setContextKey("hasAccessFile", files.length > 0);
    changed.fire();
    return files;
  };
  const watching = server.onDidChange(() => {
    refresh().catch((error: unknown) => {
      server.log.warn(String(error));
    });
  });
  return {
    current: () => current,
    onDidChange: changed.event,
    refresh,
    dispose: () => {
      watching.dispose();
      changed.dispose();
    },
  };
}
