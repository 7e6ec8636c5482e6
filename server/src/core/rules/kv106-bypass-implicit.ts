import { spellingOf } from "../network/fields/field.ts";
import { defaultAction, publicAccess } from "../access/effective.ts";
import { is } from "../evaluate/values/value.ts";
import { type Truth, truth } from "../logic/truth.ts";
import type { Network, Vault } from "../network/network.ts";
import { judge } from "../access/verdict.ts";
import { blockedCallers, having } from "../fixes/blocked-callers.ts";
import { fix, type Fix, set, settingTitle } from "../fixes/fix.ts";
import { placeOfSetting } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";
import { isBypassInDoubt } from "../services/consumers/trust.ts";

export const bypassImplicit: Rule = {
  code: "KV106",
  name: "bypass-implicit",
  severity: "hint",
  fixable: true,
  references: learn(
    "key-vault/general/overview-vnet-service-endpoints",
    "templates/microsoft.keyvault/vaults",
  ),
  check: eachVault(function* (vault, network) {
    if (!leavesOpen(vault) || !allowsTrusted(vault, network)) return;
    yield finding(vault, {
      fact: { kind: "KV106", property: spellingOf(vault.bypass), isDocumented: !isUndocumented(vault) },
      span: placeOfSetting(vault, vault.bypass),
      decided: { kind: "trustedService" },
      fixes: [
        write(vault, network, "AzureServices"),
        ...(isBypassInDoubt(vault, network) ? [] : [write(vault, network, "None")]),
      ],
    });
  }),
};

/** What applies with public access disabled and no network rules at all is not documented. */
function isUndocumented({ networkAcls }: Vault): boolean {
  return networkAcls.value.kind === "absent";
}

/** Whether the firewall is on. With public access disabled and rules declared, KV107 says more. */
function leavesOpen(vault: Vault): boolean {
  if (vault.bypass.value.kind !== "absent") return false;
  const access = (word: string): Truth => is(publicAccess(vault).value, (each) => truth(each === word));
  if (access("Disabled") === "yes") return isUndocumented(vault);
  const denies = is(defaultAction(vault).value, (word) => truth(word === "Deny"));
  return access("Enabled") === "yes" && denies === "yes";
}

/** A perimeter that decides allows none of them, whatever the bypass is. */
function allowsTrusted(vault: Vault, network: Network): boolean {
  return judge(vault, network, { kind: "trustedService" }).reason === "ALLOW_TRUSTED_SERVICE";
}

/** Writing what applies already is the safe choice. Rules that do not exist yet also get a default action. */
function write(vault: Vault, network: Network, word: "AzureServices" | "None"): Fix {
  const { bypass, defaultAction: action } = vault;
  const blocked = word === "None" ? blockedCallers(vault, having(vault, "bypass", word), network) : [];
  const title = settingTitle(vault, bypass, word, blocked);
  const allows = isUndocumented(vault) && word === "AzureServices";
  return fix({
    title: allows ? { ...title, effect: "allows-trusted" } : title,
    preferred: word === "AzureServices",
    target: vault,
    edits: isUndocumented(vault) ? [set(action, "Deny"), set(bypass, word)] : [set(bypass, word)],
  });
}
