import { EventEmitter } from "vscode";
import type { Event } from "vscode";
import type { AccessFileResult } from "../../server/src/protocol.ts";
import { setContextKey } from "./context-keys.ts";
import type { LanguageServer } from "./language-server.ts";
import { judgesTests } from "./settings.ts";
import { countFailing } from "./failing-tests.ts";

/** The access files in force with their tests, as they were last judged. */
export interface AccessTestResults {
  readonly dispose: () => void;
  readonly current: () => readonly AccessFileResult[];
  /** How many tests failed when they were last judged, which is when the settings say or when somebody runs them. */
  readonly failing: () => number;
  readonly onDidChange: Event<void>;
  /** Judges now, whatever the settings say. */
  readonly run: () => Promise<void>;
}

export function accessTestResults(server: LanguageServer): AccessTestResults {
  const changed = new EventEmitter<void>();
  let current: readonly AccessFileResult[] = [];
  let failing = 0;
  let round = 0;
  let wanted = false;
  // Which tests there are is asked about in any case: otherwise nobody could run them.
  const refresh = async (judges: boolean) => {
    const mine = ++round;
    wanted ||= judges;
    const { files } = await server.tests({});
    // A later change has been asked about meanwhile; its answers are the ones to show.
    if (mine !== round) return;
    current = files;
    if (wanted) failing = countFailing(files);
    wanted = false;
    await setContextKey("hasAccessFile", files.length > 0);
    changed.fire();
  };
  const watching = server.onDidChange(() => {
    refresh(judgesTests()).catch((error: unknown) => {
      server.log.warn(String(error));
    });
  });
  return {
    current: () => current,
    failing: () => failing,
    onDidChange: changed.event,
    run: () => refresh(true),
    dispose: () => {
      watching.dispose();
      changed.dispose();
    },
  };
}
