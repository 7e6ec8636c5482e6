import type { GarbageReason } from "../../ip/ip-entry.ts";
import { escapeMarkdown, escapeSentence } from "../../text/markdown.ts";
import type { Addresses, IpRuleFact } from "../ip-rule-fact.ts";
import { sayBy } from "../words.ts";
import { sayCauses, sayListed } from "./causes.ts";
import { count, listAnd } from "./count.ts";
import { addressFaults } from "./sources.ts";

/** Was zu einer IP-Regel unter dem Cursor zu sagen ist. */
export const sayIpRule = sayBy<IpRuleFact>({
  range: ({ range, realm, of }) =>
    `${sayAddresses(range)}${realms[realm]}${realm === "private" ? instead[of] : ""}`,
  "host-bits": ({ prefix, network, range, address }) =>
    `In der Adresse sind Bits jenseits von /${prefix} gesetzt. Gemeint ist entweder das Netzwerk ${network} (${sayAddresses(range)}) oder ${address}; wie Azure das liest, ist nicht dokumentiert.`,
  dash: ({ range, cidrs }) =>
    `${sayAddresses(range)}. Für Key Vault sind Bereiche mit Bindestrich nicht dokumentiert; als CIDR: ${cidrs.join(", ")}.`,
  ipv6: () => "IPv6, das Key Vault in IP-Regeln nicht unterstützt.",
  "not-a-range": ({ why }) => `weder IPv4-Adresse noch Bereich${sayFault(why)}.`,
  depends: ({ because }) => `hängt ab von: ${escapeSentence(sayCauses(because))}`,
  owners: ({ tags, more, published }) => {
    const rest = more > 0 ? [count(more, "weiteres Tag", "weitere Tags")] : [];
    const day = published === null ? "" : ` (Stand ${published})`;
    return `Enthält Adressen von Azure${day}: ${listAnd([...tags.map(escapeMarkdown), ...rest])}.`;
  },
  same: ({ other }) => `Führt dasselbe auf wie ${escapeMarkdown(sayListed(other))}.`,
  covered: ({ other }) => `Ist in ${escapeMarkdown(sayListed(other))} bereits enthalten.`,
  covers: ({ other }) => `Enthält ${escapeMarkdown(sayListed(other))}.`,
  overlaps: ({ other, addresses }) =>
    `Überschneidet sich mit ${escapeMarkdown(sayListed(other))}: ${count(addresses, "gemeinsame Adresse", "gemeinsame Adressen")}.`,
  "more-overlaps": ({ count: more }) => `und ${count(more, "weitere Regel", "weitere Regeln")}`,
  limits: ({ of }) => {
    const [folder, most] =
      of === "vault" ? ["general", "1.000 je Key Vault"] : ["managed-hsm", "10 je verwaltetem HSM"];
    return `[IP-Regeln](https://learn.microsoft.com/azure/key-vault/${folder}/network-security) nehmen öffentliche IPv4-Adressen und CIDR-Bereiche an, höchstens ${most}.`;
  },
});

function sayAddresses(range: Addresses): string {
  return `${range.text}, ${count(range.count, "Adresse", "Adressen")}`;
}

function sayFault(why: GarbageReason): string {
  return why === "not-an-address" ? "" : `: ${addressFaults[why]}`;
}

const realms = {
  private: ". Das ist ein privater Bereich: Key Vault lehnt ihn in IP-Regeln ab. Verwenden Sie ",
  unroutable:
    ". Kein Client des öffentlichen Endpunkts kann eine solche Adresse haben, daher trifft die Regel nie zu.",
  public: "",
} as const;

const instead = {
  vault: "eine Subnetzregel oder einen privaten Endpunkt.",
  managedHsm: "einen privaten Endpunkt.",
} as const;
