import { fix, remove } from "../fixes/fix.ts";
import { writtenIpRules } from "../access/ip-rules.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const unroutableAddress: Rule = {
  code: "KV204",
  name: "unroutable-address",
  severity: "warning",
  fixable: true,
  summary: "An IP rule lists addresses that a client can never have.",
  why: `Requests to a public endpoint never come from loopback, link-local, multicast, or reserved addresses, carrier-grade NAT
(100.64.0.0/10), 0.0.0.0/8, or Azure's own 168.63.129.16. The rule never matches, and the caller it was written for is blocked.`,
  fix: "Remove the rule, and list the public address of the caller that it was intended for.",
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
