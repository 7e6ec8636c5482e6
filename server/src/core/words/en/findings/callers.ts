import { said } from "../../messages.ts";
import messages from "../messages.json" with { type: "json" };
import type { CallerFact, Obstacle } from "../../../rules/facts/caller-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { andMore } from "../count.ts";

export const callerFindings: Sentences<CallerFact, [kv: string]> = {
  ...said(messages.callers.callerFindings, () => ({ obstacle: sayObstacle, trust })),
  KV502: ({ consumer, obstacle, property }, kv) =>
    `${kv} blocks '${consumer}', a trusted service: ${trustObstacles[obstacle](property)}.`,
  KV503: ({ service, flag, obstacle, property }, kv) =>
    `${kv} blocks ${services[service]} despite ${flag}: ${trustObstacles[obstacle](property)}.`,
  KV504: ({ obstacle, property }, kv) =>
    obstacle === "permission"
      ? `${kv} denies secrets to the deployment: ${property} is not true.`
      : `${kv} blocks the deployment, which reads a secret: ${trustObstacles[obstacle](property)}.`,
  KV505: ({ content, obstacle }, kv) => {
    const failing = content === null ? "the run" : `'${content}'`;
    return `${kv} blocks Terraform, so ${failing} fails: ${sayObstacle(obstacle)}.`;
  },
  KV508: (fact, kv) => {
    if ("subnet" in fact) return `'${fact.endpoint}' of ${kv} may precede its subnet ${fact.subnet}.`;
    const first = andMore(`'${fact.first}'`, fact.more);
    return fact.opener === null
      ? `${first} may be deployed before ${kv}.`
      : `${first} may need ${kv} before '${fact.opener}' opens it.`;
  },
  KV512: ({ first, more, permission }, kv) =>
    `${andMore(`'${first}'`, more)} may need ${kv} before '${permission}' permits it.`,
};

const sayObstacle = sayBy<Obstacle>({ ...said(messages.callers.sayObstacle) });

const trustObstacles = {
  bypass: (property: string) => `${property} is None`,
  perimeter: () => "a perimeter denies access",
} as const;

const services = {
  "virtual-machines": "virtual machines",
  "disk-encryption": "disk encryption",
  "template-deployments": "template deployments",
} as const;

export const trust = {
  "system-assigned": "its system-assigned identity",
  "user-assigned": "a user-assigned identity",
  either: "a managed identity",
  "first-party-sp": "Microsoft's service principal",
  platform: "the Azure platform's identity",
  unknown: "a different identity",
  "azure-runtime": "the Azure-hosted runtime",
} as const;

export const identities = {
  "self-hosted": "runs on a self-hosted one",
  "no-identity": "has none",
  "user-assigned": "uses a user-assigned one",
} as const;
