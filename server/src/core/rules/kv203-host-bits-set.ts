import type { Vault } from "../network/network.ts";
import type { HostBitsEntry } from "../ip/ip-entry.ts";
import { realmOf } from "../ip/ip-set.ts";
import { fix, set } from "../fixes/fix.ts";
import { publicPart, type WrittenIpRule, writtenIpRules } from "../access/ip-rules.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Finding, type Rule, finding } from "./rule.ts";

export const hostBitsSet: Rule = {
  code: "KV203",
  name: "host-bits-set",
  severity: "warning",
  fixable: true,
  references: learn("key-vault/general/network-security"),
  check: eachVault((vault) =>
    writtenIpRules(vault).flatMap((rule) =>
      rule.entry.kind === "hostBits" && realmOf(rule.entry.range) === "public"
        ? [report(vault, rule, rule.entry)]
        : [],
    ),
  ),
};

function report(vault: Vault, { item, text }: WrittenIpRule, entry: HostBitsEntry): Finding {
  return finding(vault, {
    fact: { kind: "KV203", rule: text },
    span: placeOfItem(item),
    fixes: [
      fix({
        title: { kind: "change", to: entry.network, as: "network", allows: publicPart(entry.range).size },
        preferred: true,
        target: vault,
        edits: [set(item.field, entry.network)],
      }),
      fix({
        title: { kind: "change", to: entry.address, as: "address", allows: 1 },
        target: vault,
        edits: [set(item.field, entry.address)],
      }),
    ],
  });
}
