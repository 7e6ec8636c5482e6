import type { VaultResult } from "../../../server/src/protocol/vaults.ts";
import type { Sentence } from "../../../server/src/protocol.ts";
import { asData, longestName, short } from "../../../server/src/protocol/as-data.ts";
import { vaultName } from "../vault-name.ts";

/**
 * The vaults that a name refers to; all of them if none is given. Throws, listing the available ones, if it refers to
 * none.
 */
export function vaultsNamed(
  vaults: readonly VaultResult[],
  name: string | undefined,
): readonly VaultResult[] {
  const called = (vault: VaultResult) => [vaultName(vault), vault.symbol] as const;
  const found =
    name === undefined ? vaults : vaults.filter((vault) => called(vault).some((each) => each === name));
  if (found.length > 0) return found;
  if (vaults.length === 0) throw new Error("No template with a key vault is known. Open one first.");
  const known = [...new Set(vaults.map((vault) => called(vault)[0]))];
  throw new Error([`Unknown vault '${short(name ?? "", longestName)}'. Known:`, ...asData(known)].join("\n"));
}

/** A text of several lines in which names and values of files occur. */
export function dataText(text: Sentence): string {
  return asData(text.trimEnd().split("\n")).join("\n");
}
