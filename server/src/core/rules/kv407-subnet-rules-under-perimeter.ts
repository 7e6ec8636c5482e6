import { membershipsOf } from "../access/perimeter.ts";
import { placeOfList } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const subnetRulesUnderPerimeter: Rule = {
  code: "KV407",
  name: "subnet-rules-under-perimeter",
  severity: "warning",
  references: learn("private-link/network-security-perimeter-concepts", "key-vault/general/network-security"),
  check: eachVault((vault, network) => {
    const joined = membershipsOf(vault, network).find((each) => each.holds === "yes");
    if (!joined || vault.subnetRules.items.length === 0) return [];
    return finding(vault, {
      fact: { kind: "KV407", isEnforced: joined.mode.enforced === "yes" },
      span: placeOfList(vault.subnetRules),
      related: [{ fact: { kind: "in-perimeter" }, span: joined.association.label }],
    });
  }),
};
