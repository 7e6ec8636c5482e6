import type { EnvironmentResult, EnvironmentsResult } from "../../../server/src/protocol/environments.ts";
import type { Say } from "../say.ts";

/** The display name of an environment; the templates' own values do not have a name. */
export function environmentName(say: Say, { name, from }: EnvironmentResult): string {
  return from === "defaults" ? say("Defaults") : name;
}

/** The display name of the selected environment; null if all are shown. */
export function sayActive(say: Say, { active, environments }: EnvironmentsResult): string | null {
  const shown = environments.find(({ name }) => name === active);
  return shown ? environmentName(say, shown) : null;
}
