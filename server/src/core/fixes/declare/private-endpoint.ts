import { labelOf } from "../../access/vault-label.ts";
import { nameOf } from "../../access/say.ts";
import { subnetLabel } from "../../access/source.ts";
import { referenceToSubnet } from "../../network/ids/reference-to.ts";
import { sameResource } from "../../network/ids/links.ts";
import { mayDeclareAbout } from "../../network/may-declare.ts";
import type { Network, PrivateEndpoint, Subnet, Vault } from "../../network/network.ts";
import { readList } from "../../network/fields/read-field.ts";
import { configured } from "../../network/bind/resource.ts";
import { azurermZoneGroup } from "../../network/schema/azurerm-network.ts";
import { isAzurerm } from "../../network/schema/choose.ts";
import type { PrivateEndpointSchema } from "../../network/schema/schema.ts";
import { endpointsOf } from "../../path/endpoints.ts";
import { dictionaryOf } from "../../template/written.ts";
import { append } from "../edit.ts";
import type { Edit, Fix } from "../fix.ts";
import { fix } from "../fix.ts";
import type { Declared, Named } from "./declare.ts";
import { declare, declareAll, named } from "./declare.ts";
import type { Entries } from "./kinds.ts";
import { privateEndpoint, zoneGroup } from "./kinds.ts";
import { wordFor } from "./style-of-file.ts";
import type { LinkedZone } from "./zones.ts";
import { networkWithId, zoneFor } from "./zones.ts";

/** https://learn.microsoft.com/azure/key-vault/general/private-link-service, https://learn.microsoft.com/azure/key-vault/managed-hsm/private-link */
const groups: Readonly<Record<Vault["kind"], string>> = { vault: "vault", managedHsm: "managedhsm" };

/**
 * A private endpoint of a vault that has none, in the network of a subnet, registered in the zone in which that network looks it up;
 * none where that is not visible here.
 */
export function addPrivateEndpoint(vault: Vault, caller: Subnet, network: Network): readonly Fix[] {
  if (endpointsOf(vault, network).length > 0 || mayDeclareAbout(network, vault)) return [];
  const around = networkWithId(caller.networkId, network);
  const home = homeFor(caller, network);
  const [target, near, subnet] = [named(vault), around && named(around), home && referenceToSubnet(home)];
  const dns = around && zoneFor(vault, around, vault, network);
  if (!target || !near || !home || !subnet || !dns) return [];
  const group = groups[vault.kind];
  const endpoint = declare(privateEndpoint, {
    beside: vault,
    parent: null,
    words: [wordFor(vault), "endpoint"],
    name: `pe-${wordFor(vault)}`,
    values: (schema) => [
      [["location"], near.argument("location")],
      [schema.subnet.path, schema.subnet.encode(subnet)],
      [schema.connections.path, [connectionTo(target, group, schema)]],
      ...(isAzurerm(vault.instance) ? groupInside(dns.zone) : []),
    ],
  });
  const register = isAzurerm(vault.instance)
    ? []
    : [endpoint && registration(endpoint, wordFor(vault), vault, dns)];
  const edit = declareAll(...dns.declared, endpoint, ...register);
  const title = {
    kind: "add-private-endpoint",
    vault: labelOf(vault),
    subnet: subnetLabel(home),
    dns: whatIsAdded(dns),
  } as const;
  return edit ? [fix({ title, target: vault, edits: [edit] })] : [];
}

function whatIsAdded({ declared }: LinkedZone): "zone" | "link" | "nothing" {
  return declared.length > 1 ? "zone" : declared.length === 1 ? "link" : "nothing";
}

function connectionTo({ id }: Named, group: string, schema: PrivateEndpointSchema): Entries[number][1] {
  return dictionaryOf([
    [["name"], group],
    [schema.target.path, schema.target.encode(id)],
    [schema.groupIds.path, [group]],
    ...(schema.isManual ? [[schema.isManual.path, false] as const] : []),
  ]);
}

/** azurerm writes the zone group inside of the endpoint. */
function groupInside({ id }: Named): Entries {
  const { path, item } = azurermZoneGroup.zones;
  return [
    [[...path.slice(0, 1), "name"], "default"],
    [path, [item.encode(id)]],
  ];
}

function registration(
  endpoint: Named,
  word: string,
  beside: Vault | PrivateEndpoint,
  { zone }: LinkedZone,
): Declared | null {
  return declare(zoneGroup, {
    beside,
    parent: endpoint,
    words: [word, "zone", "group"],
    name: "default",
    values: ({ zones: { path, item } }) => [
      [
        path,
        [
          dictionaryOf([
            [["name"], "vault"],
            [item.path, zone.id],
          ]),
        ],
      ],
    ],
  });
}

/** Networks that Azure keeps for services of its own, and subnets that are given to one, have no private endpoints of others. */
const reserved = /^(?:GatewaySubnet|AzureFirewall\w*|AzureBastionSubnet|RouteServerSubnet)$/i;

/** The subnet for an endpoint: one that has endpoints already, else that of the caller, else any other of its network. */
function homeFor(caller: Subnet, network: Network): Subnet | null {
  const near = network.subnets.filter(({ networkId }) => sameResource(networkId, caller.networkId) === "yes");
  const free = near.filter(({ delegations, exists, name }) => {
    const isReserved = name.kind === "known" && typeof name.value === "string" && reserved.test(name.value);
    return delegations.state === "absent" && exists.truth === "yes" && !isReserved;
  });
  const used = free.find((each) =>
    network.privateEndpoints.some(({ subnet }) => subnet?.kind === "declared" && subnet.to.key === each.key),
  );
  return used ?? free.find(({ key }) => key === caller.key) ?? free[0] ?? null;
}

/** Registers an endpoint that is in no zone in that of its network. */
export function registerEndpoint(endpoint: PrivateEndpoint, vault: Vault, network: Network): readonly Fix[] {
  const around = networkWithId(endpoint.networkId, network);
  const own = named(endpoint);
  const dns = around && zoneFor(vault, around, endpoint, network);
  if (!own || !dns || endpoint.zoneGroups.length > 0) return [];
  const edits = isAzurerm(endpoint.instance)
    ? [dns.declared.length === 0 ? [] : [declareAll(...dns.declared)], [insideOf(endpoint, dns)]].flat()
    : [declareAll(...dns.declared, registration(own, wordFor(endpoint), endpoint, dns))];
  const certain = edits.filter((each) => each !== null);
  if (certain.length < edits.length) return [];
  const title = { kind: "register-endpoint", endpoint: nameOf(endpoint), dns: whatIsAdded(dns) } as const;
  return [fix({ title, preferred: true, target: endpoint, edits: certain })];
}

function insideOf({ instance, label }: PrivateEndpoint, { zone }: LinkedZone): Edit {
  return append(readList(configured(instance), azurermZoneGroup.zones, label), zone.id);
}
