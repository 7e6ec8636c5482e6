import type { IpEntry, GarbageReason } from "../ip/ip-entry.ts";
import { realmOf } from "../ip/ip-set.ts";
import type { Vault } from "../network/network.ts";
import { fix, type Fix, append, set } from "../fixes/fix.ts";
import { validatorOf } from "../access/vault-label.ts";
import { publicPart, type WrittenIpRule, writtenIpRules } from "../access/ip-rules.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Found, type Rule, finding } from "./rule.ts";

export const notAnIpv4Range: Rule = {
  code: "KV202",
  name: "not-an-ipv4-range",
  severity: "error",
  fixable: true,
  references: learn("key-vault/general/network-security", "templates/microsoft.keyvault/vaults"),
  check: eachVault((vault) => writtenIpRules(vault).flatMap((rule) => checkRule(vault, rule))),
};

/** Other rules report ranges of private or unroutable addresses, however they are written. */
function checkRule(vault: Vault, rule: WrittenIpRule): Found {
  const { entry, text, item } = rule;
  if (entry.kind === "cidr" || entry.kind === "hostBits") return [];
  if (entry.kind === "dash" && realmOf(entry.range) !== "public") return [];
  const isTolerated = entry.kind === "dash" && !vault.exactWords;
  const isPlaceholder = /^<[^<>]*>$/.test(text.trim());
  const why = isTolerated ? "dash-range" : isPlaceholder ? "placeholder" : reasonOf(entry);
  return finding(vault, {
    fact: { kind: "KV202", rule: shortened(text), validator: validatorOf(vault), why },
    span: placeOfItem(item),
    severity: isTolerated || isPlaceholder ? "warning" : "error",
    fixes: fixesFor(vault, rule),
  });
}

function reasonOf(entry: IpEntry): GarbageReason | "ipv6" {
  if (entry.kind === "ipv6") return "ipv6";
  return entry.kind === "garbage" ? entry.reason : "not-an-address";
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** A range that needs more CIDR ranges than this is probably a mistake. */
const mostRanges = 16;

function fixesFor(vault: Vault, { entry, item }: WrittenIpRule): readonly Fix[] {
  if (entry.kind !== "dash" || entry.cidrs.length > mostRanges) return [];
  const [first = "", ...others] = entry.cidrs;
  const to = others.length === 0 ? first : entry.cidrs.length;
  const title = { kind: "change", to, as: "text", allows: publicPart(entry.range).size } as const;
  const more = others.length === 0 ? [] : [append(vault.ipRules, ...others)];
  return [fix({ title, preferred: true, target: vault, edits: [set(item.field, first), ...more] })];
}
