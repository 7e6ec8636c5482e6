import { fix, clear } from "../fixes/fix.ts";
import { placeOfList } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const hsmSubnetRules: Rule = {
  code: "KV306",
  name: "hsm-subnet-rules",
  severity: "warning",
  fixable: true,
  references: learn("key-vault/managed-hsm/private-link"),
  check: eachVault(function* (vault) {
    const count = vault.subnetRules.items.length;
    if (vault.kind !== "managedHsm" || count === 0) return;
    yield finding(vault, {
      fact: { kind: "KV306", count },
      span: placeOfList(vault.subnetRules),
      fixes: [
        fix({
          title: { kind: "remove-list", list: "subnet", count },
          preferred: true,
          keepsAccess: true,
          target: vault,
          edits: [clear(vault.subnetRules)],
        }),
      ],
    });
  }),
};
