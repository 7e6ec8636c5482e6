import type { QuickPickItem } from "vscode";
import { window } from "vscode";
import type { VaultReference, VaultResult } from "../../../server/src/protocol.ts";
import { fileName } from "../places.ts";
import { vaultName } from "../vault-name.ts";

interface VaultItem extends QuickPickItem {
  readonly vault: VaultResult;
}

/**
 * Asks which vaults are meant when there is a choice; those of the document `active` are chosen already. Null stands for all
 * of them, undefined for cancelled.
 */
export async function chooseVaults(
  vaults: readonly VaultResult[],
  active: string | undefined,
): Promise<readonly VaultReference[] | null | undefined> {
  if (vaults.length <= 1) return null;
  const ofActive = vaults.filter((vault) => vault.uri === active || vault.root === active);
  const chosen = ofActive.length > 0 ? ofActive : vaults;
  const items = vaults.map((vault) => vaultItem(vault, chosen.includes(vault)));
  const picked = await window.showQuickPick<VaultItem>(items, {
    title: "Simulate Access: Vaults",
    placeHolder: "Vaults to reach",
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!picked || picked.length === 0) return undefined;
  return picked.length === vaults.length ? null : picked.map(({ vault: { root, key } }) => ({ root, key }));
}

function vaultItem(vault: VaultResult, picked: boolean): VaultItem {
  return {
    label: `$(key) ${vaultName(vault.name, vault.symbol)}`,
    description: vault.module ?? fileName(vault.uri),
    detail: vault.summary,
    picked,
    vault,
  };
}
