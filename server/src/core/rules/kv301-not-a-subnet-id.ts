import type { Text } from "../evaluate/types.ts";
import { printId } from "../network/ids/links.ts";
import { canBeSubnetId } from "../network/ids/subnet-id.ts";
import { validatorOf } from "../access/vault-label.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const notASubnetId: Rule = {
  code: "KV301",
  name: "not-a-subnet-id",
  severity: "error",
  references: learn("templates/microsoft.keyvault/vaults"),
  check: eachVault(function* (vault) {
    if (vault.kind !== "vault") return;
    for (const { item } of vault.subnetLinks) {
      const { value } = item.field;
      if (value.kind !== "known" || canBeSubnetId(value.value)) continue;
      yield finding(vault, {
        fact: { kind: "KV301", id: shortened(value.value), validator: validatorOf(vault) },
        span: placeOfItem(item),
      });
    }
  }),
};

/** The end of an ID is its most specific part. */
function shortened(id: string | Text): string {
  const whole = printId(id, () => "…");
  return whole.length > 60 ? `…${whole.slice(-59)}` : whole;
}
