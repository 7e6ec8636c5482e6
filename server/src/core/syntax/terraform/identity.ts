import type { Expression } from "../../template/expression.ts";
import type { ResourceIdentity } from "../../template/template.ts";
import type { Span } from "../../text/document.ts";
import { call, literal } from "./lower-context.ts";
import { foldWord } from "../../text/fold.ts";

/** How Azure names what a resource of the azurerm provider creates. */
interface Naming {
  readonly type: string;
  /** The attributes that hold the names, outermost first. */
  readonly names: readonly string[];
}

const namings: ReadonlyMap<string, Naming> = new Map(
  Object.entries({
    azurerm_key_vault: named("Microsoft.KeyVault/vaults"),
    azurerm_key_vault_managed_hardware_security_module: named("Microsoft.KeyVault/managedHSMs"),
    azurerm_virtual_network: named("Microsoft.Network/virtualNetworks"),
    azurerm_subnet: named("Microsoft.Network/virtualNetworks/subnets", "virtual_network_name", "name"),
    azurerm_virtual_network_peering: named(
      "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
      "virtual_network_name",
      "name",
    ),
    azurerm_private_endpoint: named("Microsoft.Network/privateEndpoints"),
    azurerm_private_endpoint_connection: named("Microsoft.Network/privateEndpoints"),
    azurerm_private_dns_zone: named("Microsoft.Network/privateDnsZones"),
    azurerm_private_dns_zone_virtual_network_link: named(
      "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
      "private_dns_zone_name",
      "name",
    ),
    azurerm_private_dns_a_record: named("Microsoft.Network/privateDnsZones/A", "zone_name", "name"),
    azurerm_network_security_group: named("Microsoft.Network/networkSecurityGroups"),
    azurerm_network_security_rule: named(
      "Microsoft.Network/networkSecurityGroups/securityRules",
      "network_security_group_name",
      "name",
    ),
    azurerm_application_security_group: named("Microsoft.Network/applicationSecurityGroups"),
    azurerm_network_security_perimeter: named("Microsoft.Network/networkSecurityPerimeters"),
    azurerm_nat_gateway: named("Microsoft.Network/natGateways"),
    azurerm_network_interface: named("Microsoft.Network/networkInterfaces"),
    azurerm_route_table: named("Microsoft.Network/routeTables"),
    azurerm_route: named("Microsoft.Network/routeTables/routes", "route_table_name", "name"),
    azurerm_firewall: named("Microsoft.Network/azureFirewalls"),
    azurerm_firewall_network_rule_collection: named(
      "Microsoft.Network/azureFirewalls/networkRuleCollections",
      "azure_firewall_name",
      "name",
    ),
    azurerm_firewall_application_rule_collection: named(
      "Microsoft.Network/azureFirewalls/applicationRuleCollections",
      "azure_firewall_name",
      "name",
    ),
    azurerm_firewall_policy: named("Microsoft.Network/firewallPolicies"),
    azurerm_ip_group: named("Microsoft.Network/ipGroups"),
    azurerm_private_dns_resolver: named("Microsoft.Network/dnsResolvers"),
    azurerm_private_dns_resolver_dns_forwarding_ruleset: named("Microsoft.Network/dnsForwardingRulesets"),
    azurerm_public_ip: named("Microsoft.Network/publicIPAddresses"),
    azurerm_public_ip_prefix: named("Microsoft.Network/publicIPPrefixes"),
    azurerm_user_assigned_identity: named("Microsoft.ManagedIdentity/userAssignedIdentities"),
    azurerm_storage_account: named("Microsoft.Storage/storageAccounts"),
    azurerm_resource_group: named("Microsoft.Resources/resourceGroups"),
  }),
);

/** What a resource is called that names the one around it by its id, in an attribute. */
interface NamingBelow {
  readonly type: string;
  readonly parent: string;
}

