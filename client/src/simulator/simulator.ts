import { Disposable, type Memento, commands, l10n, window, env, type ViewBadge } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { traces, openTrace } from "./trace.ts";
import { clientCommands } from "../../../server/src/protocol.ts";
import type { VaultReference } from "../../../server/src/protocol/names.ts";
import { chooseSource, pickRow } from "./choose-source.ts";
import { chooseVaults, vaultIn } from "../verdicts/choose-vaults.ts";
import { type RecentSource, serviceRows } from "./source-rows.ts";
import { inWindow } from "../window-language.ts";
import type { AccessTestResults } from "../access-test-results.ts";
import { setContextKey } from "../context-keys.ts";
import { nodeTree } from "../tree/node-tree.ts";
import { isTreeNode, type TreeNode } from "../tree/tree-node.ts";
import { describe, type Held } from "../verdicts/described-view.ts";
import { verdictsMarkdown } from "../verdicts/documents.ts";
import { namedVerdicts, verdictsOf } from "../verdicts/named-verdicts.ts";
import { previewFix } from "../verdicts/preview-fix.ts";
import { sourceId } from "../verdicts/simulation.ts";
import { addTest } from "./add-test.ts";
import { chooseValue } from "./choose-value.ts";
import { type Grouping, simulationNodes } from "./simulation-nodes.ts";
import { viewMessage } from "./view-message.ts";

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

/** The commands that ask a question and show its answer in the view. */
function askCommands(
  server: LanguageServer,
  state: Memento,
  asked: Simulations,
  view: SimulationView,
): Disposable {
  const ask = async (
    choose: () => Promise<readonly RecentSource[] | undefined>,
    vault: VaultReference | undefined,
  ): Promise<void> => {
    // Opening the list of vaults must not depend on the editor that has the focus afterwards.
    const active = window.activeTextEditor?.document.uri.toString();
    const sources = await choose();
    const [first] = sources ?? [];
    if (!sources || !first) return;
    const to = vault ? [vault] : await chooseVaults((await server.vaults({})).vaults, active);
    if (to === "back") return ask(choose, vault);
    if (to === undefined) return;
    for (const source of sources) await saveRecent(state, source);
    await asked.add(sources.map((source) => ({ ...source, to })));
    await view.revealSource(first.from);
  };
  return Disposable.from(
    commands.registerCommand(clientCommands.simulateAccess, (argument: unknown) =>
      ask(() => chooseSource(server, recentSources(state)), vaultIn(argument)),
    ),
    commands.registerCommand(clientCommands.browseTrustedServices, () =>
      ask(() => browseServices(server), undefined),
    ),
  );
}

/** Lets the user look up whether a service is trusted, and for what. Undefined if canceled. */
async function browseServices(server: LanguageServer): Promise<readonly RecentSource[] | undefined> {
  const { servicesAsOf } = await server.sources({ typed: "" });
  return pickRow({
    title: l10n.t("Trusted Services, as Listed by Microsoft on {0}", servicesAsOf),
    placeholder: l10n.t("Service name; press Enter to simulate its access"),
    rows: async (typed) =>
      serviceRows(inWindow, (await server.sources({ typed: `service:${typed}` })).services),
  });
}

const key = "recentSources";
const most = 10;

/** The sources chosen in this workspace, latest first. They stay on this machine. */
function recentSources(state: Memento): readonly RecentSource[] {
  return state.get<readonly RecentSource[]>(key, []);
}

async function saveRecent(state: Memento, { from, label }: RecentSource): Promise<void> {
  const others = recentSources(state).filter((each) => each.from !== from);
  await state.update(key, [{ from, label }, ...others].slice(0, most));
}

const viewId = "keyVaultNetwork.simulation";

/** The view *Access Simulation*. */
interface SimulationView {
  readonly dispose: () => void;
  readonly selection: () => readonly TreeNode[];
  readonly group: (by: Grouping) => Promise<void>;
  /** Opens the view with the answer about a source selected. */
  readonly revealSource: (from: string) => Promise<void>;
}

