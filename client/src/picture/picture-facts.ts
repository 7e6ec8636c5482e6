import type { DrawnVerdict, PictureResult } from "../../../server/src/protocol/picture.ts";
import type { EnvironmentsResult } from "../../../server/src/protocol/environments.ts";
import type { Location } from "../../../server/src/protocol/names.ts";
import type { Picture, Sentence } from "../../../server/src/protocol.ts";
import { type Say, sayVaults } from "../say.ts";
import { vaultId } from "../vault-id.ts";
import { environmentName } from "../verdicts/environment-words.ts";
import { verdictIdIn } from "../verdicts/simulation.ts";
import { vaultLabels } from "../verdicts/references.ts";

/** Who can reach which vault, as plain data: as the page draws it. */
export interface PictureFacts {
  /** Null if there is nothing to draw. */
  readonly picture: Picture | null;
  /** For each vault, the verdicts of each of its lanes. */
  readonly lanes: readonly (readonly (readonly LaneVerdict[])[])[];
  /** What is left out. */
  readonly notes: readonly string[];
  readonly environments: readonly Choice[];
  readonly vaults: readonly Choice[];
  readonly selection: Selection;
}

/** What is shown; null for everything. */
export interface Selection {
  /** The name of an environment, empty for defaults. */
  readonly environment: string | null;
  /** The ID of a vault. */
  readonly vault: string | null;
}

/** A value of a selection. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A verdict by its ID in its environment and its source, and the line that decides it. */
export interface LaneVerdict {
  readonly id: string;
  readonly from: string;
  readonly label: Sentence;
  readonly place: Location | null;
}

export function pictureFacts(
  say: Say,
  { picture, lanes, leftOut }: PictureResult,
  all: EnvironmentsResult,
  selection: Selection,
): PictureFacts {
  const { environments, vaults } = choices(say, all);
  const isEmpty = picture === null || picture.vaults.length === 0;
  return {
    picture: isEmpty ? null : picture,
    lanes: lanes.map((vault) => vault.map((lane) => lane.map(laneVerdict))),
    notes: [
      isEmpty ? say("No vault to draw.") : `${sayVaults(say, all.vaults)}.`,
      ...(leftOut.vaults > 0 ? [say("Vaults that are not drawn: {0}.", leftOut.vaults)] : []),
      ...(leftOut.sources > 0 ? [say("Sources that are not drawn: {0}.", leftOut.sources)] : []),
    ],
    environments,
    vaults,
    selection,
  };
}

/** The only vault that a file declares; null if there is none, or several: all are drawn. */
export function onlyVaultIn(vaults: EnvironmentsResult["vaults"], file: string | undefined): string | null {
  const [only, ...others] = vaults.filter(({ uri }) => uri === file);
  return only && others.length === 0 ? vaultId(only) : null;
}

/** The environments that some root is evaluated in, and all vaults. */
function choices(
  say: Say,
  { environments, vaults: all }: EnvironmentsResult,
): Pick<PictureFacts, "environments" | "vaults"> {
  const vaults = all.map((each) => ({ ...each, vault: each.symbol }));
  const label = vaultLabels(vaults);
  const isJudged = (name: string): boolean => all.some(({ exposures }) => Object.hasOwn(exposures, name));
  const defaults = { name: "", from: "defaults", files: [] } as const;
  return {
    environments:
      environments.length === 0
        ? []
        : [defaults, ...environments]
            .filter(({ name }) => isJudged(name))
            .map((each) => ({ value: each.name, label: environmentName(say, each) })),
    vaults: vaults.map((each) => ({ value: vaultId(each), label: label(each) })),
  };
}

function laneVerdict(drawn: DrawnVerdict): LaneVerdict {
  const { from, source, summary, place } = drawn;
  return { id: verdictIdIn(drawn), from, label: `${source}: ${summary}`, place };
}
