import type { Connection } from "vscode-languageserver";
import type { OpenTextParams, OpenTextResult, WorkingParams } from "../protocol.ts";
import { supervision } from "../protocol.ts";
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

/** Reports to a supervisor what is being worked on. The report arrives even if the work never ends. */
export function tellSupervisor(
  connection: Connection,
  log: (message: string) => void,
): (uri: string) => void {
  return (uri) => {
    const params: WorkingParams = { uri };
    connection.sendNotification(supervision.working, params).catch((error: unknown) => {
      log(String(error));
    });
  };
}
