import { l10n, QuickInputButtons, type QuickPickItem, window } from "vscode";
import type { VaultReference } from "../../../server/src/protocol/names.ts";
import type { VaultResult } from "../../../server/src/protocol/vaults.ts";
import { agreements, groupsBy } from "../agreement.ts";
import { fileName } from "../places.ts";
import { vaultId } from "../vault-id.ts";
import { foldVaults } from "./references.ts";
import { commonName } from "../vault-name.ts";

interface VaultItem extends QuickPickItem {
  readonly vault: VaultReference;
  /** The file it is declared in, and its root. */
  readonly files: readonly string[];
}

/** The chosen vaults, null for all; `"back"` returns to the previous step, undefined means canceled. */
export type ChosenVaults = readonly VaultReference[] | null | "back" | undefined;

/** Asks which vaults to use if there is a choice; those of the document `active` are preselected. */
export function chooseVaults(
  vaults: readonly VaultResult[],
  active: string | undefined,
): Promise<ChosenVaults> {
  const items = vaultItems(vaults);
  if (items.length <= 1) return Promise.resolve(null);
  const ofActive = items.filter(({ files }) => active !== undefined && files.includes(active));
  const pick = window.createQuickPick<VaultItem>();
  pick.title = l10n.t("Simulate Access: Vaults");
  pick.placeholder = l10n.t("Choose the vaults to reach");
  pick.step = 2;
  pick.totalSteps = 2;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.buttons = [QuickInputButtons.Back];
  // Those that are preselected are in sight.
  pick.items = [...ofActive, ...items.filter((each) => !ofActive.includes(each))];
  pick.selectedItems = ofActive.length === 0 ? items : ofActive;
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
      if (chosen.length > 0) end(chosen.length === items.length ? null : chosen);
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** Asks for one of several vaults, regardless of the environment. Undefined if canceled. */
export async function pickVault(
  vaults: readonly VaultResult[],
  question: string,
): Promise<VaultReference | undefined> {
  const picked = await window.showQuickPick(vaultItems(vaults), {
    title: question,
    matchOnDescription: true,
  });
  return picked?.vault;
}

/** An item for each vault, without lookups of declared ones, which shows its result in each environment; those of modules that nothing calls come last. */
function vaultItems(vaults: readonly VaultResult[]): readonly VaultItem[] {
  const { entries } = foldVaults(vaults);
  const calledFirst = [...entries].sort((a, b) => Number(isUncalled(a)) - Number(isUncalled(b)));
  return groupsBy(calledFirst, vaultId).map((own) => {
    const [first] = own;
    const { root, key, uri, module } = first;
    const said = agreements(own).map(({ first: { summary }, environments }) =>
      environments === "" ? summary : `${environments}: ${summary}`,
    );
    return {
      label: `$(key) ${commonName(own)}`,
      description: [module ?? fileName(uri), ...(isUncalled(first) ? [l10n.t("not called here")] : [])].join(
        ", ",
      ),
      detail: said.join(" | "),
      vault: { root, key },
      files: [uri, root],
    };
  });
}

function isUncalled({ notes }: VaultResult): boolean {
  return notes.includes("NOTE_NOT_CALLED");
}

/** Commands can be called with any arguments; menus, for example, pass a URI, and views a row. */
export function vaultIn(argument: unknown): VaultReference | undefined {
  const own: unknown =
    typeof argument === "object" && argument !== null ? Reflect.get(argument, "vault") : undefined;
  return [argument, own].find(isVaultReference);
}

function isVaultReference(argument: unknown): argument is VaultReference {
  if (typeof argument !== "object" || argument === null) return false;
  return (["root", "key"] as const).every((name) => typeof Reflect.get(argument, name) === "string");
}
