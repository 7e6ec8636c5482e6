import type { Memento } from "vscode";
import type { RecentSource } from "./source-rows.ts";

const key = "recentSources";
const most = 10;

/** The sources chosen in this workspace, latest first. They stay on this machine. */
export function recentSources(state: Memento): readonly RecentSource[] {
  return state.get<readonly RecentSource[]>(key, []);
}

export async function saveRecent(state: Memento, { from, label }: RecentSource): Promise<void> {
  const others = recentSources(state).filter((each) => each.from !== from);
  await state.update(key, [{ from, label }, ...others].slice(0, most));
}
