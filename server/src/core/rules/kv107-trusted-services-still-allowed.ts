import { bypass, publicAccess } from "../access/effective.ts";
import { judge } from "../access/verdict.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Vault } from "../network/network.ts";
import { mayNeedBypass } from "../services/consumers/trust.ts";
import { mayServeTrusted } from "../services/consumers/grants.ts";
import { fix, set, settingTitle } from "../fixes/fix.ts";
import { placeOfSetting } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const trustedServicesStillAllowed: Rule = {
  code: "KV107",
  name: "trusted-services-still-allowed",
  severity: "info",
  fixable: true,
  references: learn("key-vault/general/network-security"),
  check: eachVault(function* (vault, network) {
    const trusted = judge(vault, network, { kind: "trustedService" });
    if (trusted.verdict !== "allowed" || !isDisabled(vault) || !isSaid(vault)) return;
    // A syntax error or a module that is not read may hide the consumer that needs the bypass.
    if (mayDeclareAbout(network, vault)) return;
    if (permitsServices(vault) || mayServeTrusted(vault, network)) return;
    if (mayNeedBypass(vault, network)) return;
    yield finding(vault, {
      fact: { kind: "KV107" },
      span: placeOfSetting(vault, vault.bypass),
      decided: { kind: "trustedService" },
      related: [
        {
          fact: { kind: "disabled" },
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
  }),
};

function isDisabled(vault: Vault): boolean {
  return is(publicAccess(vault).value, (word) => truth(word === "Disabled")) === "yes";
}

/** Whether the vault itself permits services that the firewall only lets in as trusted ones; KV503 is about the others. */
function permitsServices(vault: Vault): boolean {
  const { enabledForDeployment, enabledForDiskEncryption, enabledForTemplateDeployment } = vault;
  const flags = [enabledForDeployment, enabledForDiskEncryption, enabledForTemplateDeployment];
  return flags.some(({ value }) => is(value, truth) !== "no");
}

/** Without any network rules, the value of the bypass is not certain. */
function isSaid(vault: Vault): boolean {
  return !bypass(vault).byDefault || vault.networkAcls.value.kind === "known";
}