export function simulationView(asked: Simulations, files: AccessTestResults, held: Held): SimulationView {
  const tree = nodeTree(viewId);
  let grouping: Grouping = "source";
  const show = () => {
    tree.show(simulationNodes(inWindow, asked.results(), grouping));
    tree.view.message = viewMessage(inWindow, asked.results());
    void setContextKey("hasResults", asked.results().length > 0);
  };
  const watching = Disposable.from(
    asked.onDidChange(show),
    describe(tree.view, held),
    files.onDidChange(() => {
      tree.view.badge = badge(files.tally()?.failing.length ?? 0);
    }),
  );
  void setContextKey("groupBy", grouping);
  return {
    selection: () => tree.view.selection,
    group: async (by) => {
      grouping = by;
      await setContextKey("groupBy", by);
      show();
    },
    revealSource: async (from) => {
      await commands.executeCommand(`${viewId}.focus`);
      const [first, ...more] = namedVerdicts(asked.results()).filter(({ verdict }) => verdict.from === from);
      // A single answer is opened with its steps; if there are several, the user chooses.
      const id = first && (more.length === 0 || grouping === "vault") ? first.id : sourceId(from);
      await tree.reveal(id);
    },
    dispose: () => {
      watching.dispose();
      tree.dispose();
    },
  };
}

/** The number of failing access tests; nothing if all pass. */
function badge(failing: number): ViewBadge | undefined {
  if (failing === 0) return undefined;
  const tooltip = failing === 1 ? l10n.t("1 access test fails") : l10n.t("{0} access tests fail", failing);
  return { value: failing, tooltip };
}

/**
 * The commands of the view and of its rows. A row's command receives the row, and all selected rows if it is one of
 * them.
 */
function viewCommands(server: LanguageServer, asked: Simulations, view: SimulationView): Disposable {
  const onRows = (id: string, run: (rows: readonly TreeNode[]) => Promise<void>) =>
    commands.registerCommand(id, (row: unknown, selected: unknown) => run(rowsOf(row, selected, view)));
  return Disposable.from(
    commands.registerCommand("keyVaultNetwork.view.groupBySource", () => view.group("source")),
    commands.registerCommand("keyVaultNetwork.view.groupByVault", () => view.group("vault")),
    commands.registerCommand("keyVaultNetwork.view.clear", () =>
      asked.remove(asked.results().map((each) => each.simulation.from)),
    ),
    onRows("keyVaultNetwork.item.remove", (rows) => asked.remove(sourcesOf(rows, asked))),
    onRows("keyVaultNetwork.item.copyMarkdown", async (rows) => {
      const verdicts = verdictsOf(asked.results(), rows);
      if (verdicts.length > 0) await env.clipboard.writeText(await verdictsMarkdown(server, verdicts));
    }),
    onRows("keyVaultNetwork.item.openTrace", async (rows) => {
      const verdict = rows.find((row) => row.words.includes("verdict"));
      if (verdict) await openTrace(verdict);
    }),
  );
}

/** The rows that a command applies to: those selected, the one it was called on, or those selected in the view. */
function rowsOf(
  row: unknown,
  selected: unknown,
  view: Pick<SimulationView, "selection">,
): readonly TreeNode[] {
  if (Array.isArray(selected)) return selected.filter(isTreeNode);
  return isTreeNode(row) ? [row] : view.selection();
}

function sourcesOf(rows: readonly TreeNode[], asked: Simulations): readonly string[] {
  return asked
    .results()
    .map((each) => each.simulation.from)
    .filter((from) => rows.some((row) => row.id === sourceId(from)));
}

/** The commands on a verdict: add a test that expects it, ask what it would be with another value, or show the change that reverses it. */
function verdictCommands(
  server: LanguageServer,
  asked: Simulations,
  documents: ShownDocuments,
  view: SimulationView,
): Disposable {
  const verdicts = (row: unknown, selected: unknown) =>
    verdictsOf(asked.results(), rowsOf(row, selected, view));
  return Disposable.from(
    commands.registerCommand("keyVaultNetwork.item.addTest", async (row: unknown, selected: unknown) => {
      for (const each of verdicts(row, selected)) await addTest(server, each);
    }),
    commands.registerCommand("keyVaultNetwork.item.assumeValue", async (row: unknown) => {
      const [first] = verdicts(row, undefined);
      const simulation = first && (await chooseValue(server, first));
      if (!simulation) return;
      await asked.add([simulation]);
      await view.revealSource(simulation.from);
    }),
    commands.registerCommand("keyVaultNetwork.item.previewFix", async (row: unknown) => {
      const [first] = verdicts(row, undefined);
      if (first) await previewFix(server, documents, first);
    }),
  );
}
