import type { Verdict } from "../access/verdict.ts";
import type { Vault } from "../network/network.ts";
import { set } from "./edit.ts";
import { fix, type Fix } from "./fix.ts";
import { settingTitle } from "./setting-title.ts";

/** Lets trusted services through the firewall, for the scenarios they are listed with. */
export function allowTrustedServices(vault: Vault, preferred: boolean): readonly Fix[] {
  const { bypass } = vault;
  const edits = [set(bypass, "AzureServices")];
  return [fix({ title: settingTitle(vault, bypass, "AzureServices"), preferred, target: vault, edits })];
}

/** Whether a trusted caller is denied because there is no bypass; one that a perimeter denies would not pass with it either. */
export function isBypassMissed({ verdict, reason }: Verdict): boolean {
  return verdict === "denied" && reason !== "DENY_PERIMETER";
}
