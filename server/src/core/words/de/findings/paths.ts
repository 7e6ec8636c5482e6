import type { PathBlock, PathFact } from "../../../rules/facts/path-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { count } from "../count.ts";

export const pathFindings: Sentences<PathFact, [kv: string]> = {
  KV301: ({ id, validator }, kv) => `${validator} lehnt ${kv} ab: '${id}' ist nicht die ID eines Subnetzes.`,
  KV302: ({ subnet, isRejected }, kv) =>
    isRejected
      ? `Azure lehnt ${kv} ab: Subnetz ${subnet} hat keinen Key-Vault-Dienstendpunkt.`
      : `Subnetzregel ${subnet} von ${kv} hat keine Wirkung: Der Dienstendpunkt fehlt.`,
  KV303: ({ subnets }, kv) =>
    `${kv} blockiert ${saySubnets(subnets)}: IP-Regeln gelten nicht für Dienstendpunkte.`,
  KV304: ({ subnet, endpoint }) => `Subnetz ${subnet} hat den ungültigen Dienstendpunkt '${endpoint}'.`,
  KV305: ({ subnet }, kv) =>
    `${kv} verweist auf Subnetz ${subnet}, wird aber möglicherweise davor bereitgestellt.`,
  KV306: ({ count: number }, kv) =>
    `${kv} ignoriert ${count(number, "Subnetzregel", "Subnetzregeln")}: Verwaltete HSMs unterstützen keine Subnetzregeln.`,
  KV307: ({ from, by }, kv) =>
    sayBlock(by, from.kind === "subnet" ? `Subnetz ${from.name}` : `'${from.name}'`, kv),
  KV308: ({ subnet }, kv) =>
    `Manche Aufrufer in ${subnet} erhalten kein Token für ${kv}: Entra ID ist blockiert.`,
  KV309: ({ count: number, limit }, kv) =>
    `${kv} hat ${count(number, "privaten Endpunkt", "private Endpunkte")}; mehr als ${limit} lehnt Azure möglicherweise ab.`,
  KV401: ({ endpoint, group }, kv) =>
    `Azure lehnt '${endpoint}'${kv && ` für ${kv}`} ab: Die Gruppen-ID muss '${group}' sein.`,
  KV402: ({ of, zone, right }, kv) => zoneTexts[of](zone, right, kv),
  KV403: ({ endpoint, isUnlinked }, kv) =>
    isUnlinked
      ? `${kv} führt hier nicht zu ${endpoint}: Seine DNS-Zone ist nicht verknüpft.`
      : `Kein DNS-Eintrag hier löst ${kv} in den privaten Endpunkt ${endpoint} auf.`,
  KV404: ({ endpoint }, kv) =>
    `Der private Endpunkt ${endpoint} ist erst nach seiner Genehmigung mit ${kv} verbunden.`,
  KV405: (_, kv) => `Nur private Endpunkte erreichen ${kv}, solange er keinem Perimeter zugeordnet ist.`,
  KV406: (_, kv) =>
    `Ein Perimeter lässt Adressen auf ${kv} zugreifen, obwohl der öffentliche Zugriff deaktiviert ist.`,
  KV407: ({ isEnforced }, kv) =>
    isEnforced
      ? `Subnetzregeln von ${kv} haben keine Wirkung: Perimeter unterstützen keine Dienstendpunkte.`
      : `Subnetzregeln von ${kv} haben keine Wirkung mehr, sobald sein Perimeter erzwungen wird.`,
  KV408: (_, kv) =>
    `azurerm kann ${kv} nicht auf SecuredByPerimeter setzen; ein apply setzt ihn auf Enabled zurück.`,
  KV409: ({ network }, kv) =>
    network === null
      ? `${kv} lässt sich nicht auflösen: Die hier verknüpfte DNS-Zone hat keinen Eintrag.`
      : `${kv} ist in Netzwerk ${network} nicht auflösbar: Die verknüpfte Zone hat keinen Eintrag.`,
  KV410: ({ from: { kind, name }, because }, kv) =>
    because === "unpeered"
      ? `'${name}' erreicht ${kv} nur über ein Peering, und hier ist keines deklariert.`
      : `${kind === "subnet" ? `Subnetz ${name}` : `'${name}'`} erreicht ${kv} nicht: ${apart[because]}.`,
  KV411: ({ endpoints: [one, other] }, kv) =>
    `${one} und ${other} überschreiben einen DNS-Eintrag von ${kv}.`,
  KV412: ({ resource, zone }) =>
    `'${resource}' verweist auf DNS-Zone ${zone}, die hier nirgends deklariert ist.`,
  KV413: ({ network, zone }) =>
    `Azure lehnt diese Verknüpfung ab: ${network === null ? "Das Netzwerk" : `Netzwerk ${network}`} hat schon eine Zone ${zone}.`,
  KV414: ({ subnet, seen }, kv) =>
    `Subnetzregel ${subnet} von ${kv} hat keine Wirkung: Der Verkehr kommt aus ${seen}.`,
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
