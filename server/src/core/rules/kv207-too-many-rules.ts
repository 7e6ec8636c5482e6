import { mostIpRules, mostSubnetRules } from "../fixes/keep-callers.ts";
import type { RuleList } from "./facts/path-facts.ts";
import type { ListField } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";
import { placeOfList } from "../network/places.ts";
import { learn, eachVault, type Found, type Rule, finding } from "./rule.ts";

export const tooManyRules: Rule = {
  code: "KV207",
  name: "too-many-rules",
  severity: "error",
  references: learn("key-vault/general/network-security", "key-vault/managed-hsm/network-security"),
  check: eachVault((vault) => {
    return [
      checkList(vault, vault.ipRules, "ip", mostIpRules[vault.kind]),
      vault.kind === "vault" ? checkList(vault, vault.subnetRules, "subnet", mostSubnetRules) : [],
    ].flat();
  }),
};

/** Rules that certainly exist count, whatever their values. */
function checkList(vault: Vault, list: ListField<unknown>, name: RuleList, limit: number): Found {
  const count = list.items.length;
  if (count <= limit) return [];
  return finding(vault, {
    fact: { kind: "KV207", list: name, count, limit },
    span: placeOfList(list),
  });
}
