import { serviceEndpointName } from "../../../path/service-endpoint.ts";
import type { From, PathBlock, PathFact } from "../../../rules/facts/path-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { count } from "../count.ts";

export const pathFindings: Sentences<PathFact, [kv: string]> = {
  KV301: ({ id, validator }, kv) => `${validator} lehnt ${kv} ab: '${id}' ist nicht die ID eines Subnetzes.`,
  KV302: ({ subnet, isRejected }, kv) =>
    isRejected
      ? `Azure lehnt ${kv} ab: Subnetz ${subnet} hat keinen Dienstendpunkt ${serviceEndpointName}.`
      : `Die Regel für Subnetz ${subnet} hat auf ${kv} keine Wirkung: Dem Subnetz fehlt der Dienstendpunkt ${serviceEndpointName}.`,
  KV303: ({ subnets }, kv) =>
    `${kv} blockiert ${saySubnets(subnets)}: IP-Regeln gelten nicht für Verkehr über den Dienstendpunkt.`,
  KV304: ({ subnet, endpoint }) => `Subnetz ${subnet} hat einen ungültigen Dienstendpunkt: '${endpoint}'.`,
  KV305: ({ subnet }, kv) =>
    `${kv} verweist auf Subnetz ${subnet}, wird aber möglicherweise davor bereitgestellt.`,
  KV306: ({ count: number }, kv) =>
    `${kv} ignoriert ${count(number, "Subnetzregel", "Subnetzregeln")}: Verwaltete HSMs unterstützen keine Subnetzregeln.`,
  KV307: ({ from, by }, kv) => `${sayFrom(from)} erreicht ${kv} nicht: ${sayBlock(by)}.`,
  KV308: ({ subnet }, kv) =>
    `Manche Aufrufer in Subnetz ${subnet} erhalten keine Token für ${kv}: Microsoft Entra ID ist blockiert.`,
  KV309: ({ count: number, limit }, kv) =>
    `Azure lehnt Endpunkte von ${kv} möglicherweise ab: Es sind ${number}, erlaubt sind höchstens ${limit}.`,
  KV401: ({ endpoint, target, isNamed, group, written }, kv) =>
    `Azure lehnt '${endpoint}' ab: Die Gruppen-ID ${isNamed ? `von ${kv}` : targets[target]} ist '${group}', nicht '${written}'.`,
  KV402: ({ of, zone, right }, kv) => zoneTexts[of](zone, right, kv),
  KV403: ({ endpoint, isUnlinked }, kv) =>
    isUnlinked
      ? `Hier löst nichts ${kv} in den privaten Endpunkt ${endpoint} auf: Seine DNS-Zone ist mit keinem Netzwerk verknüpft.`
      : `Hier löst nichts den Namen von ${kv} in die Adresse des privaten Endpunkts ${endpoint} auf.`,
  KV404: ({ endpoint }, kv) =>
    `Der private Endpunkt ${endpoint} ist erst nach seiner Genehmigung mit ${kv} verbunden.`,
  KV405: (_, kv) =>
    `Solange ${kv} nicht anderswo einem Perimeter zugeordnet ist, erreichen ihn nur private Endpunkte.`,
  KV406: (_, kv) =>
    `Ein Perimeter lässt Adressen auf ${kv} zugreifen, obwohl der öffentliche Zugriff deaktiviert ist.`,
  KV407: ({ isEnforced }, kv) =>
    isEnforced
      ? `Die Subnetzregeln von ${kv} haben keine Wirkung: Sein Perimeter unterstützt keine Dienstendpunkte.`
      : `Die Subnetzregeln von ${kv} haben keine Wirkung mehr, sobald sein Perimeter erzwungen wird.`,
  KV408: (_, kv) =>
    `azurerm kann für ${kv} nicht SecuredByPerimeter festlegen; ein apply setzt den Wert auf Enabled zurück.`,
  KV409: ({ network }, kv) =>
    network === null
      ? `Der Name von ${kv} lässt sich nicht auflösen: Die hier verknüpfte DNS-Zone hat keinen Eintrag dafür.`
      : `Der Name von ${kv} lässt sich in Netzwerk ${network} nicht auflösen: Die verknüpfte DNS-Zone hat keinen Eintrag dafür.`,
  KV410: ({ from, endpoint, because }, kv) =>
    `${sayFrom(from)} erreicht '${endpoint}' von ${kv} nicht: ${apart[because]}.`,
  KV411: ({ endpoints: [one, other] }, kv) =>
    `Die privaten Endpunkte ${one} und ${other} überschreiben gegenseitig den DNS-Eintrag von ${kv} in einer Zone.`,
  KV412: ({ resource, zone }) =>
    `'${resource}' verweist auf DNS-Zone ${zone}, die hier nirgends deklariert ist.`,
  KV413: ({ network, zone }) =>
    `Azure lehnt diese Verknüpfung ab: ${network === null ? "Das Netzwerk" : `Netzwerk ${network}`} ist schon mit einer anderen Zone ${zone} verknüpft.`,
  KV414: ({ subnet, seen }, kv) =>
    `Die Regel für Subnetz ${subnet} hat auf ${kv} keine Wirkung: Der Datenverkehr kommt dort aus Subnetz ${seen} an.`,
  KV415: ({ caller }, kv) =>
    `Das Zertifikat von ${kv || "einem Key Vault"} gilt nicht für den Private-Link-Namen, den '${caller}' verwendet.`,
};

