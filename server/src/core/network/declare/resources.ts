import { readList } from "../fields/read-field.ts";
import type { ListField } from "../fields/field.ts";
import type { Text } from "../../evaluate/values/plain.ts";
import { referenceTo } from "../ids/reference-to.ts";
import { configured, isAzurerm, type NetworkSchema } from "../bind/resource.ts";
import type { PrivateDnsZone, PrivateEndpoint, Vault, VirtualNetwork } from "../network.ts";
import type { Resource } from "../resources-by-type.ts";
import { azurermNetwork } from "../schema/azurerm.ts";
import { ruleEntries } from "../bind/firewall.ts";
import type { AllowRule, SecurityGroup } from "../path-resources.ts";
import type { Reference } from "../../template/reference.ts";
import { dictionaryOf, type Written, referencesOfNew } from "../../template/written.ts";
import { declare, type Declared, type Named, named, wordFor } from "./declare.ts";
import {
  addressRecord,
  type Entries,
  peering,
  privateEndpoint,
  securityRule,
  zone as zoneKind,
  zoneGroup,
  zoneLink,
} from "./kinds.ts";

/** A private DNS zone; null if it would refer to what it is written behind, which may have to wait for the zone. */
export function declareZone(beside: Resource, name: string): Declared | null {
  const words = ["vault", "zone"];
  const declared = declare(zoneKind, { beside, parent: null, words, name, values: () => [] });
  const isFree = declared && referencesOfNew(declared.resource).every(({ written }) => written !== null);
  return isFree ? declared : null;
}

/** The link of a zone to a network. */
export function declareZoneLink(beside: Resource, zone: Named, network: VirtualNetwork): Declared | null {
  const to = named(network);
  const name = wordFor(network);
  return (
    to &&
    declare(zoneLink, {
      ...{ beside, parent: zone, words: [name, "zone", "link"], name },
      values: (schema) => [[schema.network.path, schema.network.encode(to.id)]],
    })
  );
}

/** An A record of a vault. */
export function declareRecord(
  zone: PrivateDnsZone,
  vault: Vault,
  name: string | Reference,
  address: string | Reference,
): Declared | null {
  const parent = named(zone);
  return (
    parent &&
    declare(addressRecord, {
      ...{ beside: zone, parent, words: [wordFor(vault), "record"], name },
      values: ({ addresses: { path, item } }) => [[path, [item.encode(address)]]],
    })
  );
}

/** What a private endpoint is for, and where it is. */
export interface EndpointPlace {
  /** The part of the vault that it connects to. */
  readonly group: string;
  readonly network: VirtualNetwork;
  readonly subnet: Reference;
  readonly zone: Named;
}

/** A private endpoint of a vault, with its zone group. */
export function declareEndpoint(
  vault: Vault,
  { group, network, subnet, zone }: EndpointPlace,
): readonly (Declared | null)[] {
  const [target, near] = [named(vault), named(network)];
  if (!target || !near) return [null];
  const isInside = isAzurerm(vault.instance);
  const endpoint = declare(privateEndpoint, {
    ...{ beside: vault, parent: null, words: [wordFor(vault), "endpoint"], name: `pe-${wordFor(vault)}` },
    values: (schema) => [
      [["location"], near.argument("location", vault.instance.declaration.span.document)],
      [schema.subnet.path, schema.subnet.encode(subnet)],
      [schema.connections.path, [connectionTo(target, group, schema)]],
      ...(isInside ? groupInside(zone) : []),
    ],
  });
  return isInside ? [endpoint] : [endpoint, endpoint && declareZoneGroup(vault, endpoint, zone)];
}

function connectionTo({ id }: Named, group: string, schema: NetworkSchema["privateEndpoint"]): Written {
  return dictionaryOf([
    [["name"], group],
    [schema.target.path, schema.target.encode(id)],
    [schema.groupIds.path, [group]],
    ...(schema.isManual ? [[schema.isManual.path, false] as const] : []),
  ]);
}

/** azurerm writes the zone group inside of the endpoint. */
function groupInside({ id }: Named): Entries {
  const { path, item } = azurermNetwork.zoneGroup.zones;
  return [
    [[...path.slice(0, 1), "name"], "default"],
    [path, [item.encode(id)]],
  ];
}

function declareZoneGroup(beside: Resource, endpoint: Named, zone: Named): Declared | null {
  const config = [["name"], "vault"] as const satisfies Entries[number];
  return declare(zoneGroup, {
    ...{ beside, parent: endpoint, words: [wordFor(beside), "zone", "group"], name: "default" },
    values: ({ zones: { path, item } }) => [[path, [dictionaryOf([config, [item.path, zone.id]])]]],
  });
}

/** Registers a private endpoint without a zone group in a zone: in a resource of its own, or in a list of the endpoint. */
export function registerIn(
  endpoint: PrivateEndpoint,
  zone: Named,
): Declared | { readonly list: ListField<string | Text> } | null {
  const { instance, label } = endpoint;
  if (isAzurerm(instance))
    return { list: readList(configured(instance), azurermNetwork.zoneGroup.zones, label) };
  const own = named(endpoint);
  return own && declareZoneGroup(endpoint, own, zone);
}

/** The address that Azure gives to an endpoint, as azurerm exports it: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/private_endpoint */
export function addressOf(endpoint: PrivateEndpoint): Reference | null {
  return isAzurerm(endpoint.instance)
    ? referenceTo(endpoint, "private_service_connection[0]", "private_ip_address")
    : null;
}

/** A rule of a security group, as a resource of its own. */
export function declareRule(group: SecurityGroup, rule: AllowRule): Declared | null {
  const parent = named(group);
  return (
    parent &&
    declare(securityRule, {
      ...{ beside: group, parent, words: [wordFor(group), rule.name], name: rule.name },
      values: (schema) => ruleEntries(schema, rule),
    })
  );
}

/** The link of a network to another one. */
export function declarePeering(from: VirtualNetwork, to: VirtualNetwork): Declared | null {
  const [parent, remote] = [named(from), named(to)];
  if (!parent || !remote) return null;
  return declare(peering, {
    ...{ beside: from, parent, words: [wordFor(from), "to", wordFor(to)], name: `to-${wordFor(to)}` },
    values: (schema) => [
      [schema.remote.path, schema.remote.encode(remote.id)],
      [schema.allowsAccess.path, true],
    ],
  });
}
