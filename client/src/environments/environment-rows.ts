import type { EnvironmentResult, EnvironmentsResult } from "../../../server/src/protocol.ts";
import { fileName } from "../places.ts";
import type { Say } from "../say.ts";
import { exposureWords } from "../verdicts/exposure-words.ts";

/** An environment to be chosen. */
export interface EnvironmentRow {
  /** Null for the defaults of the templates. */
  readonly name: string | null;
  readonly label: string;
  /** The files that its values come from. */
  readonly description: string;
  /** What it makes of the vaults: "2 public, 1 private". */
  readonly detail: string;
  readonly active: boolean;
}

/** The defaults, then all environments, each with what it makes of the vaults. */
export function environmentRows(say: Say, result: EnvironmentsResult): readonly EnvironmentRow[] {
  const defaults = {
    name: null,
    label: say("Defaults"),
    description: say("the templates' own values"),
    detail: sayExposures(say, result, ""),
    active: result.active === null,
  };
  return [defaults, ...result.environments.map((each) => environmentRow(say, each, result))];
}

function environmentRow(
  say: Say,
  { name, files }: EnvironmentResult,
  result: EnvironmentsResult,
): EnvironmentRow {
  return {
    name,
    label: name,
    description: files.map(fileName).join(", "),
    detail: sayExposures(say, result, name),
    active: result.active === name,
  };
}

function sayExposures(say: Say, { vaults }: EnvironmentsResult, name: string): string {
  const found = vaults.flatMap(({ exposures }) => new Map(Object.entries(exposures)).get(name) ?? []);
  const counts = Object.entries(exposureWords).map(([exposure, word]) => {
    const count = found.filter((each) => each === exposure).length;
    return count === 0 ? "" : `${count} ${say(word)}`;
  });
  const said = counts.filter((each) => each !== "").join(", ");
  return said === "" ? say("no vault") : said;
}

/** "2 vaults, environment prod", for the language status. */
export function sayStatus(say: Say, vaults: number, active: string | null): string {
  const counted = vaults === 1 ? say("1 vault") : say("{0} vaults", vaults);
  return active === null ? counted : say("{0}, environment {1}", counted, active);
}
