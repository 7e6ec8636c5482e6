import type { Plain } from "../../evaluate/values/plain.ts";
import { scalarAs } from "../../evaluate/values/scalars.ts";
import { foldWord } from "../../text/fold.ts";
import type { FieldSchema } from "../fields/field.ts";
import { asSwitch } from "./decode.ts";
import {
  collections,
  dict,
  flag,
  id,
  ids,
  list,
  number,
  objects,
  type SecurityRuleEnd,
  word,
  words,
  wordsIn,
} from "./spelling.ts";

/** Spellings of `azurerm_subnet` and of the subnets in `azurerm_virtual_network`. */
const azurermSubnet = {
  serviceEndpoints: words("service_endpoints"),
  addressPrefix: word("address_prefix"),
  addressPrefixes: words("address_prefixes"),
  natGateway: id("nat_gateway_id"),
  // The second names are for ids that Terraform does not keep in its state.
  routeTable: { ...id("route_table_id"), former: ["route_table_id_wo"] },
  defaultOutboundAccess: flag("default_outbound_access_enabled"),
  delegations: wordsIn(["delegation"], "service_delegation", "name"),
  securityGroup: { ...id("security_group"), former: ["network_security_group_id_wo"] },
  privateEndpointNetworkPolicies: word("private_endpoint_network_policies"),
  // Until version 4 of the provider: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/4.0-upgrade-guide
  formerNetworkPolicies: [
    formerPolicies("private_endpoint_network_policies_enabled", true),
    formerPolicies("enforce_private_link_endpoint_network_policies", false),
  ],
};

/** Since version 5 of the provider each service endpoint is a block. */
export const azurermSubnetOfBlocks = {
  ...azurermSubnet,
  serviceEndpoints: wordsIn(["service_endpoint"], "service"),
};

const networkRule = {
  sources: words("source_addresses"),
  sourceGroups: ids(["source_ip_groups"]),
  protocols: words("protocols"),
  destinations: words("destination_addresses"),
  destinationGroups: ids(["destination_ip_groups"]),
  fqdns: words("destination_fqdns"),
  ports: words("destination_ports"),
};

const applicationRule = {
  sources: words("source_addresses"),
  sourceGroups: ids(["source_ip_groups"]),
  fqdns: words("destination_fqdns"),
  fqdnTags: words("destination_fqdn_tags"),
  webCategories: words("web_categories"),
  conditions: [["destination_urls"], ["destination_addresses"]],
  protocols: objects("protocols"),
  type: word("type"),
  port: number("port"),
};

const collection = {
  priority: number("priority"),
  action: word("action"),
  rules: objects("rule"),
  network: networkRule,
  application: applicationRule,
};

/** Spellings of `azurerm_firewall_network_rule_collection` and `azurerm_firewall_application_rule_collection`. */
export const azurermRuleCollection = {
  ...collection,
  application: {
    ...applicationRule,
    fqdns: words("target_fqdns"),
    fqdnTags: words("fqdn_tags"),
    protocols: objects("protocol"),
  },
};

