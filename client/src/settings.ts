import { workspace } from "vscode";
import { isNamedLikeTemplate } from "./documents.ts";

const settings = () => workspace.getConfiguration("keyVaultNetwork");

/** Whether results of the simulation are to be asked for again now. */
export function updatesSimulations(): boolean {
  return settings().get<boolean>("simulation.live", true) || !isSomethingUnsaved();
}

/** Whether access tests are to be judged now without anybody asking. */
export function judgesTests(): boolean {
  const run = settings().get<string>("accessTests.run", "onType");
  return run === "onType" || (run === "onSave" && !isSomethingUnsaved());
}

/** Gives a source a name in the person's own settings, which take in nothing of the workspace's. */
export async function saveSource(name: string, from: string): Promise<void> {
  const own = settings().inspect<Readonly<Record<string, unknown>>>("simulation.sources")?.globalValue;
  await settings().update("simulation.sources", { ...own, [name]: from }, true);
}

function isSomethingUnsaved(): boolean {
  return workspace.textDocuments.some(({ isDirty, uri }) => isDirty && isNamedLikeTemplate(uri.path));
}