const namingsBelow: ReadonlyMap<string, NamingBelow> = new Map(
  Object.entries({
    azurerm_network_security_perimeter_profile: below(
      "network_security_perimeter_id",
      "Microsoft.Network/networkSecurityPerimeters/profiles",
    ),
    // Since version 5 of the provider; earlier ones name the zone and its group.
    azurerm_private_dns_a_record: below("private_dns_zone_id", "Microsoft.Network/privateDnsZones/A"),
    azurerm_private_dns_zone_virtual_network_link: below(
      "private_dns_zone_id",
      "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    ),
    azurerm_firewall_policy_rule_collection_group: below(
      "firewall_policy_id",
      "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
    ),
    azurerm_private_dns_resolver_inbound_endpoint: below(
      "private_dns_resolver_id",
      "Microsoft.Network/dnsResolvers/inboundEndpoints",
    ),
    azurerm_private_dns_resolver_forwarding_rule: below(
      "dns_forwarding_ruleset_id",
      "Microsoft.Network/dnsForwardingRulesets/forwardingRules",
    ),
    azurerm_private_dns_resolver_virtual_network_link: below(
      "dns_forwarding_ruleset_id",
      "Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks",
    ),
  }),
);

/** What Azure calls a type of the azurerm provider, in lower case; undefined if we do not know it. */
export function azureTypeOf(type: string): string | undefined {
  return azureTypes.get(type);
}

const azureTypes: ReadonlyMap<string, string> = new Map(
  [...namingsBelow, ...namings].map(([own, { type }]) => [own, foldWord(type)]),
);

/** The names and the id that Azure will give a resource of the azurerm provider; undefined if we do not know its type. */
export function identityOf(
  type: string,
  written: (attribute: string) => Expression | null,
  /** Where to point for attributes that are not written. */
  place: Span,
  span: Span,
): ResourceIdentity | undefined {
  const valueOf = (attribute: string): Expression => written(attribute) ?? call(`no ${attribute}`, place);
  const naming = namings.get(type);
  const around = namingsBelow.get(type);
  if (around && (!naming || written(around.parent)))
    return identityBelow(valueOf(around.parent), around.type, valueOf("name"), span);
  if (!naming) return undefined;
  const names = naming.names.map(valueOf);
  if (type === "azurerm_resource_group") return { names, id: groupId(names, span) };
  const group = groupId([valueOf("resource_group_name")], span);
  return { names, id: idBelow(group, naming.type, names, span) };
}

/** The id of a resource of the azapi provider: below its parent, which for a type of one segment is a resource group or a scope. */
export function identityBelow(
  parent: Expression,
  type: string,
  name: Expression,
  span: Span,
): ResourceIdentity {
  const segments = type.split("/").slice(1);
  if (segments.length < 2) return { names: [name], id: idBelow(parent, type, [name], span) };
  const above = segments.slice(0, -1).map((_, index) => {
    const depth = segments.length - 2 - index;
    return call("name in id", span, parent, literal(depth, span));
  });
  const id = textOf([parent, `/${segments.at(-1) ?? ""}/`, name], span);
  return { names: [...above, name], id };
}

function named(type: string, ...names: readonly string[]): Naming {
  return { type, names: names.length > 0 ? names : ["name"] };
}

function below(parent: string, type: string): NamingBelow {
  return { type, parent };
}

function groupId(name: readonly Expression[], span: Span): Expression {
  return textOf(["/subscriptions/", call("subscription id", span), "/resourceGroups/", ...name], span);
}

function idBelow(above: Expression, type: string, names: readonly Expression[], span: Span): Expression {
  const [provider = "", ...types] = type.split("/");
  const parts = types.flatMap((each, index) => {
    const name = names[index];
    return name ? [`/${each}/`, name] : [];
  });
  return textOf([above, `/providers/${provider}`, ...parts], span);
}

function textOf(parts: readonly (string | Expression)[], span: Span): Expression {
  return {
    kind: "text",
    span,
    parts: parts.map((part) => (typeof part === "string" ? literal(part, span) : part)),
  };
}
