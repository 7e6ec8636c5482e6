import type { CallerFact, Obstacle } from "../../../rules/facts/caller-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { andMore } from "../count.ts";

export const callerFindings: Sentences<CallerFact, [kv: string]> = {
  KV501: ({ consumer, obstacle }, kv) => `${kv} blocks '${consumer}': ${sayObstacle(obstacle)}.`,
  KV502: ({ consumer, obstacle, property }, kv) =>
    `${kv} blocks '${consumer}', a trusted service: ${trustObstacles[obstacle](property)}.`,
  KV503: ({ service, flag, obstacle, property }, kv) =>
    `${kv} blocks ${services[service]} although ${flag} is true: ${trustObstacles[obstacle](property)}.`,
  KV504: ({ obstacle, property }, kv) =>
    obstacle === "permission"
      ? `The deployment is not permitted to read a secret from ${kv}: ${property} is not true.`
      : `${kv} blocks the deployment, which reads a secret: ${trustObstacles[obstacle](property)}.`,
  KV505: ({ content, obstacle }, kv) => {
    const failing = content === null ? "the run" : `'${content}'`;
    return `${kv} blocks the machine that runs Terraform, so ${failing} fails: ${sayObstacle(obstacle)}.`;
  },
  KV506: ({ consumer, trusted, instead }, kv) =>
    `${kv} blocks '${consumer}': only ${trust[trusted]} is trusted, but it ${identities[instead]}.`,
  KV507: ({ consumer }, kv) => `'${consumer}' can reach ${kv}, but its identity has no permissions there.`,
  KV508: ({ first, more, opener }, kv) =>
    opener === null
      ? `${andMore(`'${first}'`, more)} may be deployed before ${kv}.`
      : `${andMore(`'${first}'`, more)} may be deployed before '${opener}' makes ${kv} reachable.`,
  KV509: ({ content }, kv) =>
    `A run from another address cannot read '${content}': ${kv} allows the address of the current run.`,
  KV510: ({ app, obstacle }, kv) => `'${app}' refers to ${kv} but is blocked: ${sayObstacle(obstacle)}.`,
  KV511: ({ name }, kv) => `No vault named '${name}' is declared here, but ${kv} has almost the same name.`,
  KV512: ({ first, more, permission }, kv) =>
    `${andMore(`'${first}'`, more)} may be deployed before '${permission}' grants access to ${kv}.`,
  KV514: ({ isGranted }, kv) =>
    `No caller can reach ${kv} over the network, although ${isGranted ? "someone has permissions on it" : "something is written to it"}.`,
};

const sayObstacle = sayBy<Obstacle>({
  perimeter: () => "the perimeter denies the request",
  disabled: () => "public access is disabled",
  "endpoint-off": ({ subnet }) => `subnet ${subnet} is listed, but its service endpoint is off`,
  "not-listed": ({ subnet, hasEndpoint }) =>
    hasEndpoint
      ? `subnet ${subnet} has the service endpoint but is not listed`
      : `subnet ${subnet} is not listed and has no service endpoint`,
  "no-subnet": () => "it does not call from a subnet, and no rule allows it",
  "subnets-not-listed": () => "its subnet is not listed",
  "no-rule": () => "no rule allows it",
  "ruled-out-identity": () => "a user-assigned identity is not supported behind a firewall",
});

const trustObstacles = {
  bypass: (property: string) => `${property} is None`,
  perimeter: () => "the perimeter denies trusted services too",
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
