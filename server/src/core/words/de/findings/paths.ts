import { said } from "../../messages.ts";
import messages from "../messages.json" with { type: "json" };
import type { PathBlock, PathFact } from "../../../rules/facts/path-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { count, inDigits } from "../count.ts";

export const pathFindings: Sentences<PathFact, [kv: string]> = {
  ...said(messages.paths.pathFindings, () => ({ subnets: saySubnets, digits: inDigits, apart })),
  KV307: ({ from, by }, kv) =>
    sayBlock(by, from.kind === "subnet" ? `Subnetz ${from.name}` : `'${from.name}'`, kv),
  KV401: ({ endpoint, group }, kv) =>
    `Azure lehnt '${endpoint}'${kv && ` für ${kv}`} ab: Die Gruppen-ID muss '${group}' sein.`,
  KV402: ({ of, zone, right }, kv) => zoneTexts[of](zone, right, kv),
  KV415: ({ caller }, kv) =>
    `'${caller}' verwendet einen Private-Link-Namen, der im Zertifikat von ${kv || "einem Key Vault"} fehlt.`,
};

const sayBlock = sayBy<PathBlock, [from: string, kv: string]>({
  "security-rule": ({ direction, group, rule }, from, kv) =>
    rule === null
      ? `${group} verweigert ${from} den ${direction === "outbound" ? "ausgehenden" : "eingehenden"} Zugriff auf ${kv}.`
      : `Die Regel ${rule} von ${group} verweigert ${from} den Zugriff auf ${kv}.`,
  route: ({ route }, from, kv) =>
    `${route === null ? "Eine Route" : `Die Route ${route}`} verwirft den Verkehr von ${from} zu ${kv}.`,
  "no-outbound-access": (_, from, kv) => `Ohne ausgehenden Zugriff erreicht ${from} ${kv} nicht.`,
  "firewall-rule": ({ firewall, rule }, from, kv) =>
    `Die ${rule === null ? "Firewall" : `Regel ${rule} der Firewall`} ${firewall} verweigert ${from} den Zugriff auf ${kv}.`,
  firewall: ({ firewall }, from, kv) => `Keine Regel von ${firewall} lässt ${from} auf ${kv} zugreifen.`,
});

const apart = {
  "one-side": "Das Peering hat nur eine Verknüpfung",
  "access-off": "Das Peering lässt den Zugriff nicht zu",
  "subnets-left-out": "Das Peering lässt ein Subnetz aus",
  overlapping: "Die Adressräume des Peerings überlappen sich",
  "through-hub": "Peering über einen Hub ist nicht transitiv",
} as const;

/** „Subnetz vnet/app“, oder wie viele es sind. */
export function saySubnets(subnets: readonly string[]): string {
  const [first, ...others] = subnets;
  return first !== undefined && others.length === 0
    ? `Subnetz ${first}`
    : count(subnets.length, "Subnetz", "Subnetze");
}

const zoneTexts = {
  zone: (zone: string, right: string) => `Zone ${zone} ist nicht für Key Vaults; nötig ist ${right}.`,
  group: (zone: string, right: string, kv: string) =>
    `Zone ${zone} passt nicht zu ${kv}; nötig ist ${right}.`,
  "all-vaults": (zone: string, right: string) =>
    `Zone ${zone} verbirgt alle Key Vaults ohne Eintrag; nötig ist ${right}.`,
  "group-of-all-vaults": (zone: string, right: string, kv: string) =>
    `${kv} wird in ${zone} eingetragen, die andere Key Vaults verbirgt; nötig ist ${right}.`,
} as const;