/** How the azurerm provider spells vaults and the resources around them. A property that only Azure itself has is null. */
export const azurermNetwork = {
  /**
   * Spellings of `azurerm_key_vault` and of `azurerm_key_vault_managed_hardware_security_module`, from version 3 to 5 of the provider:
   * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/key_vault
   */
  vault: {
    publicNetworkAccess: {
      path: ["public_network_access_enabled"],
      decode: asAccess,
      encode: (access) => typeof access === "string" && foldWord(access) === "enabled",
    } satisfies FieldSchema<string>,
    networkAcls: dict("network_acls"),
    defaultAction: word("network_acls", "default_action"),
    bypass: word("network_acls", "bypass"),
    ipRules: words("network_acls", "ip_rules"),
    subnetRules: ids(["network_acls", "virtual_network_subnet_ids"]),
    serviceTags: null,
    // A rule is an id and nothing else, so that Azure asks for the endpoint.
    ignoreMissingServiceEndpoint: { ...flag(), decode: () => false, encode: () => null },
    enabledForDeployment: flag("enabled_for_deployment"),
    enabledForDiskEncryption: flag("enabled_for_disk_encryption"),
    enabledForTemplateDeployment: flag("enabled_for_template_deployment"),
    createMode: word("create_mode"),
    // Versions 3 and 4 of the provider call it otherwise: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/5.0-upgrade-guide
    enableRbacAuthorization: {
      ...flag("rbac_authorization_enabled"),
      former: ["enable_rbac_authorization"],
    },
    privateEndpointConnections: list("private_endpoint_connections"),
  },
  subnet: azurermSubnet,
  /** Spellings of `azurerm_private_endpoint`. */
  privateEndpoint: {
    subnet: id("subnet_id"),
    connections: objects("private_service_connection"),
    manualConnections: objects("manual_private_service_connection"),
    target: id("private_connection_resource_id"),
    groupIds: words("subresource_names"),
    isManual: flag("is_manual_connection"),
    addresses: wordsIn(["ip_configuration"], "private_ip_address"),
    applicationSecurityGroups: null,
  },
  /** Spellings of `azurerm_virtual_network`. */
  virtualNetwork: {
    dnsServers: words("dns_servers"),
    prefixes: words("address_space"),
  },
  /** Spellings of the block `private_dns_zone_group` of `azurerm_private_endpoint`. */
  zoneGroup: {
    zones: ids(["private_dns_zone_group", "private_dns_zone_ids"]),
  },
  /** Spellings of `azurerm_private_dns_zone_virtual_network_link`. */
  virtualNetworkLink: {
    network: id("virtual_network_id"),
    resolutionPolicy: word("resolution_policy"),
  },
  /** Spellings of `azurerm_private_dns_a_record`. */
  addressRecord: {
    addresses: words("records"),
  },
  /** Spellings of `azurerm_virtual_network_peering`. */
  peering: {
    remote: id("remote_virtual_network_id"),
    allowsAccess: flag("allow_virtual_network_access"),
    allowsForwarded: flag("allow_forwarded_traffic"),
    isComplete: flag("peer_complete_virtual_networks_enabled"),
    localSubnets: words("local_subnet_names"),
    remoteSubnets: words("remote_subnet_names"),
  },
  /** Spellings of `azurerm_private_dns_resolver`. */
  resolver: {
    network: id("virtual_network_id"),
  },
  /** Spellings of `azurerm_private_dns_resolver_inbound_endpoint`. */
  inboundEndpoint: {
    subnets: ids(["ip_configurations"], "subnet_id"),
    addresses: wordsIn(["ip_configurations"], "private_ip_address"),
    privateAddress: ["ip_configurations", 0, "private_ip_address"],
  },
  /** Spellings of `azurerm_private_dns_resolver_forwarding_rule`. */
  forwardingRule: {
    domain: word("domain_name"),
    isEnabled: flag("enabled"),
    servers: wordsIn(["target_dns_servers"], "ip_address"),
  },
  /** Spellings of `azurerm_private_dns_resolver_virtual_network_link`. */
  rulesetLink: {
    network: id("virtual_network_id"),
  },
  /** Spellings of `azurerm_network_security_perimeter_association`. */
  perimeterAssociation: {
    target: id("resource_id"),
    profile: id("network_security_perimeter_profile_id"),
    accessMode: word("access_mode"),
  },
  /** Spellings of `azurerm_network_security_perimeter_access_rule`. */
  perimeterRule: {
    profile: id("network_security_perimeter_profile_id"),
    direction: word("direction"),
    addressPrefixes: words("address_prefixes"),
    serviceTags: words("service_tags"),
    subscriptions: ids(["subscription_ids"]),
  },
  /** Spellings of `azurerm_nat_gateway`, whose addresses are given by resources of their own today. */
  natGateway: {
    publicIps: ids(["public_ip_address_ids"]),
    publicIpPrefixes: ids(["public_ip_prefix_ids"]),
  },
  /** Spellings of `azurerm_network_interface`. */
  interface: {
    subnets: ids(["ip_configuration"], "subnet_id"),
    publicIp: id("public_ip_address_id"),
    applicationSecurityGroups: null,
    // Until version 1 of the provider; today it is given by a resource of its own.
    securityGroup: id("network_security_group_id"),
    dnsServers: words("dns_servers"),
  },
  /** Spellings of `azurerm_network_security_group`. */
  securityGroup: {
    rules: objects("security_rule"),
  },
  /** Spellings of `azurerm_network_security_rule`, and of the blocks `security_rule`. */
  securityRule: {
    priority: number("priority"),
    direction: word("direction"),
    access: word("access"),
    protocol: word("protocol"),
    source: azurermEnd("source"),
    destination: azurermEnd("destination"),
  },
  /** Spellings of `azurerm_route_table`. */
  routeTable: {
    routes: objects("route"),
  },
  /** Spellings of `azurerm_route`, and of the blocks of that name. */
  route: {
    prefix: word("address_prefix"),
    nextHopType: word("next_hop_type"),
    nextHopAddress: word("next_hop_in_ip_address"),
  },
  /** Spellings of `azurerm_public_ip`. */
  publicIp: {
    address: word("ip_address"),
    prefix: id("public_ip_prefix_id"),
  },
  /** Spellings of `azurerm_public_ip_prefix`. */
  publicIpPrefix: {
    range: word("ip_prefix"),
  },
  /** Spellings of `azurerm_firewall`. */
  firewall: {
    subnets: ids(["ip_configuration"], "subnet_id"),
    publicIps: ids(["ip_configuration"], "public_ip_address_id"),
    privateAddress: ["ip_configuration", 0, "private_ip_address"],
    addresses: wordsIn(["ip_configuration"], "private_ip_address"),
    special: [["private_ip_ranges"], ["virtual_hub"]],
    policy: id("firewall_policy_id"),
    dns: { proxy: flag("dns_proxy_enabled"), servers: words("dns_servers") },
    rules: null,
  },
  /** Spellings of `azurerm_firewall_policy`. */
  firewallPolicy: {
    base: id("base_policy_id"),
    dns: { proxy: flag("dns", "proxy_enabled"), servers: words("dns", "servers") },
    keepsSources: [["private_ip_ranges"], ["auto_learn_private_ranges_enabled"]],
  },
  /** Spellings of `azurerm_firewall_policy_rule_collection_group`. */
  ruleCollectionGroup: {
    priority: number("priority"),
    rules: {
      lists: [
        collections("network", "network_rule_collection"),
        collections("application", "application_rule_collection"),
      ],
      collection,
    },
  },
  /** Spellings of `azurerm_ip_group`, whose addresses may be given by `azurerm_ip_group_cidr` too. */
  ipGroup: {
    addresses: words("cidrs"),
  },
  /** Spellings of the block `access_policy` of `azurerm_key_vault`, and of `azurerm_key_vault_access_policy`. */
  accessPolicy: {
    policies: objects("access_policy"),
    vault: id("key_vault_id"),
    principal: id("object_id"),
    keys: words("key_permissions"),
    secrets: words("secret_permissions"),
    certificates: words("certificate_permissions"),
    storage: words("storage_permissions"),
  },
  /** Spellings of `azurerm_role_assignment`, which allows a name instead of an ID. */
  roleAssignment: {
    scope: id("scope"),
    roleName: word("role_definition_name"),
    role: id("role_definition_id"),
    principal: id("principal_id"),
    condition: word("condition"),
  },
};

