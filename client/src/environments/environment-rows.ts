import type { EnvironmentResult, EnvironmentsResult } from "../../../server/src/protocol/environments.ts";
import { fileName, folderName } from "../places.ts";
import { type Say, sayVaults } from "../say.ts";
import { environmentName, sayActive } from "../verdicts/environment-words.ts";
import { exposureWords } from "../verdicts/exposure-words.ts";

/** The choices in the list of environments. */
export interface EnvironmentRow {
  /** Null for all environments. */
  readonly name: string | null;
  readonly label: string;
  /** Where its values come from. */
  readonly description: string;
  /** The resulting exposure of the vaults: "2 public, 1 private". */
  readonly detail: string;
  readonly active: boolean;
}

/** All environments together, then each of them with the resulting exposure of the vaults. */
export function environmentRows(say: Say, result: EnvironmentsResult): readonly EnvironmentRow[] {
  const rows = result.environments.map((each) => environmentRow(say, each, result));
  return [allRow(say, result, !rows.some(({ active }) => active)), ...rows];
}

function allRow(say: Say, { environments, vaults }: EnvironmentsResult, active: boolean): EnvironmentRow {
  const differing = vaults.filter(({ exposures }) => new Set(Object.values(exposures)).size > 1).length;
  const named = environments.filter(({ from }) => from !== "defaults");
  return {
    name: null,
    label: say("All environments"),
    description:
      named.length === 0 ? say("none found, so defaults apply") : named.map(({ name }) => name).join(", "),
    detail:
      differing === 1
        ? say("1 of {0} vaults differs between environments", vaults.length)
        : say("{0} of {1} vaults differ between environments", differing, vaults.length),
    active,
  };
}

function environmentRow(
  say: Say,
  environment: EnvironmentResult,
  result: EnvironmentsResult,
): EnvironmentRow {
  const { name, from, files } = environment;
  const isDefaults = from === "defaults";
  return {
    name,
    label: environmentName(say, environment),
    description: isDefaults ? say("default values in the templates") : sayFiles(files),
    // The defaults are evaluated only once they are selected, so there is nothing to count before.
    detail: isDefaults ? "" : sayExposures(say, result, name),
    active: result.active === name,
  };
}

/** The names of files, each once: with their folders where several have one name. */
function sayFiles(files: readonly string[]): string {
  const names = files.map(fileName);
  const said = files.map((file, at) => {
    const name = names[at] ?? "";
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${folderName(file)}/${name}`;
  });
  return [...new Set(said)].join(", ");
}

/** A root without its own environments is deployed with its defaults in each. */
function sayExposures(say: Say, { vaults }: EnvironmentsResult, name: string): string {
  const found = vaults.flatMap(({ exposures }) => {
    const inEach = new Map(Object.entries(exposures));
    return inEach.get(name) ?? inEach.get("") ?? [];
  });
  const counts = Object.entries(exposureWords).map(([exposure, word]) => {
    const count = found.filter((each) => each === exposure).length;
    return count === 0 ? "" : `${count} ${say(word)}`;
  });
  const said = counts.filter((each) => each !== "").join(", ");
  return said === "" ? say("no vault") : said;
}

/** "2 vaults, environment prod" or "2 vaults, 3 environments", for the language status. */
export function sayStatus(say: Say, result: EnvironmentsResult): string {
  const { vaults, environments } = result;
  const counted = sayVaults(say, vaults);
  const active = sayActive(say, result);
  if (active !== null) return say("{0}, environment {1}", counted, active);
  const count = environments.filter(({ from }) => from !== "defaults").length;
  if (count === 0) return counted;
  return count === 1 ? say("{0}, 1 environment", counted) : say("{0}, {1} environments", counted, count);
}
