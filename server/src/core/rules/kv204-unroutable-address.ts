import { remove } from "../fixes/edit.ts";
import { finding } from "./finding.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { fix } from "../fixes/fix.ts";
import { realmOfEntry, writtenIpRules } from "../access/ip-rules.ts";
import { placeOfItem } from "../network/places.ts";
import type { Rule } from "./rule.ts";

export const unroutableAddress: Rule = {
  code: "KV204",
  name: "unroutable-address",
  severity: "warning",
  onByDefault: true,
  fixable: true,
  summary: "An IP rule lists addresses that no client can have.",
  why: `Loopback, link-local, multicast and reserved addresses, carrier-grade NAT (100.64.0.0/10), 0.0.0.0/8 and Azure's own
168.63.129.16 never arrive at a public endpoint, so the rule admits nobody. Whoever it was written for stays locked out.`,
  fix: "Remove the rule, and list the public address of the caller it was meant for.",
  references: ["https://learn.microsoft.com/azure/key-vault/general/private-link-diagnostics"],
  alsoKnownAs: [],
  *check(network) {
    for (const vault of judgedVaults(network)) {
      for (const { item, entry, text } of writtenIpRules(vault)) {
        if (realmOfEntry(entry) !== "unroutable") continue;
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
    }
  },
};
