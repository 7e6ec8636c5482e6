import { type Event, EventEmitter } from "vscode";
import type { AccessFileResult } from "../../server/src/protocol/access-tests.ts";
import { setContextKey } from "./context-keys.ts";
import type { LanguageServer } from "./language-server.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { judgesTests } from "./settings.ts";
import { sayTally, type Tally, tallyOf } from "./test-tally.ts";
import { inWindow } from "./window-language.ts";

/** The applicable access files with the latest results of their tests. */
export interface AccessTestResults {
  readonly dispose: () => void;
  readonly current: () => readonly AccessFileResult[];
  /** The latest run, which is automatic or on request, depending on the settings; null before the first one. */
  readonly tally: () => Tally | null;
  readonly onDidChange: Event<void>;
  /** Runs the tests now, regardless of the settings. */
  readonly run: () => Promise<void>;
}

export function accessTestResults(server: LanguageServer): AccessTestResults {
  const changed = new EventEmitter<void>();
  let current: readonly AccessFileResult[] = [];
  let tally: Tally | null = null;
  let wanted = false;
  // The list of tests is requested in any case: otherwise they could not be run.
  const ask = oneAtATime(async () => {
    const judges = wanted;
    wanted = false;
    const { files } = await server.tests({});
    current = files;
    if (judges) tally = tallyOf(files);
    await setContextKey("hasAccessFile", files.length > 0);
    changed.fire();
  });
  const refresh = (judges: boolean) => {
    wanted ||= judges;
    return ask();
  };
  const watching = server.onDidChange(() => {
    refresh(judgesTests()).catch(server.warn);
  });
  return {
    current: () => current,
    tally: () => tally,
    onDidChange: changed.event,
    run: async () => {
      await refresh(true);
      if (tally) server.note(sayTally(inWindow, tally).join(" "));
    },
    dispose: () => {
      watching.dispose();
      changed.dispose();
    },
  };
}
