import type { CallerFact, Obstacle } from "../../../rules/facts/caller-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { andMore } from "../count.ts";

export const callerFindings: Sentences<CallerFact, [kv: string]> = {
  KV501: ({ consumer, obstacle }, kv) => `${kv} blocks '${consumer}': ${sayObstacle(obstacle)}.`,
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
  KV506: ({ consumer, trusted }, kv) => `${kv} blocks '${consumer}': only ${trust[trusted]} is trusted.`,
  KV507: ({ consumer }, kv) => `'${consumer}' can reach ${kv}, but its identity has no permissions there.`,
  KV508: (fact, kv) => {
    if ("subnet" in fact) return `'${fact.endpoint}' of ${kv} may precede its subnet ${fact.subnet}.`;
    const first = andMore(`'${fact.first}'`, fact.more);
    return fact.opener === null
      ? `${first} may be deployed before ${kv}.`
      : `${first} may need ${kv} before '${fact.opener}' opens it.`;
  },
  KV509: ({ content }, kv) => `Runs from other addresses cannot read '${content}': ${kv} lists this run's.`,
  KV510: ({ app, obstacle }, kv) => `${kv} would block '${app}': ${sayObstacle(obstacle)}.`,
  KV511: ({ name }, kv) => `No vault here is named '${name}', but ${kv} is similar.`,
  KV512: ({ first, more, permission }, kv) =>
    `${andMore(`'${first}'`, more)} may need ${kv} before '${permission}' permits it.`,
  KV514: ({ isGranted }, kv) =>
    `No caller can reach ${kv} over the network, although ${isGranted ? "someone has permissions on it" : "something is written to it"}.`,
};

const sayObstacle = sayBy<Obstacle>({
  perimeter: () => "a perimeter denies access",
  disabled: () => "public access is disabled",
  "endpoint-off": () => "the service endpoint of its subnet is off",
  "not-listed": ({ subnet }) => `subnet ${subnet} is not listed`,
  "no-subnet": () => "it has no subnet, and no rule allows it",
  "subnets-not-listed": () => "its subnet is not listed",
  "no-rule": () => "no rule allows it",
  "ruled-out-identity": () => "a firewall rules out user-assigned identities",
});

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
