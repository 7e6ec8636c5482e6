import type { GarbageReason } from "../../ip/ip-entry.ts";
import { escapeMarkdown, escapeSentence } from "../../text/markdown.ts";
import type { Addresses, IpRuleFact } from "../ip-rule-fact.ts";
import { sayBy } from "../words.ts";
import { sayCauses, sayListed } from "./causes.ts";
import { listAnd } from "../../text/list.ts";
import { sayCount } from "./count.ts";
import { addressFaults } from "./sources.ts";

/** What there is to say of an IP rule under the cursor. */
export const sayIpRule = sayBy<IpRuleFact>({
  range: ({ range, realm, of }) =>
    `${sayAddresses(range)}${realms[realm]}${realm === "private" ? instead[of] : ""}`,
  "host-bits": ({ prefix, network, range, address }) =>
    `the address has bits set beyond /${prefix}. It means either the network ${network} (${sayAddresses(range)}) or ${address}; how Azure reads it is not documented.`,
  dash: ({ range, cidrs }) =>
    `${sayAddresses(range)}. Key Vault does not document ranges with a dash; as CIDR: ${cidrs.join(", ")}.`,
  ipv6: () => "IPv6, which Key Vault does not support in IP rules.",
  "not-a-range": ({ why }) => `not an IPv4 address or range${sayFault(why)}.`,
  depends: ({ because }) => `depends on ${escapeSentence(sayCauses(because))}`,
  owners: ({ tags, more, published }) => {
    const rest = more > 0 ? [sayCount(more, "more tag", "more tags")] : [];
    const day = published === null ? "" : ` (${published})`;
    return `Contains Azure addresses${day}: ${listAnd([...tags.map(escapeMarkdown), ...rest])}.`;
  },
  same: ({ other }) => `Same as ${escapeMarkdown(sayListed(other))}.`,
  covered: ({ other }) => `Already covered by ${escapeMarkdown(sayListed(other))}.`,
  covers: ({ other }) => `Covers ${escapeMarkdown(sayListed(other))}.`,
  overlaps: ({ other, addresses }) =>
    `Shares ${sayCount(addresses, "address")} with ${escapeMarkdown(sayListed(other))}.`,
  "more-overlaps": ({ count }) => `and ${sayCount(count, "more rule", "more rules")}`,
  limits: ({ of }) => {
    const [folder, most] =
      of === "vault" ? ["general", "1,000 per vault"] : ["managed-hsm", "10 per managed HSM"];
    return `[IP rules](https://learn.microsoft.com/azure/key-vault/${folder}/network-security) accept public IPv4 addresses and CIDR ranges, at most ${most}.`;
  },
});

function sayAddresses({ text, count }: Addresses): string {
  return `${text}, ${sayCount(count, "address")}`;
}

function sayFault(why: GarbageReason): string {
  return why === "not-an-address" ? "" : `: ${addressFaults[why]}`;
}

const realms = {
  private: ". This is a private range: Key Vault rejects it in IP rules. Use ",
  unroutable: ". No client of the public endpoint can have such an address, so the rule never matches.",
  public: "",
} as const;

const instead = { vault: "a subnet rule or a private endpoint.", managedHsm: "a private endpoint." } as const;
