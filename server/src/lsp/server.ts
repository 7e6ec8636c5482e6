import { type Connection, type FileEvent, MessageType, ShowMessageNotification } from "vscode-languageserver";
import { serverNotifications } from "../protocol.ts";
import { watching, type WorkingParams } from "../protocol/watchdog/watchdog.ts";
import { WorkspaceAccessFiles } from "./access-files.ts";
import { AccessTests } from "./access-tests.ts";
import { AssumedStates } from "./assumed-states.ts";
import { WhatIfBaseline } from "./what-if-baseline.ts";
import { capabilitiesFor } from "./capabilities.ts";
import { type Client, readClient } from "./client.ts";
import type { Context } from "./context.ts";
import { createConverter } from "./convert.ts";
import { Environments } from "./workspace.ts";
import { fileSource, normalizeUri, type Host } from "./files.ts";
import { creationsIn, withFilesIn } from "./folder-events.ts";
import { FileStore } from "./file-store.ts";
import { Keystrokes } from "./keystrokes.ts";
import { answerRefused } from "./life-cycle.ts";
import { ModuleMappings } from "./module-mappings.ts";
import { type OpenDocument, type OpenEvent, trackOpenDocuments } from "./open-documents.ts";
import { sayEvaluated, together } from "./notes.ts";
import { registerLater } from "./registrations.ts";
import { installRequests } from "./install.ts";
import { LeftOutDocuments } from "./left-out.ts";
import { Neighbors } from "./neighbors.ts";
import { Outside } from "./outside.ts";
import { Plans } from "./plans.ts";
import { ReportMemory } from "./report-memory.ts";
import { installChoices } from "./requests/choices.ts";
import { ServiceTagsStore } from "./service-tags.ts";
import { Session } from "./session.ts";
import { scanAgain } from "./scan.ts";
import type { Settings } from "./settings.ts";
import { createSettingsStore } from "./settings-store.ts";
import { Updates } from "./updates.ts";

/** Serves one client over a connection until it ends. The host supplies what differs between Node and a browser. */
export function startServer(connection: Connection, host: Host): void {
  connection.onInitialize((params) => {
    const client = readClient(params);
    serve(connection, host, client);
    return { capabilities: capabilitiesFor(client), serverInfo: { name: "keyvault-network" } };
  });
  answerRefused(connection);
  connection.listen();
}

function serve(connection: Connection, given: Host, client: Client): void {
  const log = (message: unknown): void => {
    connection.console.error(String(message));
  };
  const note = (message: string): void => {
    connection.console.info(message);
  };
  const noteEvaluated = together((lines) => {
    connection.console.debug(lines);
  });
  const host: Host = {
    ...given,
    files: fileSource(connection, client, given.files),
    ...(client.watched ? { onWork: reportWork(connection, log) } : {}),
  };
  const leftOut = new LeftOutDocuments(client.options.leftOut, (uri) => {
    connection.sendNotification(serverNotifications.readAgain, { uri }).catch(log);
  });
  const converter = createConverter(client.encoding);
  // Events arrive only after `context` exists, because the client waits for the response to `initialize`.
  const state = { folders: client.folders };
  const tell: { listener: (document: OpenDocument, event: OpenEvent) => void } = {
    listener: () => undefined,
  };
  const keystrokes = new Keystrokes(client.watched?.keystrokes);
  const onEvent: typeof tell.listener = (document, event) => {
    tell.listener(document, event);
  };
  const open = trackOpenDocuments(connection, converter, onEvent, keystrokes.read);
  const settings = createSettingsStore(connection, client);
  const files = new FileStore(open, host.files, leftOut, () => state.folders);
  const folders = (): readonly string[] => state.folders;
  const session: Session = new Session(open, files, {
    ...host,
    folders,
    log,
    onRelinked: (roots) => {
      updates.onRelinked(roots);
    },
    onEvaluated: (evaluated) => {
      noteEvaluated(sayEvaluated(evaluated));
    },
    states: async () => (await plans.ofWorkspace()).roots,
    modulesOf: async (root) => {
      const mappings = await modules.now();
      return session.ask((files) => mappings.of(root, files));
    },
  });
  const serviceTags = new ServiceTagsStore();
  const outside = new Outside();
  const accessFiles = new WorkspaceAccessFiles(session, folders);
  const modules = new ModuleMappings(accessFiles, settings, folders);
  const plans = new Plans({ modules, session, accessFiles, settings, files: host.files, folders, log });
  const environments = new Environments(session, settings);
  const accessTests = new AccessTests(host.files);
  const states = new AssumedStates(session, settings, folders, client.words, (message) => {
    connection
      .sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message })
      .catch(log);
  });
  const baseline = new WhatIfBaseline(session, states);
  const asked = { accessFiles, plans, accessTests, environments, states, baseline };
  const context: Context = {
    ...{ client, converter, folders, log, note, session, settings, serviceTags, outside, ...asked },
    areOthersRead: () => !neighbors.areBeingRead,
  };
  const memory = new ReportMemory();
  const updates = new Updates(connection, context, memory, keystrokes, log);
  const neighbors: Neighbors = new Neighbors(context, host.files, () => {
    updates.onOthersRead();
  });
  tell.listener = (document, event) => {
    if (event === "opened") neighbors.begin();
    if (event === "changed") leftOut.changed(document.document.id);
    updates.onDocument(document, event);
  };
  installRequests(connection, context, memory, host.files, log, () => {
    updates.onAll();
  });
  installChoices(connection, context, () => {
    updates.onAll();
  });
  answerWatchdog(connection);
  const onFiles = (reported: readonly FileEvent[]): void => {
    const changes = withFilesIn(reported, [...session.known().keys(), ...session.templatesOfWorkspace()]);
    if (changes.length === 0) return;
    for (const { uri } of changes) leftOut.changed(normalizeUri(uri));
    plans.forget();
    updates.onFiles(changes);
    neighbors.again();
  };
  connection.onDidChangeWatchedFiles(({ changes }) => {
    onFiles(changes);
    creationsIn(changes, host.files).then(onFiles, log);
  });
  const onFolders = (folders: readonly string[]): void => {
    state.folders = folders;
    session.setScanned(null);
    neighbors.again();
  };
  const onSettings = (before: Promise<Settings>): void => {
    // Other files are excluded, other modules mapped.
    neighbors.again();
    scanAgain(context, host.files, before).then((isScanned) => {
      if (isScanned) updates.onAll();
    }, log);
  };
  registerLater(connection, context, updates, log, { onFolders, onSettings }, host.files.bicepCache);
}

/** Answers a watchdog. */
function answerWatchdog(connection: Connection): void {
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
