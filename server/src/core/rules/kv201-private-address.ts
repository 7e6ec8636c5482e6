import { remove } from "./edit.ts";
import { finding, fix, judgedVaults, nameOf } from "./finding.ts";
import { realmOfEntry, writtenIpRules } from "./ip-rules.ts";
import { placeOfItem } from "./place.ts";
import type { Rule } from "./rule.ts";

export const privateAddress: Rule = {
  code: "KV201",
  name: "private-address",
  severity: "error",
  onByDefault: true,
  fixable: true,
  summary: "An IP rule holds private addresses, which Azure rejects.",
  why: `IP rules take public addresses only. A rule inside of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 is answered with
*belongs to forbidden range*, and the deployment fails. It could not work either: Key Vault never sees a private address.`,
  fix: `Remove the rule. To let a virtual network in, write a subnet rule for its subnet, or use a private endpoint; to let
machines behind a NAT in, list the public address they leave through.`,
  references: ["https://learn.microsoft.com/azure/key-vault/general/network-security"],
  alsoKnownAs: [],
  *check(network) {
    for (const vault of judgedVaults(network)) {
      for (const { item, entry, text } of writtenIpRules(vault)) {
        if (realmOfEntry(entry) !== "private") continue;
        yield finding(vault, {
          message: `Azure rejects ${nameOf(vault)}: ${text} is private, and IP rules take public addresses only.`,
          span: placeOfItem(item),
          fixes: [
            // Somebody meant this rule for a real caller, so that removing it is no tidying up.
            fix({
              title: `Remove ${text}`,
              preferred: true,
              target: vault,
              edits: [remove(vault.ipRules, [item])],
            }),
          ],
        });
      }
    }
  },
};