/** The resources that say which subnet, gateway or interface goes with what, by the ids they contain. */
export const azurermAssociations = {
  subnet: id("subnet_id"),
  natGateway: id("nat_gateway_id"),
  routeTable: id("route_table_id"),
  publicIp: id("public_ip_address_id"),
  publicIpPrefix: id("public_ip_prefix_id"),
  securityGroup: id("network_security_group_id"),
  applicationSecurityGroup: id("application_security_group_id"),
  networkInterface: id("network_interface_id"),
  privateEndpoint: id("private_endpoint_id"),
  virtualNetwork: id("virtual_network_id"),
  ipGroup: id("ip_group_id"),
  /** Added to an IP group. */
  cidr: word("cidr"),
} as const;

function azurermEnd(end: "source" | "destination"): SecurityRuleEnd {
  return {
    prefix: word(`${end}_address_prefix`),
    port: word(`${end}_port_range`),
    prefixes: words(`${end}_address_prefixes`),
    ports: words(`${end}_port_ranges`),
    groups: ids([`${end}_application_security_group_ids`]),
  };
}

/** A text that Terraform does not convert to a boolean is kept in its quotes, so that it is none of the model's words. */
function asAccess(written: Plain): string | undefined {
  if (written === null || typeof written === "object") return undefined;
  const access = scalarAs("bool", written);
  return typeof access !== "boolean" ? `"${written}"` : access ? "Enabled" : "Disabled";
}

/** A switch of network policies; the one that enforces a private link has them off when it is on. */
function formerPolicies(name: string, isOn: boolean): FieldSchema<string> {
  return {
    path: [name],
    decode: (written) => {
      const flag = asSwitch(written);
      return flag === undefined ? undefined : flag === isOn ? "Enabled" : "Disabled";
    },
    encode: (word) => (word === "Enabled") === isOn,
  };
}
