import type { CallerFact, Obstacle } from "../../../rules/facts/caller-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { andMore } from "../count.ts";

export const callerFindings: Sentences<CallerFact, [kv: string]> = {
  KV501: ({ consumer, obstacle }, kv) => `${kv} blockiert '${consumer}': ${sayObstacle(obstacle)}.`,
  KV502: ({ consumer, obstacle, property }, kv) =>
    `${kv} blockiert den vertrauenswürdigen Dienst '${consumer}': ${trustObstacles[obstacle](property)}.`,
  KV503: ({ service, flag, obstacle, property }, kv) =>
    `${kv} blockiert ${services[service]} trotz ${flag}: ${trustObstacles[obstacle](property)}.`,
  KV504: ({ obstacle, property }, kv) =>
    obstacle === "permission"
      ? `${kv} verweigert der Bereitstellung Geheimnisse: ${property} ist nicht true.`
      : `${kv} blockiert die Bereitstellung, die ein Geheimnis liest: ${trustObstacles[obstacle](property)}.`,
  KV505: ({ content, obstacle }, kv) => {
    const failing = content === null ? "den Lauf" : `'${content}'`;
    return `${kv} blockiert Terraform und damit ${failing}: ${sayObstacle(obstacle)}.`;
  },
  KV506: ({ consumer, trusted }, kv) =>
    `${kv} blockiert '${consumer}': Vertrauenswürdig ist nur ${trust[trusted]}.`,
  KV507: ({ consumer }, kv) =>
    `'${consumer}' erreicht ${kv}, aber die Identität hat dort keine Berechtigungen.`,
  KV508: (fact, kv) => {
    if ("subnet" in fact)
      return `'${fact.endpoint}' von ${kv} entsteht womöglich vor Subnetz ${fact.subnet}.`;
    const { first, more, opener } = fact;
    return opener === null
      ? `${andMore(`'${first}'`, more)} ${more === 0 ? "wird" : "werden"} möglicherweise vor ${kv} bereitgestellt.`
      : `${sayNeed(first, more)} ${kv}, bevor '${opener}' ihn öffnet.`;
  },
  KV509: ({ content }, kv) =>
    `Läufe von anderen Adressen lesen '${content}' nicht: ${kv} nennt die von diesem.`,
  KV510: ({ app, obstacle }, kv) => `${kv} würde '${app}' blockieren: ${sayObstacle(obstacle)}.`,
  KV511: ({ name }, kv) => `Kein Key Vault heißt hier '${name}', aber ${kv} ist ähnlich.`,
  KV512: ({ first, more, permission }, kv) =>
    `${sayNeed(first, more)} ${kv}, bevor '${permission}' es erlaubt.`,
  KV514: ({ isGranted }, kv) =>
    `Kein Aufrufer erreicht ${kv} über das Netzwerk, obwohl ${isGranted ? "jemand Berechtigungen dafür hat" : "etwas hineingeschrieben wird"}.`,
};

/** „'a' und 2 weitere brauchen eventuell“. */
function sayNeed(first: string, more: number): string {
  return `${andMore(`'${first}'`, more)} ${more === 0 ? "braucht" : "brauchen"} eventuell`;
}

const sayObstacle = sayBy<Obstacle>({
  perimeter: () => "Ein Perimeter verweigert es",
  disabled: () => "Der öffentliche Zugriff ist deaktiviert",
  "endpoint-off": () => "Der Dienstendpunkt des Subnetzes ist nicht aktiviert",
  "not-listed": ({ subnet }) => `Subnetz ${subnet} steht nicht in den Regeln`,
  "no-subnet": () => "Kein Subnetz, und keine Regel lässt die Ressource zu",
  "subnets-not-listed": () => "Das Subnetz der Ressource steht nicht in den Regeln",
  "no-rule": () => "Keine Regel lässt die Ressource zu",
  "ruled-out-identity": () => "Eine Firewall schließt benutzerseitig zugewiesene Identitäten aus",
});

const trustObstacles = {
  bypass: (property: string) => `${property} ist None`,
  perimeter: () => "Ein Perimeter verweigert es",
} as const;

const services = {
  "virtual-machines": "virtuelle Computer",
  "disk-encryption": "Datenträgerverschlüsselung",
  "template-deployments": "Vorlagenbereitstellungen",
} as const;

export const trust = {
  "system-assigned": "die systemseitig zugewiesene Identität",
  "user-assigned": "eine benutzerseitig zugewiesene Identität",
  either: "eine verwaltete Identität",
  "first-party-sp": "ein Dienstprinzipal von Microsoft",
  platform: "die Identität der Azure-Plattform",
  unknown: "eine andere Identität",
  "azure-runtime": "die von Azure gehostete Runtime",
} as const;

export const identities = {
  "self-hosted": "läuft auf einer selbstgehosteten Runtime",
  "no-identity": "hat keine verwaltete Identität",
  "user-assigned": "verwendet eine benutzerseitig zugewiesene Identität",
} as const;
