import { serviceEndpointName } from "../../path/endpoints.ts";
import type { ChangedParameter, Fix } from "../../fixes/fix.ts";
import {
  mostBlockedNames,
  type AddedDns,
  type BlockedCaller,
  type FixTitle,
  type KeptCallers,
  type SettingEffect,
  type SubnetWay,
} from "../../fixes/fix-title.ts";
import { sayBy, type Sentences } from "../words.ts";
import { count, inDigits, listAnd, sayAll, sayVault } from "./count.ts";
import { saySubnets } from "./findings/paths.ts";

/** Der Titel einer Korrektur: was sich ändert, für wen sich der Zugriff ändert und welcher Parameter dafür geändert wird. */
export function sayFix({ title, where }: Pick<Fix, "title" | "where">): string {
  return `${sayTitle(title)}${where ? sayWhere(where) : ""}`;
}

const titles: Sentences<FixTitle> = {
  set: ({ property, value, effect, blocked, permits }) => {
    const also = permits === null ? "" : ` und ${permits} auf true`;
    return `${property} auf ${sayValue(value)}${also} setzen${sayEffects(effect, blocked)}`;
  },
  remove: ({ what, blocksUnlisted }) => `${what} entfernen${blocksUnlisted ? unlisted : ""}`,
  "remove-ip-rules": ({ count: number, blocksUnlisted }) =>
    `Diese ${inDigits(number)} IP-Regeln entfernen${blocksUnlisted ? unlisted : ""}`,
  "remove-list": ({ list, count: number }) =>
    `Die ${list === "ip" ? "IP-Regel" : "Subnetzregel"}${number === 1 ? "" : "n"} entfernen`,
  "remove-redundant": ({ count: number }) => `${sayAll(number)} überflüssigen IP-Regeln entfernen`,
  "remove-storage-properties": ({ count: number }) =>
    `${sayAll(number)} Eigenschaften von Speicherkonten entfernen`,
  change: ({ to, as, allows }) => {
    const target = typeof to === "number" ? `die ${inDigits(to)} gleichwertigen CIDR-Bereiche` : to;
    return `In ${nouns[as]}${target} ändern${allows === null ? "" : ` (lässt ${count(allows, "Adresse", "Adressen")} zu)`}`;
  },
  "correct-word": ({ from, to }) => `'${from}' in '${to}' ändern`,
  "correct-property": ({ to }) => `In '${to}' ändern (dann gilt es)`,
  "correct-name": ({ to }) => `In ${to} ändern (dann gilt die Firewall dieses Key Vaults)`,
  "change-to-object": ({ key }) => `In ein Objekt mit '${key}' ändern (lässt zu, was es nennt)`,
  merge: ({ count: number, into, added }) =>
    `${inDigits(number)} IP-Regeln zu ${into} zusammenfassen${added === 0 ? "" : ` (lässt ${count(added, "weitere Adresse", "weitere Adressen")} zu)`}`,
  "add-rules": ({ rules, list, vault, opens }) =>
    `${listAnd(rules)} zu ${list} von ${sayVault(vault)} hinzufügen${opens ? ` (${opening})` : ""}`,
  "remove-rules": ({ rules, list, vault }) =>
    `${listAnd(rules)} aus ${list} von ${sayVault(vault)} entfernen`,
  "add-deny-rules": () => "Netzwerkregeln hinzufügen, die standardmäßig verweigern",
  close: ({ keeps, blocked }) =>
    `Firewall aktivieren und ${listAnd(keeps.map(sayKept))} weiter zulassen${blocked.length > 0 ? ` (blockiert ${sayBlocked(blocked)})` : ""}`,
  wait: ({ resource, count: number, for: opener }) =>
    `${resource === null ? count(number, "Ressource", "Ressourcen") : `'${resource}'`} auf '${opener}' warten lassen`,
  "refer-to-subnet": ({ subnet }) => `Auf Subnetz ${subnet} verweisen und damit darauf warten`,
  "raise-api-version": ({ count: number, version, keepsPolicies, hasEffect }) => {
    const what = number === 1 ? "Die API-Version" : `${sayAll(number)} API-Versionen`;
    const effects = [
      ...(keepsPolicies ? ["enableRbacAuthorization: false behält Zugriffsrichtlinien bei"] : []),
      ...(hasEffect ? ["wendet an, was hier steht"] : []),
    ];
    return `${what} auf ${version} anheben${effects.length > 0 ? ` (${listAnd(effects)})` : ""}`;
  },
  "raise-tool": ({ tool, version }) => `${tool} auf ${version} anheben`,
  trust: ({ vault, value }) =>
    `Vertrauenswürdige Dienste an ${sayVault(vault)} ${value === "None" ? "blockieren" : "zulassen"}`,
  "allow-in-groups": ({ tag, groups }) =>
    `${tag} in ${listAnd(groups)} zulassen (fügt ${groups.length === 1 ? "eine Regel" : "Regeln"} für TCP-Port 443 hinzu)`,
  "declare-zone": ({ zone, networks, count: number }) =>
    `${zone}${sayLinks(networks)} deklarieren und ${count(number, "Ressource", "Ressourcen")} darauf warten lassen`,
  "link-zone": ({ network }) =>
    `Die private DNS-Zone mit '${network}' verknüpfen (lässt das Netzwerk über den privaten Endpunkt zu)`,
  "add-record": ({ endpoint, zone }) =>
    `In '${zone}' einen A-Eintrag mit der Adresse von '${endpoint}' hinzufügen (lässt zu, wer den Key Vault dort auflöst)`,
  "register-endpoint": ({ endpoint, dns }) =>
    `'${endpoint}' in ${zones[dns]}${dns === "link" ? "," : ""} registrieren (lässt Aufrufer in seinem Netzwerk zu)`,
  "add-private-endpoint": ({ vault, subnet, dns }) =>
    `In ${subnet} einen privaten Endpunkt zu ${sayVault(vault)} hinzufügen (lässt das Netzwerk zu, registriert ihn in ${zones[dns]})`,
  "add-peering": ({ from, to }) =>
    `Das Peering von '${from}' zu '${to}' hinzufügen (lässt Datenverkehr dazwischen zu)`,
  "open-peerings": ({ links }) => `Zugriff in ${listAnd(links.map((link) => `'${link}'`))} zulassen`,
  "allow-in-firewall": ({ firewall, subnet, to }) =>
    `${to} in '${firewall}' zulassen (fügt eine Regel für ${subnet} und TCP-Port 443 hinzu)`,
  "add-service-endpoint": ({ subnet }) =>
    `Dienstendpunkt ${serviceEndpointName} zu ${subnet} hinzufügen (lässt das Subnetz zu)`,
  "allow-subnets": ({ subnets, way, vault, opens, ifThere }) => {
    const effects = [...sayWay(way, subnets.length), ...(opens ? [opening] : [])];
    const at = vault ? ` an ${sayVault(vault)}` : "";
    return `${saySubnets(subnets)}${at} zulassen (${listAnd(effects)})${ifThere ? ", falls der Aufrufer dort ist" : ""}`;
  },
  "replace-with-subnet-rule": ({ rule, subnets }) =>
    `${rule} durch ${subnets.length === 1 ? "eine Subnetzregel" : "Subnetzregeln"} ersetzen (lässt ${saySubnets(subnets)} zu)`,
  "subnet-rule-for-caller": ({ vault }) =>
    `Eine Subnetzregel für das Subnetz des Aufrufers zu ${sayVault(vault)} hinzufügen und dort den Dienstendpunkt ${serviceEndpointName} aktivieren`,
  "call-over-endpoint": ({ endpoint, vault }) =>
    `Über '${endpoint}', den privaten Endpunkt von ${sayVault(vault)}, aus einem Netzwerk aufrufen, in dem der Name des Key Vaults dorthin aufgelöst wird`,
  "add-endpoint": ({ vault }) =>
    `Im Netzwerk des Aufrufers einen privaten Endpunkt zu ${sayVault(vault)} hinzufügen`,
  "trust-if-service": ({ vault }) =>
    `bypass von ${sayVault(vault)} auf AzureServices setzen, falls der Aufrufer ein vertrauenswürdiger Dienst in einem aufgeführten Szenario ist`,
  "enable-and-list": ({ vault }) =>
    `publicNetworkAccess von ${sayVault(vault)} auf Enabled und defaultAction auf Deny setzen und den Aufrufer in die Regeln aufnehmen`,
};

