import { spellingOf } from "../network/fields/field.ts";
import { denyByDefault, fix, set, settingTitle } from "../fixes/fix.ts";
import { placeOfSetting } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const defaultActionImplicit: Rule = {
  code: "KV105",
  name: "default-action-implicit",
  severity: "info",
  fixable: true,
  references: learn("templates/microsoft.keyvault/vaults"),
  check: eachVault(function* (vault, network) {
    const { networkAcls, defaultAction } = vault;
    if (networkAcls.value.kind !== "known" || defaultAction.value.kind !== "absent") return;
    yield finding(vault, {
      fact: { kind: "KV105", property: spellingOf(defaultAction) },
      span: placeOfSetting(vault, defaultAction),
      fixes: [
        ...denyByDefault(vault, network, true),
        fix({
          title: settingTitle(vault, defaultAction, "Allow"),
          target: vault,
          edits: [set(defaultAction, "Allow")],
        }),
      ],
    });
  }),
};
