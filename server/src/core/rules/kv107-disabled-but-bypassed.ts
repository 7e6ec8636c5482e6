import { bypass, publicAccess } from "../access/effective.ts";
import { judge } from "../access/verdict.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Vault } from "../network/network.ts";
import { set } from "../fixes/edit.ts";
import { finding } from "./finding.ts";
import { nameOf } from "../access/say.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { fix } from "../fixes/fix.ts";
import { placeOfSetting } from "../network/places.ts";
import type { Rule } from "./rule.ts";
import { settingTitle } from "../fixes/setting-title.ts";

export const disabledButBypassed: Rule = {
  code: "KV107",
  name: "disabled-but-bypassed",
  severity: "info",
  onByDefault: true,
  fixable: true,
  summary: "Public access is disabled, and trusted services still pass.",
  why: `Disabling public network access does not switch off the bypass: trusted Microsoft services go on reaching the vault
without a private endpoint, in the scenarios they are trusted for. That may be what you want, for backups or disk encryption.`,
  fix: "Write `bypass` *None* to keep trusted services out as well, or suppress this with the reason why they are needed.",
  references: ["https://learn.microsoft.com/azure/key-vault/general/network-security"],
  alsoKnownAs: [],
  *check(network) {
    for (const vault of judgedVaults(network)) {
      const trusted = judge(vault, network, { kind: "trustedService" });
      if (trusted.verdict !== "allowed" || !isDisabled(vault) || !isSaid(vault)) continue;
      yield finding(vault, {
        message: `Trusted services still reach ${nameOf(vault)} although its public access is disabled.`,
        span: placeOfSetting(vault, vault.bypass),
        related: [
          {
            message: "Public access is disabled here.",
            span: placeOfSetting(vault, vault.publicNetworkAccess),
          },
        ],
        fixes: [
          fix({
            title: settingTitle(vault, vault.bypass, "None"),
            target: vault,
            edits: [set(vault.bypass, "None")],
          }),
        ],
      });
    }
  },
};

function isDisabled(vault: Vault): boolean {
  return is(publicAccess(vault).value, (word) => truth(word === "Disabled")) === "yes";
}

/** Where nothing at all is written of network rules, what the bypass is cannot be said for certain. */
function isSaid(vault: Vault): boolean {
  return !bypass(vault).byDefault || vault.networkAcls.value.kind === "known";
}
