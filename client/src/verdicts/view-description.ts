import type { EnvironmentsResult } from "../../../server/src/protocol/environments.ts";
import type { Say } from "../say.ts";
import { sayActive } from "./environment-words.ts";

/** What verdicts are compared with. */
export interface BaselineInForce {
  /** The revision; null for files as they were in the editor. */
  readonly label: string | null;
  /** When it was set, as a time of day. */
  readonly since: string;
}

/** What the rows of a view hold for, beside its title: the environment, and what they are compared with. */
export function viewDescription(
  say: Say,
  environments: EnvironmentsResult | null,
  baseline: BaselineInForce | null,
): string {
  const parts = [
    environments ? sayEnvironment(say, environments) : "",
    baseline ? sayBaseline(say, baseline) : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** Without vaults, there is nothing that would hold. */
function sayEnvironment(say: Say, result: EnvironmentsResult): string {
  if (result.vaults.length === 0) return "";
  return (
    sayActive(say, result) ?? (result.environments.length > 0 ? say("All environments") : say("Defaults"))
  );
}

function sayBaseline(say: Say, { label, since }: BaselineInForce): string {
  return label === null ? say("compared with {0}", since) : say("compared with {0}, {1}", label, since);
}
