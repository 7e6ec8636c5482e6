import type { CallerFact, Obstacle } from "../../../rules/facts/caller-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { andMore } from "../count.ts";

export const callerFindings: Sentences<CallerFact, [kv: string]> = {
  KV501: ({ consumer, obstacle }, kv) => `${kv} blockiert '${consumer}': ${sayObstacle(obstacle)}.`,
  KV502: ({ consumer, obstacle, property }, kv) =>
    `${kv} blockiert den vertrauenswürdigen Dienst '${consumer}': ${trustObstacles[obstacle](property)}.`,
  KV503: ({ service, flag, obstacle, property }, kv) =>
    `${kv} blockiert ${services[service]}, obwohl ${flag} true ist: ${trustObstacles[obstacle](property)}.`,
  KV504: ({ obstacle, property }, kv) =>
    obstacle === "permission"
      ? `Die Bereitstellung darf kein Geheimnis von ${kv} lesen: ${property} ist nicht true.`
      : `${kv} blockiert die Bereitstellung, die ein Geheimnis liest: ${trustObstacles[obstacle](property)}.`,
  KV505: ({ content, obstacle }, kv) => {
    const failing = content === null ? "der Lauf" : `'${content}'`;
    return `${kv} blockiert den Computer, auf dem Terraform läuft, sodass ${failing} fehlschlägt: ${sayObstacle(obstacle)}.`;
  },
  KV506: ({ consumer, trusted, instead }, kv) =>
    `${kv} blockiert '${consumer}': Vertrauenswürdig ist nur ${trust[trusted]}; die Ressource ${identities[instead]}.`,
  KV507: ({ consumer }, kv) =>
    `'${consumer}' erreicht ${kv}, aber die Identität hat dort keine Berechtigungen.`,
  KV508: ({ first, more, opener }, kv) => {
    const subject = andMore(`'${first}'`, more);
    const verb = more === 0 ? "wird" : "werden";
    return opener === null
      ? `${subject} ${verb} möglicherweise vor ${kv} bereitgestellt.`
      : `${subject} ${verb} möglicherweise bereitgestellt, bevor '${opener}' ${kv} erreichbar macht.`;
  },
  KV509: ({ content }, kv) =>
    `Ein Lauf von einer anderen Adresse kann '${content}' nicht lesen: ${kv} lässt die Adresse des aktuellen Laufs zu.`,
  KV510: ({ app, obstacle }, kv) =>
    `'${app}' verweist auf ${kv}, wird aber blockiert: ${sayObstacle(obstacle)}.`,
  KV511: ({ name }, kv) =>
    `Ein Key Vault namens '${name}' ist hier nicht deklariert, aber ${kv} heißt fast genauso.`,
  KV512: ({ first, more, permission }, kv) =>
    `${andMore(`'${first}'`, more)} ${more === 0 ? "wird" : "werden"} möglicherweise bereitgestellt, bevor '${permission}' Zugriff auf ${kv} gewährt.`,
  KV514: ({ isGranted }, kv) =>
    `Kein Aufrufer erreicht ${kv} über das Netzwerk, obwohl ${isGranted ? "jemand Berechtigungen dafür hat" : "etwas hineingeschrieben wird"}.`,
};

const sayObstacle = sayBy<Obstacle>({
  perimeter: () => "Der Perimeter des Key Vaults verweigert die Anforderung",
  disabled: () => "Der öffentliche Zugriff ist deaktiviert",
  "endpoint-off": ({ subnet }) =>
    `Subnetz ${subnet} steht in den Regeln, aber sein Dienstendpunkt ist nicht aktiviert`,
  "not-listed": ({ subnet, hasEndpoint }) =>
    hasEndpoint
      ? `Subnetz ${subnet} hat den Dienstendpunkt, steht aber nicht in den Regeln`
      : `Subnetz ${subnet} steht nicht in den Regeln und hat keinen Dienstendpunkt`,
  "no-subnet": () => "Die Ressource ruft nicht aus einem Subnetz auf, und keine Regel lässt sie zu",
  "subnets-not-listed": () => "Das Subnetz der Ressource steht nicht in den Regeln",
  "no-rule": () => "Keine Regel lässt die Ressource zu",
  "ruled-out-identity": () =>
    "Hinter einer Firewall wird keine benutzerseitig zugewiesene Identität unterstützt",
});

const trustObstacles = {
  bypass: (property: string) => `${property} ist None`,
  perimeter: () => "Der Perimeter des Key Vaults verweigert auch vertrauenswürdige Dienste",
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
