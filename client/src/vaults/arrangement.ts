import type { VaultResult } from "../../../server/src/protocol/vaults.ts";

/** How the *Overview* is arranged. */
export interface Arrangement {
  /** Without groups, what is only referenced is folded at the end. */
  readonly group: "none" | "file" | "folder";
  readonly order: "file" | "exposure";
}

/** As it is until the user chooses another one. */
export const overview: Arrangement = { group: "none", order: "exposure" };

const ranks: Readonly<Record<VaultResult["exposure"], number>> = {
  public: 0,
  depends: 1,
  selected: 2,
  perimeter: 3,
  private: 4,
};

/** How far a vault is from the top: public ones first, then those that may be. */
export function rankOf({ exposure }: Pick<VaultResult, "exposure">): number {
  return ranks[exposure];
}

/** Things in the order of their ranks; those with the same rank stay in their order. */
export function ranked<T>(things: readonly T[], rank: (thing: T) => number): readonly T[] {
  return [...things].sort((a, b) => rank(a) - rank(b));
}
