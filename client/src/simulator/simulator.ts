import type { Memento } from "vscode";
import { Disposable } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { askCommands } from "./ask-commands.ts";
import type { AccessFiles } from "../testing/access-files.ts";
import { simulationView } from "./simulation-view.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import type { Simulations } from "./simulations.ts";
import { traces } from "./trace.ts";
import { verdictCommands } from "./verdict-commands.ts";
import { viewCommands } from "./view-commands.ts";

/** The feature *Access Simulation*: asking who reaches a vault, and the view of the answers. */
export function simulator(
  server: LanguageServer,
  state: Memento,
  asked: Simulations,
  files: AccessFiles,
  documents: ShownDocuments,
): Disposable {
  const view = simulationView(asked, files);
  return Disposable.from(
    view,
    traces(asked),
    askCommands(server, state, asked, view),
    viewCommands(asked, view),
    verdictCommands(server, asked, documents, view),
  );
}