const sayTitle = sayBy(titles);

function sayLinks(networks: readonly string[]): string {
  const names = networks.map((each) => `'${each}'`);
  return networks.length === 0 ? "" : ` mit einer Verknüpfung mit ${listAnd(names)}`;
}

const zones: Readonly<Record<AddedDns, string>> = {
  zone: "einer neuen privaten DNS-Zone",
  link: "der privaten DNS-Zone, die damit verknüpft wird",
  nothing: "der verknüpften privaten DNS-Zone",
};

const nouns = { text: "", network: "das Netzwerk ", address: "die Adresse " } as const;

const unlisted = " (blockiert Aufrufer, die in keiner anderen Regel stehen)";
const opening = "aktiviert den öffentlichen Zugriff für Aufrufer in den Regeln";

const effects: Readonly<Record<SettingEffect, string>> = {
  "blocks-unlisted": "blockiert Aufrufer, die in keiner Regel stehen",
  "allows-all": "lässt jede Adresse zu",
  "blocks-public": "blockiert alle öffentlichen Adressen",
  "applies-rules": "wendet die Regeln an",
  "blocks-trusted": "blockiert vertrauenswürdige Dienste",
  "allows-trusted": "lässt vertrauenswürdige Dienste zu",
  "resolves-publicly": "lässt die öffentliche Adresse zu, wenn die Zone keinen Eintrag hat",
};

