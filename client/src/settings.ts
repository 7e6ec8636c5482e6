import { workspace } from "vscode";
import { isNamedLikeTemplate } from "./documents.ts";

const settings = () => workspace.getConfiguration("keyVaultNetwork");

/** Whether results of the simulation are requested again now. */
export function updatesSimulations(): boolean {
  return settings().get<boolean>("simulation.live", true) || !isSomethingUnsaved();
}

/** Whether access tests run automatically now. */
export function judgesTests(): boolean {
  const run = settings().get<string>("accessTests.run", "onType");
  return run === "onType" || (run === "onSave" && !isSomethingUnsaved());
}

/** Gives a source a name in the user's own settings, without any values from the workspace's settings. */
export async function saveSource(name: string, from: string): Promise<void> {
  const own = settings().inspect<Readonly<Record<string, unknown>>>("simulation.sources")?.globalValue;
  await settings().update("simulation.sources", { ...own, [name]: from }, true);
}

function isSomethingUnsaved(): boolean {
  return workspace.textDocuments.some(({ isDirty, uri }) => isDirty && isNamedLikeTemplate(uri.path));
}
