import type { EnvironmentResult, EnvironmentsResult } from "../../../server/src/protocol.ts";
import type { Say } from "../say.ts";

/** What an environment is called; the templates' own values have no name that a person gave them. */
export function environmentName(say: Say, { name, from }: EnvironmentResult): string {
  return from === "defaults" ? say("Defaults") : name;
}

/** What the environment that is shown is called; null when all are. */
export function sayActive(say: Say, { active, environments }: EnvironmentsResult): string | null {
  const shown = environments.find(({ name }) => name === active);
  return shown ? environmentName(say, shown) : null;
}
