import { commands, Disposable, type Memento, window } from "vscode";
import { clientCommands, type VaultReference } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../language-server.ts";
import { browseServices } from "./browse-services.ts";
import { chooseSource } from "./choose-source.ts";
import { chooseVaults } from "../verdicts/choose-vaults.ts";
import { recentSources, saveRecent } from "./recent-sources.ts";
import type { SimulationView } from "./simulation-view.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import type { RecentSource } from "./source-rows.ts";

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
      ask(
        () => chooseSource(server, recentSources(state)),
        isVaultReference(argument) ? argument : undefined,
      ),
    ),
    commands.registerCommand(clientCommands.browseTrustedServices, () =>
      ask(() => browseServices(server), undefined),
    ),
  );
}

/** Commands can be called with any arguments; menus, for example, pass a URI. */
function isVaultReference(argument: unknown): argument is VaultReference {
  if (typeof argument !== "object" || argument === null) return false;
  return (["root", "key"] as const).every((name) => typeof Reflect.get(argument, name) === "string");
}