function sayEffects(effect: SettingEffect | null, blocked: readonly BlockedCaller[]): string {
  if (effect === null) return blocked.length > 0 ? ` (blockiert ${sayBlocked(blocked)})` : "";
  return ` (${effects[effect]}${blocked.length > 0 ? `, darunter ${sayBlocked(blocked)}` : ""})`;
}

function sayBlocked(blocked: readonly BlockedCaller[]): string {
  const named = blocked
    .slice(0, mostBlockedNames)
    .map((each) => (each.kind === "runner" ? "den Computer, auf dem Terraform läuft" : `'${each.name}'`));
  const others = blocked.length - named.length;
  return listAnd([...named, ...(others > 0 ? [`${inDigits(others)} weitere`] : [])]);
}

const sayKept = sayBy<KeptCallers>({
  "trusted-services": () => "vertrauenswürdige Dienste",
  subnets: ({ subnets }) => saySubnets(subnets),
  sources: ({ names }) => listAnd(names),
  "many-sources": ({ count: number }) => count(number, "benannte Quelle", "benannte Quellen"),
});

function sayWay(way: SubnetWay, subnets: number): readonly string[] {
  if (way.kind === "addresses")
    return [`fügt ${way.of.length === 1 ? "eine IP-Regel" : "IP-Regeln"} für ${listAnd(way.of)} hinzu`];
  const rules = subnets === 1 ? "fügt eine Subnetzregel hinzu" : "fügt Subnetzregeln hinzu";
  return way.turnsOnEndpoint ? [rules, "aktiviert den Dienstendpunkt"] : [rules];
}

function sayValue(value: string | boolean): string {
  return typeof value === "boolean" ? String(value) : `'${value}'`;
}

function sayWhere({ kind, name, uses, file, noun }: ChangedParameter): string {
  const what = noun === "variable" ? "Variable" : "Parameter";
  return kind === "parameter file"
    ? ` (Wert von ${what} \`${name}\` in ${file ?? "mehreren Dateien"})`
    : ` (Standardwert von ${what} \`${name}\`, ${uses === 1 ? "einmal" : `${uses}-mal`} verwendet)`;
}
