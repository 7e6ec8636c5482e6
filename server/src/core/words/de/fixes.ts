import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
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
  ...said(messages.fixes.titles, () => ({
    all: sayAll,
    digits: inDigits,
    and: listAnd,
    vault: sayVault,
    links: sayLinks,
    zones,
    subnets: saySubnets,
  })),
  set: ({ property, value, effect, blocked, permits }) => {
    const also = permits === null ? "" : ` und ${permits} auf true`;
    return `${property} auf ${sayValue(value)}${also} setzen${sayEffects(effect, blocked)}`;
  },
  remove: ({ what, blocksUnlisted }) => `${what} entfernen${blocksUnlisted ? unlisted : ""}`,
  "remove-ip-rules": ({ count: number, blocksUnlisted }) =>
    `Diese ${inDigits(number)} IP-Regeln entfernen${blocksUnlisted ? unlisted : ""}`,
  change: ({ to, as, allows }) => {
    const target = typeof to === "number" ? `die ${inDigits(to)} gleichwertigen CIDR-Bereiche` : to;
    return `In ${nouns[as]}${target} ändern${allows === null ? "" : ` (lässt ${count(allows, "Adresse", "Adressen")} zu)`}`;
  },
  "add-rules": ({ rules, list, vault, opens }) =>
    `${listAnd(rules)} zu ${list} von ${sayVault(vault)} hinzufügen${opens ? ` (${opening})` : ""}`,
  close: ({ keeps, blocked }) =>
    `Firewall aktivieren und ${listAnd(keeps.map(sayKept))} weiter zulassen${blocked.length > 0 ? ` (blockiert ${sayBlocked(blocked)})` : ""}`,
  "raise-api-version": ({ count: number, version, keepsPolicies, hasEffect }) => {
    const what = number === 1 ? "Die API-Version" : `${sayAll(number)} API-Versionen`;
    const effects = [
      ...(keepsPolicies ? ["enableRbacAuthorization: false behält Zugriffsrichtlinien bei"] : []),
      ...(hasEffect ? ["wendet an, was hier steht"] : []),
    ];
    return `${what} auf ${version} anheben${effects.length > 0 ? ` (${listAnd(effects)})` : ""}`;
  },
  "open-peerings": ({ links }) => `Zugriff in ${listAnd(links.map((link) => `'${link}'`))} zulassen`,
  "add-service-endpoint": ({ subnet }) =>
    `Dienstendpunkt ${serviceEndpointName} zu ${subnet} hinzufügen (lässt das Subnetz zu)`,
  "allow-subnets": ({ subnets, way, vault, opens, ifThere }) => {
    const effects = [...sayWay(way, subnets.length), ...(opens ? [opening] : [])];
    const at = vault ? ` an ${sayVault(vault)}` : "";
    return `${saySubnets(subnets)}${at} zulassen (${listAnd(effects)})${ifThere ? ", falls der Aufrufer dort ist" : ""}`;
  },
  "subnet-rule-for-caller": ({ vault }) =>
    `Eine Subnetzregel für das Subnetz des Aufrufers zu ${sayVault(vault)} hinzufügen und dort den Dienstendpunkt ${serviceEndpointName} aktivieren`,
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
  ...said(messages.fixes.sayKept, () => ({ subnets: saySubnets, and: listAnd, digits: inDigits })),
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
