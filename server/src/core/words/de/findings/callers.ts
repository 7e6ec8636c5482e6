import { said } from "../../messages.ts";
import messages from "../messages.json" with { type: "json" };
import type { CallerFact, Obstacle } from "../../../rules/facts/caller-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { andMore } from "../count.ts";

export const callerFindings: Sentences<CallerFact, [kv: string]> = {
  ...said(messages.callers.callerFindings, () => ({ obstacle: sayObstacle, trust })),
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
  KV508: (fact, kv) => {
    if ("subnet" in fact)
      return `'${fact.endpoint}' von ${kv} entsteht womöglich vor Subnetz ${fact.subnet}.`;
    const { first, more, opener } = fact;
    return opener === null
      ? `${andMore(`'${first}'`, more)} ${more === 0 ? "wird" : "werden"} möglicherweise vor ${kv} bereitgestellt.`
      : `${sayNeed(first, more)} ${kv}, bevor '${opener}' ihn öffnet.`;
  },
  KV512: ({ first, more, permission }, kv) =>
    `${sayNeed(first, more)} ${kv}, bevor '${permission}' es erlaubt.`,
};

/** „'a' und 2 weitere brauchen eventuell“. */
function sayNeed(first: string, more: number): string {
  return `${andMore(`'${first}'`, more)} ${more === 0 ? "braucht" : "brauchen"} eventuell`;
}

const sayObstacle = sayBy<Obstacle>({ ...said(messages.callers.sayObstacle) });

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
