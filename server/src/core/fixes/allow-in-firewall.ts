import { nameOf } from "../access/say.ts";
import { subnetLabel } from "../access/source.ts";
import type { RuleCollection } from "../network/firewall.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { collectionsOf } from "../path/firewall-rules.ts";
import { hostOf } from "../path/hosts.ts";
import { isWord } from "../path/security-rules.ts";
import type { PassedHop } from "../path/way.ts";
import { type Fix, fix } from "./fix.ts";

/**
 * A rule in a firewall that denies requests because no rule matches them: for the host of the vault where a collection of application
 * rules takes it, else for the service tag (https://learn.microsoft.com/azure/firewall/service-tags).
 */
export function allowInFirewall(
  { hop, firewall: answer }: PassedHop,
  vault: Vault,
  caller: Subnet,
  network: Network,
): readonly Fix[] {
  if (hop.kind !== "firewall" || answer?.by.some((by) => by !== null) !== false) return [];
  const sources = rangesOf(caller);
  const host = nameOfHost(vault);
  const collections = collectionsOf(hop.firewall, network).filter(allows);
  const [byHost, byTag] = (["application", "network"] as const).map((kind) =>
    collections.find(({ takes, written }) => takes.includes(kind) && written.state !== "unknown"),
  );
  const collection = (host === null ? null : byHost) ?? byTag;
  if (!sources || !collection) return [];
  const [kind, to] =
    host !== null && collection === byHost
      ? ["application" as const, host]
      : ["network" as const, "AzureKeyVault"];
  const rule = { kind, name: freeName(collection), sources, to };
  return [
    fix({
      title: { kind: "allow-in-firewall", firewall: nameOf(hop.firewall), subnet: subnetLabel(caller), to },
      preferred: true,
      target: collection.resource,
      edits: [{ kind: "append", list: collection.written, values: [collection.encodeRule(rule)] }],
    }),
  ];
}

function allows({ action, exists }: RuleCollection): boolean {
  return exists.truth === "yes" && isWord(action.value, "allow") === "yes";
}

/** The ranges of a subnet; null unless all are known. */
function rangesOf({ prefixes }: Subnet): readonly string[] | null {
  const known = prefixes.flatMap((each) => (each.kind === "known" ? [each.value] : []));
  return known.length > 0 && known.length === prefixes.length ? known : null;
}

function nameOfHost(vault: Vault): string | null {
  const { name } = vault;
  const [domain = ""] = hostOf(vault).domains;
  return name.kind === "known" && typeof name.value === "string" ? `${name.value}.${domain}` : null;
}

function freeName({ rules }: RuleCollection): string {
  const taken = new Set(rules.map(({ name }) => (name.kind === "known" ? name.value : null)));
  const free = (count: number): string => {
    const candidate = count === 1 ? "AllowKeyVault" : `AllowKeyVault${count}`;
    return taken.has(candidate) ? free(count + 1) : candidate;
  };
  return free(1);
}
