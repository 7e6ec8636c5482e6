import { addTo } from "../logic/grouped.ts";
import type { World } from "../access/worlds.ts";
import { judge } from "../access/verdict.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { type Span, spanKey } from "../text/span.ts";
import { closings } from "./close-and-keep.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { fix, type Fix, titleKey } from "./fix.ts";
import { allowTitle, wayInForSubnet } from "./allow-subnet.ts";
import type { KeptSource } from "./keep-sources.ts";
import { offeredFixes } from "./offered-fixes.ts";
import { placeOfList, placeOfSetting, touches } from "../network/places.ts";
import { wideMerges } from "./wide-merge.ts";

/**
 * What can be rewritten at a place although nothing is wrong there. Each changes who gets in, and says so in its title; it is
 * offered where all instances of a vault, in all worlds, would be written alike. `sources` are those that an access file names.
 */
export function refactoringsAt(
  worlds: readonly World[],
  place: Span,
  sources: readonly KeptSource[] = [],
): readonly Fix[] {
  const groups = new Map<string, (readonly Fix[])[]>();
  for (const { network } of worlds)
    for (const vault of judgedVaults(network))
      if (!vault.state) addTo(groups, spanKey(vault.span), refactoringsOf(vault, network, place, sources));
  const offered = [...groups.values()].flatMap(offeredFixes);
  return offered.filter(
    (fix, index) => offered.findIndex((each) => titleKey(each) === titleKey(fix)) === index,
  );
}

function refactoringsOf(
  vault: Vault,
  network: Network,
  place: Span,
  sources: readonly KeptSource[],
): readonly Fix[] {
  const rules = [
    placeOfSetting(vault, vault.defaultAction),
    placeOfList(vault.ipRules),
    placeOfList(vault.subnetRules),
  ];
  const isAtRules = [vault.label, ...rules].some((each) => touches(each, place));
  return [
    ...wideMerges(vault, place),
    ...(isAtRules ? [...closings(vault, network, sources), ...lettingIn(vault, network)] : []),
  ];
}

/** More subnets than these are not offered one by one. */
const mostSubnets = 6;

/** The ways to allow subnets of the deployment that the vault blocks. */
function lettingIn(vault: Vault, network: Network): readonly Fix[] {
  const shutOut = network.subnets.filter((subnet) => isShutOut(vault, subnet, network));
  return shutOut.slice(0, mostSubnets).flatMap((subnet) => {
    const way = wayInForSubnet(vault, subnet, network);
    if (!way) return [];
    const { edits, beside } = way;
    return [fix({ title: allowTitle([subnet], way.way), target: vault, edits, beside })];
  });
}

/** A subnet without a private endpoint of the vault that no rule certainly allows. */
function isShutOut(vault: Vault, subnet: Subnet, network: Network): boolean {
  const { verdict, reason } = judge(vault, network, { kind: "subnet", subnet });
  return verdict === "denied" ? reason === "DENY_DEFAULT_ACTION" : reason === "DEPENDS_EGRESS";
}
