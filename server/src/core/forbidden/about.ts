import { consumerLabel } from "../access/consumer-source.ts";
import type { Source } from "../access/source.ts";
import { writtenIpRules } from "../access/ip-rules.ts";
import type { VaultAcrossWorlds, VaultView, World } from "../access/worlds.ts";
import { knownText } from "../evaluate/values/value.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { findService } from "../services/catalogue.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import { type Consumer, mayUse } from "../services/consumers/consumer.ts";
import { serviceStanding } from "../services/service.ts";
import { foldName, isSameName } from "../text/fold.ts";

/** What a text of a service or of a deployment is about, besides a vault. */
export type About =
  /** The service that called, by entries of the catalogue, most likely first, and the name of its resource if the text has it. */
  | { readonly kind: "consumer"; readonly services: readonly string[]; readonly name: string | null }
  /** An IP rule that Azure does not accept. */
  | { readonly kind: "ip-rule"; readonly rule: string }
  | { readonly kind: "subnet"; readonly subnet: string; readonly network: string | null }
  /** A policy that demands the firewall, or that public access is disabled; null for any other one. */
  | { readonly kind: "policy"; readonly demands: "defaultAction" | "publicNetworkAccess" | null };

/** Whether a vault is one that a text may be about, by what else it names. */
export function concerns(about: About, { views }: VaultAcrossWorlds): boolean {
  switch (about.kind) {
    case "consumer":
      return consumersAt(about, views).length > 0;
    case "ip-rule":
      return views.some(({ vault }) => writtenIpRules(vault).some(({ text }) => text === about.rule));
    case "subnet":
      return views.some(({ vault, world: { network } }) => subnetOf(about, vault, network) !== undefined);
    case "policy":
      return true;
  }
}

/** The caller of which a text says that it failed: what is declared, or else the service, wherever it runs. */
export function callerOf(
  about: About | undefined,
  across: VaultAcrossWorlds,
): { readonly from: string; readonly source: Source } | null {
  if (about?.kind !== "consumer") return null;
  const [consumer] = consumersAt(about, across.views);
  if (consumer) {
    const name = consumerLabel(consumer.resource);
    return { from: `consumer:${name}`, source: { kind: "consumer", name } };
  }
  const [id = ""] = about.services;
  const service = findService(id);
  return service
    ? { from: `service:${id}`, source: { kind: "caller", caller: { kind: "service", service } } }
    : null;
}

/** Whether the bypass may let in the caller that a text names: nothing else is known of one that it does not name. */
export function mayBeTrusted(about: About | undefined): boolean {
  if (about?.kind !== "consumer") return true;
  return about.services.some((id) => {
    const service = findService(id);
    return service !== undefined && serviceStanding(service).kind !== "notTrusted";
  });
}

type AboutConsumer = Extract<About, { readonly kind: "consumer" }>;

/** Those of the name that the text has, or of any name if none has it. */
function consumersAt({ services, name }: AboutConsumer, views: readonly VaultView[]): readonly Consumer[] {
  const found = views.flatMap(({ vault, world: { network } }) =>
    callersOfVaultsIn(network).filter(
      (each) =>
        services.includes(each.service.id) &&
        each.exists.truth !== "no" &&
        !each.resource.instance.declaration.existing &&
        mayUse(each, vault),
    ),
  );
  if (name === null) return found;
  const named = found.filter(({ resource }) => isSameName(knownText(resource.name) ?? "", name));
  return named.length > 0 ? named : found.filter(({ resource }) => knownText(resource.name) === null);
}

/** The subnet of a rejected rule, as a vault lists it. */
export function subnetOf(
  { subnet, network: of }: Extract<About, { readonly kind: "subnet" }>,
  vault: Vault,
  network: Network,
): Subnet | undefined {
  const isSame = (value: Subnet["name"], name: string): boolean => isSameName(knownText(value) ?? name, name);
  const listed = vault.subnetLinks.flatMap(({ link }) => (link.kind === "declared" ? [link.to] : []));
  return network.subnets.find(
    (each) =>
      listed.some(({ key }) => key === each.key) &&
      isSame(each.name, subnet) &&
      (of === null || isSame(each.networkName, of)),
  );
}

/** The only vault of these templates whose name is a word of a log that does not say of anything that it is a vault; null if there is none. */
export function vaultMentioned(
  log: string,
  roots: readonly { readonly worlds: readonly World[] }[],
): string | null {
  const words = new Set(foldName(log).split(/[^\p{L}\p{N}-]+/u));
  const vaults = roots.flatMap(({ worlds }) => worlds.flatMap(({ network }) => network.vaults));
  const names = vaults.flatMap(({ name }) => knownText(name) ?? []);
  // A name without digits or hyphens may as well be a word of a sentence.
  const found = new Set(names.filter((name) => /[\d-]/.test(name) && words.has(foldName(name))));
  const [only = null] = found;
  return found.size === 1 ? only : null;
}
