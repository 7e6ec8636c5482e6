import type { VaultAcrossWorlds, World } from "../access/worlds.ts";
import { ownVaults } from "../access/worlds.ts";
import { isNamed } from "../network/ids/vault-named.ts";
import type { DocumentId } from "../text/span.ts";

/** A root with its networks. */
export interface KnownRoot {
  readonly root: DocumentId;
  /** Null where defaults count. */
  readonly environment: string | null;
  readonly worlds: readonly World[];
}

export interface VaultCandidate {
  readonly root: DocumentId;
  /** Null where defaults count. */
  readonly environment: string | null;
  readonly key: string;
  readonly symbol: string;
}

/** The vault that the user chose, in all its environments unless one is named. */
export type Meant = Pick<VaultCandidate, "root" | "key"> & Partial<Pick<VaultCandidate, "environment">>;

/** A vault of a root that may be meant. */
export interface Found extends KnownRoot {
  readonly across: VaultAcrossWorlds;
}

/**
 * Vaults of that name; where there is none, those whose name is not known in full and may be that. Those that templates only look up
 * count last, and only if `lookups` says so.
 */
export function candidatesFor(
  name: string | null,
  roots: readonly KnownRoot[],
  meant: Meant | undefined,
  lookups: "with-lookups" | "declared-only",
): readonly Found[] {
  const all = roots.flatMap((each) => ownVaults(each.worlds).map((across): Found => ({ ...each, across })));
  if (meant) return all.filter((each) => isMeant(each, meant));
  const known = all.filter(({ across: { vault } }) => vault.state === null);
  const declared = known.filter(({ across: { vault } }) => !vault.existing);
  const groups = lookups === "with-lookups" ? [declared, known] : [declared];
  if (name === null) return groups.find((group) => group.length > 0) ?? [];
  const named = (["yes", "maybe"] as const).flatMap((answer) =>
    groups.map((group) => group.filter(({ across }) => isNamed(across.vault, name) === answer)),
  );
  return named.find((group) => group.length > 0) ?? [];
}

function isMeant({ root, environment, across }: Found, meant: Meant): boolean {
  const isThere = root === meant.root && across.key === meant.key;
  return isThere && (meant.environment === undefined || environment === meant.environment);
}

/** As candidates are reported. */
export function showCandidate({ root, environment, across }: Found): VaultCandidate {
  return { root, environment, key: across.key, symbol: across.vault.symbol };
}
