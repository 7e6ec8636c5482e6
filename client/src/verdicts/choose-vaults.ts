import type { QuickPickItem } from "vscode";
import { l10n, QuickInputButtons, window } from "vscode";
import type { VaultReference, VaultResult } from "../../../server/src/protocol.ts";
import { fileName } from "../places.ts";
import { vaultName } from "../vault-name.ts";

interface VaultItem extends QuickPickItem {
  readonly vault: VaultResult;
}

/** Vaults that are meant, null for all there are; `"back"` leads to the step before, undefined is cancelled. */
export type ChosenVaults = readonly VaultReference[] | null | "back" | undefined;

/** Asks which vaults are meant when there is a choice; those of the document `active` are chosen already. */
export function chooseVaults(
  vaults: readonly VaultResult[],
  active: string | undefined,
): Promise<ChosenVaults> {
  if (vaults.length <= 1) return Promise.resolve(null);
  const ofActive = vaults.filter((vault) => vault.uri === active || vault.root === active);
  const pick = window.createQuickPick<VaultItem>();
  pick.title = l10n.t("Simulate Access: Vaults");
  pick.placeholder = l10n.t("Vaults to reach");
  pick.step = 2;
  pick.totalSteps = 2;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.buttons = [QuickInputButtons.Back];
  pick.items = vaults.map(vaultItem);
  pick.selectedItems = pick.items.filter(({ vault }) => ofActive.length === 0 || ofActive.includes(vault));
  return new Promise((resolve) => {
    const end = (chosen: ChosenVaults) => {
      resolve(chosen);
      pick.hide();
    };
    pick.onDidTriggerButton(() => {
      end("back");
    });
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems.map(({ vault }) => vault);
      if (chosen.length > 0) end(chosen.length === vaults.length ? null : chosen.map(reference));
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** Asks for one of several vaults. Undefined when it is cancelled. */
export async function pickVault(
  vaults: readonly VaultResult[],
  question: string,
): Promise<VaultReference | undefined> {
  const picked = await window.showQuickPick(vaults.map(vaultItem), {
    title: question,
    matchOnDescription: true,
  });
  return picked && reference(picked.vault);
}

function vaultItem(vault: VaultResult): VaultItem {
  return {
    label: `$(key) ${vaultName(vault.name, vault.symbol)}`,
    description: vault.module ?? fileName(vault.uri),
    detail: vault.summary,
    vault,
  };
}

function reference({ root, key }: VaultReference): VaultReference {
  return { root, key };
}
