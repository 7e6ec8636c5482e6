import type { Row } from "../support/list.ts";
import { retrying, within } from "../support/until.ts";
import type { Workbench } from "../support/workbench.ts";

/** Something the extension does, shown in a window on the folder of the story, which other features have used before. */
export interface Feature {
  readonly name: string;
  readonly show: (workbench: Workbench) => Promise<void>;
}

/** Where the template of the story uses the parameter that its environments set. */
export const action = "\"[parameters('action')]\"";

/**
 * Opens the template of the story, unless it is in front, and waits until the server has read it. Its editor has the keyboard then: VS Code
 * asks for no lenses after an edit if the keyboard goes elsewhere at once, and asks when it comes back (`onDidBlurEditorText` in
 * https://github.com/microsoft/vscode/blob/1.100.3/src/vs/editor/contrib/codelens/browser/codelensController.ts). Where a file is left
 * while VS Code 1.91 waits for its lenses, these can appear in the next one, and stay there until another file is shown.
 */
export async function openTemplate(workbench: Workbench): Promise<void> {
  const { editor, fileInFront, focusFirstGroup, openFile } = workbench;
  const hasOwnLenses = async () => (await editor.lenses()).some((lens) => !lens.includes("Run · "));
  const isInFront = (await fileInFront()) === "main.json";
  if (isInFront) await focusFirstGroup();
  if (isInFront && (await within(3_000, hasOwnLenses))) return;
  await retrying(
    "the template has its lenses",
    async () => {
      if ((await fileInFront()) === "main.json") await openFile(".keyvault-access.jsonc");
      await openFile("main.json");
    },
    hasOwnLenses,
  );
}

/** Brings the view *Access Simulation* to the front. */
export async function openView(workbench: Workbench): Promise<void> {
  await workbench.openView("Access Simulation");
}

/** The rows of the view *Access Simulation*, such as `kv | Denied · default`. */
export async function shown(workbench: Workbench): Promise<readonly string[]> {
  const rows = await workbench.tree("Access Simulation").rows();
  return rows.map(sayRow);
}

function sayRow({ label, description }: Row): string {
  return description === "" ? label : `${label} | ${description}`;
}
