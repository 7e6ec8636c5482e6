import { fix, remove } from "../fixes/fix.ts";
import { writtenIpRules } from "../access/ip-rules.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const unroutableAddress: Rule = {
  code: "KV204",
  name: "unroutable-address",
  severity: "warning",
  fixable: true,
  references: learn("key-vault/general/private-link-diagnostics"),
  check: eachVault(function* (vault) {
    for (const { item, realm, text } of writtenIpRules(vault)) {
      if (realm !== "unroutable") continue;
      yield finding(vault, {
        fact: { kind: "KV204", rule: text },
        span: placeOfItem(item),
        fixes: [
          fix({
            title: { kind: "remove", what: text, blocksUnlisted: false },
            preferred: true,
            keepsAccess: true,
            target: vault,
            edits: [remove(vault.ipRules, [item])],
          }),
        ],
      });
    }
  }),
};
