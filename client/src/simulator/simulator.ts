import { Disposable, type Memento } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { askCommands } from "./ask-commands.ts";
import { type SimulationView, verdictCommands, viewCommands } from "./simulation-view.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { traces } from "./trace.ts";

/** The feature *Access Simulation*: asking who can reach a vault, and using the answers. */
export function simulator(
  server: LanguageServer,
  state: Memento,
  asked: Simulations,
  documents: ShownDocuments,
  view: SimulationView,
): Disposable {
  return Disposable.from(
    traces(server, asked),
    askCommands(server, state, asked, view),
    viewCommands(server, asked, view),
    verdictCommands(server, asked, documents, view),
  );
}
