import { commands, Disposable } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import { addTest } from "./add-test.ts";
import { chooseValue } from "./choose-value.ts";
import { verdictsOf } from "../verdicts/named-verdicts.ts";
import { previewFix } from "../verdicts/preview-fix.ts";
import type { SimulationView } from "./simulation-view.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { rowsOf } from "./view-commands.ts";

/** The commands on a verdict: add a test that expects it, ask what it would be with another value, or show the change that reverses it. */
export function verdictCommands(
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
