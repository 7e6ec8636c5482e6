import type { Connection } from "vscode-languageserver";
import { type WorkingParams, watching } from "../protocol.ts";

/** Answers a watchdog. */
export function answerWatchdog(connection: Connection): void {
  connection.onRequest(watching.ping, () => null);
}

/** How often work on the same document is reported again, in milliseconds: each report is also a sign of life. */
const againAfter = 500;

/**
 * Reports to a watchdog what is being worked on. The report arrives even if the work never ends. What it already knows is not
 * repeated at once: a message takes as long as evaluating a small root.
 */
export function reportWork(connection: Connection, log: (message: unknown) => void): (uri: string) => void {
  let last = { uri: "", at: 0 };
  return (uri) => {
    // Node would load ten modules for `performance`. A clock that is set makes one more report.
    const at = Date.now();
    if (uri === last.uri && Math.abs(at - last.at) < againAfter) return;
    last = { uri, at };
    const params: WorkingParams = { uri };
    connection.sendNotification(watching.working, params).catch(log);
  };
}
