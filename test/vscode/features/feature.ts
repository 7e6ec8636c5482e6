import { expect } from "vitest";
import type { Row } from "../support/list.ts";
import type { Workbench } from "../support/workbench.ts";

/** Something the extension does, shown in a window on the folder of the story, which other features have used before. */
export interface Feature {
  readonly name: string;
  readonly show: (workbench: Workbench) => Promise<void>;
}

/** Where the template of the story uses the parameter that its environments set. */
export const action = "\"[parameters('action')]\"";

/** Opens the template of the story, unless it is in front, and waits until the server has read it. */
export async function openTemplate(workbench: Workbench): Promise<void> {
  if ((await workbench.fileInFront()) !== "main.json") await workbench.openFile("main.json");
  await expect.poll(() => workbench.editor.lenses()).not.toEqual([]);
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