function sayFrom({ kind, name }: From): string {
  return kind === "subnet" ? `Subnetz ${name}` : `'${name}'`;
}

const sayBlock = sayBy<PathBlock>({
  "security-rule": ({ direction, group, rule }) => {
    const adjective = direction === "outbound" ? "ausgehende" : "eingehende";
    return rule === null
      ? `Eine ${adjective} Regel von ${group} verweigert den Datenverkehr`
      : `Die ${adjective} Regel ${rule} von ${group} verweigert den Datenverkehr`;
  },
  route: ({ route }) =>
    route === null
      ? "Eine Route verwirft den Datenverkehr"
      : `Die Route ${route} verwirft den Datenverkehr (nächster Hop None)`,
  "no-outbound-access": () => "Es gibt keinen ausgehenden Zugriff",
  "firewall-rule": ({ firewall, rule }) =>
    rule === null
      ? `Eine Regel der Firewall ${firewall} verweigert den Datenverkehr`
      : `Die Regel ${rule} der Firewall ${firewall} verweigert den Datenverkehr`,
  firewall: ({ firewall }) => `Keine Regel der Firewall ${firewall} lässt den Datenverkehr zu`,
});

const apart = {
  "one-side": "Das Peering hat nur auf einer Seite eine Verknüpfung",
  "access-off": "Das Peering lässt den Zugriff nicht zu",
  "subnets-left-out": "Das Peering lässt eines der beiden Subnetze aus",
  overlapping: "Azure lehnt das Peering ab, da sich die Adressräume überlappen",
  "through-hub": "Peering über einen Hub ist nicht transitiv",
} as const;

const targets = { vault: "eines Key Vaults", managedHsm: "eines verwalteten HSM" } as const;

/** „Subnetz vnet/app“, oder wie viele es sind. */
export function saySubnets(subnets: readonly string[]): string {
  const [first, ...others] = subnets;
  return first !== undefined && others.length === 0
    ? `Subnetz ${first}`
    : count(subnets.length, "Subnetz", "Subnetze");
}

const zoneTexts = {
  zone: (zone: string, right: string) =>
    `Zone ${zone} wird für Key Vaults nicht verwendet; ihre private Zone ist ${right}.`,
  group: (zone: string, right: string, kv: string) =>
    `Zone ${zone} passt nicht zu ${kv}; die richtige Zone ist ${right}.`,
  "all-vaults": (zone: string, right: string) =>
    `Zone ${zone} antwortet für alle Key Vaults: Solche ohne Eintrag lassen sich nicht auflösen. Ihre private Zone ist ${right}.`,
  "group-of-all-vaults": (zone: string, right: string, kv: string) =>
    `${kv} wird in ${zone} eingetragen, eine Zone, die für alle Key Vaults antwortet; die richtige Zone ist ${right}.`,
} as const;
