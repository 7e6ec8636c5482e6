import type { EnvironmentResult, EnvironmentsResult, ExposureResult } from "../../../server/src/protocol.ts";
import { fileName } from "../places.ts";

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
export function environmentRows(result: EnvironmentsResult): readonly EnvironmentRow[] {
  const defaults = {
    name: null,
    label: "Defaults",
    description: "the templates' own values",
    detail: sayExposures(result, ""),
    active: result.active === null,
  };
  return [defaults, ...result.environments.map((each) => environmentRow(each, result))];
}

function environmentRow({ name, files }: EnvironmentResult, result: EnvironmentsResult): EnvironmentRow {
  return {
    name,
    label: name,
    description: files.map(fileName).join(", "),
    detail: sayExposures(result, name),
    active: result.active === name,
  };
}

const words: Readonly<Record<ExposureResult, string>> = {
  public: "public",
  selected: "open to selected networks",
  private: "private",
  perimeter: "in a perimeter",
  depends: "undecided",
};

function sayExposures({ vaults }: EnvironmentsResult, name: string): string {
  const found = vaults.flatMap(({ exposures }) => exposures[name] ?? []);
  const counts = Object.entries(words).map(([exposure, word]) => {
    const count = found.filter((each) => each === exposure).length;
    return count === 0 ? "" : `${count} ${word}`;
  });
  const said = counts.filter((each) => each !== "").join(", ");
  return said === "" ? "no vault" : said;
}

/** "2 vaults, environment prod", for the language status. */
export function sayStatus(vaults: number, active: string | null): string {
  const counted = `${vaults} ${vaults === 1 ? "vault" : "vaults"}`;
  return active === null ? counted : `${counted}, environment ${active}`;
}
