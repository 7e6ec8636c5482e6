import { membershipsOf } from "../access/perimeter.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Field } from "../network/fields/field.ts";
import { placeOfSetting } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const azurermOverridesPerimeter: Rule = {
  code: "KV408",
  name: "azurerm-overrides-perimeter",
  severity: "info",
  references: learn("private-link/network-security-perimeter-transition"),
  check: eachVault((vault, network) => {
    const joined = membershipsOf(vault, network).find(
      ({ holds, mode }) => holds === "yes" && mode.enforced === "no",
    );
    // Other providers may write the vault as well; what azurerm restores is what its own resource says. A plan does not show what it ignores.
    const ours = [vault, ...vault.writes].findLast(({ exactWords, state }) => exactWords && state === null);
    if (!joined || !ours || !enables(ours.publicNetworkAccess)) return [];
    return finding(vault, {
      fact: { kind: "KV408" },
      span: placeOfSetting(ours, ours.publicNetworkAccess),
      related: [{ fact: { kind: "in-perimeter" }, span: joined.association.label }],
    });
  }),
};

/**
 * Whether the switch is certainly on, and managed: values in `ignore_changes` are unknown. It is read as "is Enabled", and written where it differs:
 * https://github.com/hashicorp/terraform-provider-azurerm/blob/main/internal/services/keyvault/key_vault_resource.go
 */
function enables({ value }: Field<string>): boolean {
  return value.kind === "absent" || is(value, (word) => truth(word === "Enabled")) === "yes";
}
