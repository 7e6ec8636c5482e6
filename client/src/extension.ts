import { commands, type ExtensionContext, Uri, workspace } from "vscode";
import { lazyStart } from "./lazy-start.ts";
import { type ClientFactory, type LanguageServer, languageServer } from "./language-server.ts";
import { keepContextKeys } from "./context-keys.ts";
import { gettingStarted } from "./getting-started.ts";
import { tools } from "./tools/tools.ts";
import { scanWorkspace } from "./scan-workspace.ts";
import { rulePages } from "./rule-pages/rule-pages.ts";
import { serviceTags } from "./service-tags/service-tags.ts";
import { storedTags } from "./stored-tags.ts";
import { accessReview } from "./what-if/access-review.ts";
import { textsAt } from "./what-if/git-versions.ts";
import { notesAtLines } from "./what-if/line-notes.ts";
import { type WhatIfBaseline, whatIfBaseline } from "./what-if/what-if-baseline.ts";
import { environments } from "./environments/environments.ts";
import type { Held } from "./verdicts/described-view.ts";
import { languageHint } from "./language-hint.ts";
import { environmentInForce } from "./environment-in-force.ts";
import { closing } from "./closing/close-vault.ts";
import { compareState } from "./compare-state/compare-state.ts";
import { explainErrors } from "./explain/explain-error.ts";
import { shownDocuments } from "./shown-documents.ts";
import { accessMatrix } from "./matrix/access-matrix.ts";
import { findingsView } from "./findings/findings-view.ts";
import { exportResults } from "./matrix/export-results.ts";
import { accessPicture } from "./picture/access-picture.ts";
import { Simulations } from "./verdicts/simulations.ts";
import { simulationView, simulator } from "./simulator/simulator.ts";
import { accessTestResults } from "./access-test-results.ts";
import { testing } from "./testing/testing.ts";
import { goToRuleCommand } from "./tree/go-to-rule.ts";
import { vaultsView } from "./vaults/vaults-view.ts";

let running: LanguageServer | undefined;

/** What the desktop and web versions have in common. */
export function startExtension(context: ExtensionContext, createClient: ClientFactory): void {
  const tags = storedTags(Uri.joinPath(context.globalStorageUri, "service-tags.json"), workspace.fs);
  const server = languageServer(createClient, tags);
  running = server;
  const environment = environmentInForce(server);
  const baseline = whatIfBaseline(server);
  const held = { environment, baseline };
  context.subscriptions.push(
    server,
    environment,
    baseline,
    notesAtLines(server, baseline),
    ...questions(server, context, held, baseline),
    environments(server, environment),
    vaultsView(server, context.workspaceState, held),
    findingsView(server),
    languageHint(context.globalState, context.extension.id),
    serviceTags(server, tags),
    rulePages(context.extensionUri),
    goToRuleCommand(),
    gettingStarted(context.extension.id),
    tools(server, textsAt),
    keepContextKeys(server),
    commands.registerCommand("keyVaultNetwork.scanWorkspace", () => scanWorkspace(server)),
    commands.registerCommand("keyVaultNetwork.restartServer", () => server.restart()),
    commands.registerCommand("keyVaultNetwork.showOutput", server.showLog),
    lazyStart(server),
  );
}

/** The features that ask who can reach a vault: they share past questions and the view that shows them. */
function questions(
  server: LanguageServer,
  { extensionUri, workspaceState }: ExtensionContext,
  held: Held,
  baseline: WhatIfBaseline,
): ExtensionContext["subscriptions"] {
  const asked = new Simulations(server);
  const documents = shownDocuments();
  const files = accessTestResults(server);
  const view = simulationView(asked, files, held);
  const panels = { server, asked, documents, view, extension: extensionUri };
  return [
    asked,
    documents,
    files,
    view,
    testing(server, files),
    simulator(server, workspaceState, asked, documents, view),
    explainErrors(server, asked, documents),
    compareState(server, documents),
    closing(server, documents),
    accessMatrix(panels),
    accessPicture(panels),
    accessReview(panels, baseline),
    exportResults(panels),
  ];
}

/** Shuts the server down cleanly. */
export async function stopExtension(): Promise<void> {
  await running?.stop();
  running = undefined;
}
