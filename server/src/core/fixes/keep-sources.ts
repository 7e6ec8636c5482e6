import type { KeptCallers } from "./fix-title.ts";
import type { Caller } from "../access/caller.ts";
import { ipRulesOf } from "../access/entries.ts";
import { callersIn, type Source } from "../access/source.ts";
import { type IpSet, publicAddresses } from "../ip/ip-set.ts";
import type { Network, Vault } from "../network/network.ts";
import { denyEdits } from "./closing-fixes.ts";
import { fix, type Fix, append } from "./fix.ts";
import { type WayIn, wayInForSubnet } from "./allow-subnet.ts";

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
export function closeAndKeepSources(
  vault: Vault,
  network: Network,
  sources: readonly KeptSource[],
): readonly Fix[] {
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
