import type { Connection } from "vscode-languageserver";
import { type OpenTextParams, type OpenTextResult, supervision, type WorkingParams } from "../protocol.ts";
import { normalizeUri } from "./files.ts";
import type { LeftOutDocuments } from "./left-out.ts";
import type { OpenDocuments } from "./open-documents.ts";

/** Answers a supervisor. */
export function answerSupervisor(
  connection: Connection,
  open: OpenDocuments,
  leftOut: LeftOutDocuments,
  onReplayed: () => void,
): void {
  connection.onRequest(supervision.ping, () => null);
  connection.onRequest(supervision.openText, ({ uri }: OpenTextParams): OpenTextResult => {
    const opened = open.get(normalizeUri(uri));
    return opened ? { version: opened.version, text: opened.document.text } : null;
  });
  connection.onNotification(supervision.replayed, () => {
    leftOut.replayed();
    onReplayed();
  });
}

/** How often work on the same document is reported again, in milliseconds: each report is also a sign of life. */
const againAfter = 500;

/**
 * Reports to a supervisor what is being worked on. The report arrives even if the work never ends. What it already knows is not
 * repeated at once: a message takes as long as evaluating a small root.
 */
export function tellSupervisor(
  connection: Connection,
  log: (message: string) => void,
): (uri: string) => void {
  let last = { uri: "", at: 0 };
  return (uri) => {
    // Node would load ten modules for `performance`. A clock that is set makes one more report.
    const at = Date.now();
    if (uri === last.uri && Math.abs(at - last.at) < againAfter) return;
    last = { uri, at };
    const params: WorkingParams = { uri };
    connection.sendNotification(supervision.working, params).catch((error: unknown) => {
      log(String(error));
    });
  };
}
