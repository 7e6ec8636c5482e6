import { is } from "../evaluate/values/value.ts";
import { IpBounds } from "../ip/ip-bounds.ts";
import { IpSet } from "../ip/ip-set.ts";
import { all, truth, type Truth } from "../logic/truth.ts";
import { isLookedUp, networkWithId } from "../network/ids/same-network.ts";
import type { Network } from "../network/network.ts";
import type { SecurityGroup } from "../network/path-resources.ts";
import { asMachine } from "../services/consumers/integration.ts";
import { interfacesAt } from "./interfaces.ts";
import { groupsFrom, sourcesOf } from "./passing.ts";
import type { Destination, Platform } from "./vault-addresses.ts";
import type { PassedGroup, Start } from "./way.ts";
import { foldWord } from "../text/fold.ts";

/** Where Azure's DNS answers, and where machines get the tokens of their identity. */
const dns: Platform = { tag: "azureplatformdns", protocol: "udp", port: 53 };
const tokens: Platform = { tag: "azureplatformimds", protocol: "tcp", port: 80 };

/**
 * The groups with rules for queries to Azure's DNS. Where a network has servers of its own, no group applies to queries
 * (https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances).
 */
export function groupsBeforeDns(start: Start, network: Network): readonly PassedGroup[] {
  const groups = groupsBefore(dns, start, network);
  const asks = groups.length === 0 ? "no" : asksAzure(start, network);
  return asks === "no" ? [] : groups.map((group) => ({ ...group, applies: all([group.applies, asks]) }));
}

/** The groups with rules for requests of machines for tokens of their identity. */
export function groupsBeforeTokens(start: Start, network: Network): readonly PassedGroup[] {
  return groupsBefore(tokens, start, network);
}

function groupsBefore(platform: Platform, start: Start, network: Network): readonly PassedGroup[] {
  if (!network.securityGroups.some((group) => names(group, platform))) return [];
  const destination: Destination = {
    addresses: () => IpSet.all,
    virtualNetwork: IpBounds.known(IpSet.all),
    service: null,
    region: () => null,
    platform,
  };
  const packets = { sources: () => sourcesOf(start.subnet), destination, endpoint: null };
  return groupsFrom(start, "yes", packets, network).filter(({ group }) => group && names(group, platform));
}

function names({ rules }: SecurityGroup, { tag }: Platform): boolean {
  return rules.some(({ destination }) =>
    destination.prefixes.items.some(
      ({ field }) => is(field.value, (word) => truth(foldWord(word) === tag)) === "yes",
    ),
  );
}

/** Whether queries of machines certainly go to Azure's DNS, or may. */
function asksAzure({ subnet, integration }: Start, network: Network): Truth {
  if (integration.dns === "own") return "no";
  const around = networkWithId(subnet.networkId, network);
  const isOwnMachine = integration.outbound === asMachine.outbound && integration.dns === "network";
  if (!around || isLookedUp(around) || !isOwnMachine) return "maybe";
  const interfaces = interfacesAt(subnet, integration, network).all;
  const isDefault = [around, ...interfaces].every(
    ({ dnsServers: { items, open } }) => items.length + open.length === 0,
  );
  return isDefault ? "yes" : "maybe";
}
