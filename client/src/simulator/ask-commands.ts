import { commands, Disposable, l10n, type Memento, window } from "vscode";
import { clientCommands } from "../../../server/src/protocol.ts";
import type { VaultReference } from "../../../server/src/protocol/names.ts";
import type { LanguageServer } from "../language-server.ts";
import { chooseSource, pickRow } from "./choose-source.ts";
import { chooseVaults, vaultIn } from "../verdicts/choose-vaults.ts";
import type { SimulationView } from "./simulation-view.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { type RecentSource, serviceRows } from "./source-rows.ts";
import { inWindow } from "../window-language.ts";

/** The commands that ask a question and show its answer in the view. */
export function askCommands(
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
