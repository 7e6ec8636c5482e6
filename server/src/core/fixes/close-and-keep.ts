import type { Caller } from "../access/caller.ts";
import { bypass } from "../access/effective.ts";
import { ipRulesOf } from "../access/entries.ts";
import { callersIn, type Source, subnetLabel } from "../access/source.ts";
import { judge } from "../access/verdict.ts";
import { is } from "../evaluate/values/value.ts";
import { type IpSet, publicAddresses } from "../ip/ip-set.ts";
import { truth } from "../logic/truth.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { type WayIn, wayInForSubnet } from "./open-path.ts";
import { blockedCallers, having } from "./blocked-callers.ts";
import type { FixTitle, KeptCallers } from "./fix-title.ts";
import { append, denyEdits, type Edit, fix, type Fix, set } from "./fix.ts";

/** The callers that a vault still allows when its firewall is turned on, in addition to those its rules already list. */
interface Kept {
  readonly subnets: readonly Subnet[];
  readonly trustedServices: boolean;
}

/** More subnets than these are not offered one by one. */
const mostSubnets = 6;

/**
 * The ways to close a vault whose firewall is off: for all but the sources that have a name, but trusted services, but one subnet,
 * or but all it can name.
 */
export function closings(vault: Vault, network: Network, sources: readonly KeptSource[]): readonly Fix[] {
  if (!isOpen(vault, network)) return [];
  const subnets = keepableSubnets(vault, network);
  return [
    ...closeAndKeepSources(vault, network, sources),
    ...closeAndKeep(vault, network, { subnets: [], trustedServices: true }),
    ...subnets
      .slice(0, mostSubnets)
      .flatMap((subnet) => closeAndKeep(vault, network, { subnets: [subnet], trustedServices: false })),
    ...(subnets.length > 0 ? closeAndKeep(vault, network, { subnets, trustedServices: true }) : []),
  ];
}

/** Closes a vault for all but the subnets of the deployment that have a way in already; none where there are no such. */
export function closeForAllButSubnets(vault: Vault, network: Network): readonly Fix[] {
  const subnets = keepableSubnets(vault, network);
  return subnets.length === 0 ? [] : closeAndKeep(vault, network, { subnets, trustedServices: false });
}

function closeAndKeep(vault: Vault, network: Network, { subnets, trustedServices }: Kept): readonly Fix[] {
  const deny = denyEdits(vault);
  const ways = subnets.map((subnet) => wayInForSubnet(vault, subnet, network)).filter((way) => way !== null);
  if (deny.length === 0 || ways.length < subnets.length) return [];
  const keeps: readonly KeptCallers[] = [
    ...(trustedServices ? [{ kind: "trusted-services" } as const] : []),
    ...(subnets.length > 0 ? [{ kind: "subnets", subnets: subnets.map(subnetLabel) } as const] : []),
  ];
  const edits = [...deny, ...(trustedServices ? trustEdits(vault) : []), ...ways.flatMap((way) => way.edits)];
  const blocked = blockedCallers(vault, having(vault, "defaultAction", "Deny"), network, subnets);
  const title: FixTitle = { kind: "close", keeps, blocked };
  return [fix({ title, target: vault, edits, beside: ways.flatMap((way) => way.beside) })];
}

function trustEdits(vault: Vault): readonly Edit[] {
  const isTrusting = is(bypass(vault).value, (word) => truth(word === "AzureServices")) === "yes";
  return isTrusting ? [] : [set(vault.bypass, "AzureServices")];
}

function isOpen(vault: Vault, network: Network): boolean {
  const { verdict, reason } = judge(vault, network, { kind: "internet" });
  return verdict === "allowed" && reason === "ALLOW_FIREWALL_OFF";
}

/** Those for which nothing is changed but the vault. */
function keepableSubnets(vault: Vault, network: Network): readonly Subnet[] {
  return network.subnets.filter((subnet) => wayInForSubnet(vault, subnet, network)?.beside.length === 0);
}

/** A source that an access file names. */
export interface KeptSource {
  readonly name: string;
  readonly source: Source;
}

/** More ranges than these are not listed one by one, and more names than these not told. */
const [mostRanges, mostNames] = [20, 3];

/**
 * Turns on the firewall of a vault and allows the addresses and subnets that have a name. None where one of them cannot be written,
 * as it would be locked out.
 */
function closeAndKeepSources(vault: Vault, network: Network, sources: readonly KeptSource[]): readonly Fix[] {
  const ways = sources.flatMap(({ name, source }) => {
    const callers = [...callersIn(source, network).values()].filter(isKeepable);
    return callers.map((caller) => ({ name, way: wayFor(vault, network, caller) }));
  });
  const certain = ways.flatMap(({ way }) => way ?? []);
  const deny = denyEdits(vault);
  if (ways.length === 0 || certain.length < ways.length || deny.length === 0) return [];
  const names = [...new Set(ways.map(({ name }) => name))];
  const kept: KeptCallers =
    names.length > mostNames ? { kind: "many-sources", count: names.length } : { kind: "sources", names };
  const edits = [...deny, ...certain.flatMap((way) => way.edits)];
  const beside = certain.flatMap((way) => way.beside);
  return [fix({ title: { kind: "close", keeps: [kept], blocked: [] }, target: vault, edits, beside })];
}

type Keepable = Extract<Caller, { readonly kind: "addresses" | "subnet" }>;

function isKeepable(caller: Caller): caller is Keepable {
  return caller.kind === "addresses" || caller.kind === "subnet";
}

function wayFor(vault: Vault, network: Network, caller: Keepable): Pick<WayIn, "edits" | "beside"> | null {
  return caller.kind === "subnet"
    ? wayInForSubnet(vault, caller.subnet, network)
    : listing(vault, caller.addresses);
}

function listing(vault: Vault, addresses: IpSet): Pick<WayIn, "edits" | "beside"> | null {
  const missing = addresses.intersect(publicAddresses).minus(ipRulesOf(vault).bounds.certain).toCidrs();
  if (missing.length > mostRanges) return null;
  const edits = missing.length > 0 ? [append(vault.ipRules, ...missing)] : [];
  return { edits, beside: [] };
}
