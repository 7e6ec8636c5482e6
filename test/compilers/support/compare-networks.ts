import type { Analysis } from "../../../server/src/core/index.ts";
import type { Plain } from "../../../server/src/core/evaluate/values/plain.ts";
import type { Consumer } from "../../../server/src/core/services/consumers/consumer.ts";
import { consumersOf } from "../../../server/src/core/services/consumers/find-consumers.ts";
import type { Absent, Value } from "../../../server/src/core/evaluate/values/value.ts";
import { knownModule } from "../../../server/src/core/modules/known/known-modules.ts";
import { parseDocument } from "../../../server/src/core/syntax/syntaxes.ts";
import type { ListField } from "../../../server/src/core/network/fields/field.ts";
import type { Link } from "../../../server/src/core/network/ids/links.ts";
import type { Network, Vault } from "../../../server/src/core/network/network.ts";
import type { Resource } from "../../../server/src/core/network/resources-by-type.ts";

export interface NetworkDifference {
  /** The resources that both can show. */
  readonly count: number;
  /** Whether modules of registries, which only the compiled text contains, were left out. */
  readonly hasRegistries: boolean;
  /** Lines of the one that the other lacks. */
  readonly onlySource: readonly string[];
  readonly onlyCompiled: readonly string[];
}

/**
 * Compares the networks of a Bicep text and of the template compiled from it: vaults, subnets, private endpoints and consumers. Existing
 * resources are left out, which the compiler drops (docs/bicep-reader.md).
 */
export function compareNetworks(source: Analysis, compiled: Analysis): NetworkDifference {
  const opaque = opaqueCalls(source);
  const [ours, theirs] = [factsOf(source, opaque), factsOf(compiled, opaque)];
  return {
    count: theirs.length,
    hasRegistries: opaque.size > 0,
    onlySource: without(ours, theirs),
    onlyCompiled: without(theirs, ours),
  };
}

/** One line for each resource that both can show, as often as in the world with the most instances. */
function factsOf({ worlds }: Analysis, opaque: ReadonlySet<string>): readonly string[] {
  const most = new Map<string, number>();
  for (const { network } of worlds) {
    const counts = new Map<string, number>();
    for (const fact of factsOfNetwork(network, opaque)) counts.set(fact, (counts.get(fact) ?? 0) + 1);
    for (const [fact, count] of counts) most.set(fact, Math.max(count, most.get(fact) ?? 0));
  }
  return [...most].flatMap(([fact, count]) => Array.from({ length: count }, () => fact));
}

function factsOfNetwork(network: Network, opaque: ReadonlySet<string>): readonly string[] {
  const isShown = (resource: Resource): boolean => isDeployed(resource) && !isBelow(resource, opaque);
  return [
    ...network.vaults
      .filter(isShown)
      .map((vault) =>
        [
          `${vault.kind} ${print(vault.name)} ${vault.exists.truth}`,
          `access ${print(vault.publicNetworkAccess.value)}`,
          `default ${print(vault.defaultAction.value)}`,
          `bypass ${print(vault.bypass.value)}`,
          `ips ${printList(vault.ipRules)}`,
          `subnets ${printList(vault.subnetRules)}`,
        ].join(" · "),
      ),
    ...network.subnets
      .filter(isShown)
      .map(
        (subnet) =>
          `subnet ${print(subnet.networkName)}/${print(subnet.name)} ${subnet.exists.truth} ${printList(subnet.serviceEndpoints)}`,
      ),
    ...network.privateEndpoints.filter(isShown).map((endpoint) => {
      const targets = endpoint.connections.map(
        ({ vault, groupIds }) => `${vault?.kind ?? "none"} ${printList(groupIds)}`,
      );
      return `endpoint ${print(endpoint.name)} ${endpoint.exists.truth} in ${endpoint.subnet ? "a subnet" : "nothing"} to ${targets.join(", ")}`;
    }),
    ...consumersOf(network)
      .filter(({ resource }) => isShown(resource))
      .map((consumer) => factOfConsumer(consumer, opaque)),
  ];
}

function factOfConsumer(consumer: Consumer, opaque: ReadonlySet<string>): string {
  const { resource, service, exists, uses, identity, place } = consumer;
  // The compiler names the deployments of modules that have no name.
  const name =
    service.id === "azure-resource-manager-template-deployment-service" ? "-" : print(resource.name);
  const used = uses.map(({ kind, vault }) => `${kind} ${nameOfVault(vault, opaque)}`);
  return [
    `consumer ${name} as ${service.id} ${exists.truth}`,
    [...new Set(used)].sort().join(", "),
    `identity ${print(identity)}`,
    place.kind === "subnets" ? "in subnets" : `place ${place.kind}`,
  ].join(" · ");
}

/**
 * By name, because a vault that is only looked up is not a resource in compiled templates; a vault that only the
 * compiled template shows has none.
 */
function nameOfVault(link: Link<Vault>, opaque: ReadonlySet<string>): string {
  if (link.kind === "declared") return isBelow(link.to, opaque) ? "?" : print(link.to.name);
  if (link.kind === "unknown") return "?";
  const text = printPlain(link.id);
  return /\/(?:vaults|managedHSMs)\/([^/]+)|^https:\/\/([^./]+)/i.exec(text)?.slice(1).join("") ?? text;
}

function isDeployed({ exists, instance }: Resource): boolean {
  return exists.truth !== "no" && !instance.declaration.existing;
}

/** Whether a resource is in a module that is opaque in Bicep. */
function isBelow({ module }: Resource, opaque: ReadonlySet<string>): boolean {
  return module?.split("/").some((call) => opaque.has(withoutIteration(call))) === true;
}

/** The symbols of the opaque modules: an analysis names only some of them. */
function opaqueCalls({ documents }: Analysis): ReadonlySet<string> {
  const templates = [...documents.values()].map(({ document }) => parseDocument(document).template);
  const modules = templates.flatMap((template) => template?.modules ?? []);
  const opaque = modules.filter(({ source }) => source.kind === "registry" && !knownModule(source, noFiles));
  return new Set(opaque.map(({ symbol }) => symbol));
}

const noFiles = { get: () => null };

function withoutIteration(call: string): string {
  return call.replace(/\[.*\]$/, "");
}

function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function print(value: Value<unknown> | Absent): string {
  if (value.kind === "absent") return "-";
  if (value.kind === "unknown") return "?";
  if (value.kind === "oneOf")
    return `one of ${value.options
      .map((option) => print(option))
      .sort()
      .join(" | ")}`;
  // The model's fields contain only values that the evaluator creates.
  return printPlain(value.value as Plain);
}

function printPlain(plain: Plain): string {
  if (plain === null || typeof plain !== "object") return String(plain);
  if (plain.kind === "text")
    return plain.parts.map((part) => (typeof part === "string" ? part : "?")).join("");
  return plain.kind;
}

function printList(list: ListField<unknown>): string {
  if (list.state !== "written") return list.state === "absent" ? "-" : "?";
  const items = list.items.map((item) => print(item.field.value));
  return `[${[...items, ...(list.open.length > 0 ? ["…"] : [])].join(", ")}]`;
}
