import { type Field, spellingOf } from "../network/fields/field.ts";
import type { FlaggedService } from "./facts/caller-facts.ts";
import { judge, type Verdict } from "../access/verdict.ts";
import { deciding } from "./questions/consumer-verdicts.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Vault } from "../network/network.ts";
import { allowTrustedServices, fix, isBypassMissed, set, setTitle } from "../fixes/fix.ts";
import { placeOfSetting } from "../network/places.ts";
import { learn, eachVault, type Finding, type Rule, finding } from "./rule.ts";

export const enabledServiceBlocked: Rule = {
  code: "KV503",
  name: "enabled-service-blocked",
  severity: "warning",
  fixable: true,
  references: learn(
    "key-vault/general/overview-vnet-service-endpoints",
    "azure-resource-manager/templates/key-vault-parameter",
  ),
  check: eachVault((vault, network) => {
    const verdict = judge(vault, network, { kind: "trustedService" });
    if (verdict.verdict !== "denied") return [];
    const flags = [
      ["virtual-machines", vault.enabledForDeployment],
      ["disk-encryption", vault.enabledForDiskEncryption],
      ["template-deployments", vault.enabledForTemplateDeployment],
    ] as const;
    return flags
      .filter(([, field]) => is(field.value, truth) === "yes")
      .map(([service, field]) => report(vault, service, field, verdict));
  }),
};

function report(vault: Vault, service: FlaggedService, field: Field<boolean>, verdict: Verdict): Finding {
  const property = spellingOf(vault.bypass);
  const isMissed = isBypassMissed(verdict);
  return finding(vault, {
    fact: {
      kind: "KV503",
      service,
      flag: spellingOf(field),
      obstacle: isMissed ? "bypass" : "perimeter",
      property,
    },
    span: placeOfSetting(vault, field),
    decided: { kind: "trustedService" },
    related: isMissed
      ? [{ fact: { kind: "bypass-none", property }, span: placeOfSetting(vault, vault.bypass) }]
      : deciding({ vault, verdict }),
    fixes: [
      ...(isMissed ? allowTrustedServices(vault, true) : []),
      fix({
        title: setTitle(field, false),
        target: vault,
        edits: [set(field, false)],
      }),
    ],
  });
}
