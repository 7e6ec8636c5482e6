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
import { listAnd } from "../../text/list.ts";
import { sayBy, type Sentences } from "../words.ts";
import { inDigits, sayAll, sayCount } from "./count.ts";
import { saySubnets } from "./findings/paths.ts";
import { sayVault } from "./vault.ts";

/** The title of a fix: what changes, then whose access changes, then the parameter that is changed for it. */
export function sayFix({ title, where }: Pick<Fix, "title" | "where">): string {
  return `${sayTitle(title)}${where ? sayWhere(where) : ""}`;
}

const titles: Sentences<FixTitle> = {
  ...said(messages.fixes.titles, () => ({
    digits: inDigits,
    and: listAnd,
    vault: sayVault,
    links: sayLinks,
    zones,
    subnets: saySubnets,
  })),
  set: ({ property, value, effect, blocked, permits }) => {
    const also = permits === null ? "" : ` and ${permits} to true`;
    return `Set ${property} to ${sayValue(value)}${also}${sayEffects(effect, blocked)}`;
  },
  remove: ({ what, blocksUnlisted }) => `Remove ${what}${blocksUnlisted ? unlisted : ""}`,
  "remove-ip-rules": ({ count: number, blocksUnlisted }) =>
    `Remove these ${sayCount(number, "IP rule")}${blocksUnlisted ? unlisted : ""}`,
  "remove-redundant": ({ count: number }) => `Remove ${sayAll(number, "redundant IP rule")}`,
  "remove-storage-properties": ({ count: number }) =>
    `Remove ${sayAll(number, "property", "properties")} of storage accounts`,
  change: ({ to, as, allows }) => {
    const target = typeof to === "number" ? `the ${sayCount(to, "equivalent CIDR range")}` : to;
    const kind = as === "text" ? "" : `the ${as} `;
    return `Change to ${kind}${target}${allows === null ? "" : ` (allows ${sayCount(allows, "address")})`}`;
  },
  "add-rules": ({ rules, list, vault, opens }) =>
    `Add ${listAnd(rules)} to ${list} of ${sayVault(vault)}${opens ? ` (${opening})` : ""}`,
  close: ({ keeps, blocked }) =>
    `Turn on the firewall and keep allowing ${listAnd(keeps.map(sayKept))}${blocked.length > 0 ? ` (blocks ${sayBlocked(blocked)})` : ""}`,
  "raise-api-version": ({ count: number, version, keepsPolicies, hasEffect }) => {
    const what = number === 1 ? "the API version" : sayAll(number, "API version");
    const effects = [
      ...(keepsPolicies ? ["enableRbacAuthorization: false keeps access policies"] : []),
      ...(hasEffect ? ["applies the settings"] : []),
    ];
    return `Raise ${what} to ${version}${effects.length > 0 ? ` (${listAnd(effects)})` : ""}`;
  },
  "open-peerings": ({ links }) => `Allow access in ${listAnd(links.map((link) => `'${link}'`))}`,
  "add-service-endpoint": ({ subnet }) =>
    `Add service endpoint ${serviceEndpointName} to ${subnet} (allows the subnet)`,
  "allow-subnets": ({ subnets, way, vault, opens, ifThere }) => {
    const effects = [...sayWay(way, subnets.length), ...(opens ? [opening] : [])];
    const at = vault ? ` on ${sayVault(vault)}` : "";
    return `Allow ${saySubnets(subnets)}${at} (${listAnd(effects)})${ifThere ? ", if the caller is in it" : ""}`;
  },
  "subnet-rule-for-caller": ({ vault }) =>
    `Add a subnet rule for the caller's subnet to ${sayVault(vault)}, and turn on the subnet's ${serviceEndpointName} service endpoint`,
};

const sayTitle = sayBy(titles);

function sayLinks(networks: readonly string[]): string {
  const names = networks.map((each) => `'${each}'`);
  return networks.length === 0 ? "" : ` with a link to ${listAnd(names)}`;
}

const zones: Readonly<Record<AddedDns, string>> = {
  zone: "a new private DNS zone",
  link: "the private DNS zone",
  nothing: "the linked private DNS zone",
};

const unlisted = " (blocks callers that no other rule lists)";
const opening = "enables public access for listed callers";

const effects: Readonly<Record<SettingEffect, string>> = {
  "blocks-unlisted": "blocks callers that are not listed",
  "allows-all": "allows any address",
  "blocks-public": "blocks all public addresses",
  "applies-rules": "applies the rules",
  "blocks-trusted": "blocks trusted services",
  "allows-trusted": "allows trusted services",
  "resolves-publicly": "allows the public address where the zone has no record",
};

function sayEffects(effect: SettingEffect | null, blocked: readonly BlockedCaller[]): string {
  if (effect === null) return blocked.length > 0 ? ` (blocks ${sayBlocked(blocked)})` : "";
  return ` (${effects[effect]}${blocked.length > 0 ? `, including ${sayBlocked(blocked)}` : ""})`;
}

function sayBlocked(blocked: readonly BlockedCaller[]): string {
  const named = blocked
    .slice(0, mostBlockedNames)
    .map((each) => (each.kind === "runner" ? "the machine that runs Terraform" : `'${each.name}'`));
  const others = blocked.length - named.length;
  return listAnd([...named, ...(others > 0 ? [`${inDigits(others)} more`] : [])]);
}

const sayKept = sayBy<KeptCallers>({
  ...said(messages.fixes.sayKept, () => ({ subnets: saySubnets, and: listAnd, digits: inDigits })),
});

function sayWay(way: SubnetWay, subnets: number): readonly string[] {
  if (way.kind === "addresses")
    return [`adds ${way.of.length === 1 ? "an IP rule" : "IP rules"} for ${listAnd(way.of)}`];
  const rules = subnets === 1 ? "adds a subnet rule" : "adds subnet rules";
  return way.turnsOnEndpoint ? [rules, "turns on the service endpoint"] : [rules];
}

function sayValue(value: string | boolean): string {
  return typeof value === "boolean" ? String(value) : `'${value}'`;
}

function sayWhere({ kind, name, uses, file, noun }: ChangedParameter): string {
  return kind === "parameter file"
    ? ` (value of ${noun} \`${name}\` in ${file ?? "several files"})`
    : ` (default of ${noun} \`${name}\`, used ${uses === 1 ? "once" : `${uses} times`})`;
}
