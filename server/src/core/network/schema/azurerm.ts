import type { Plain } from "../../evaluate/values/plain.ts";
import { scalarAs } from "../../evaluate/values/scalars.ts";
import { asDict, asList, asSwitch, asWord } from "./decode.ts";
import type { FieldSchema } from "../fields/field.ts";
import type { PrivateEndpointSchema, SubnetSchema, VaultSchema } from "./schema.ts";
import { flag, id, ids, objects, word, words, wordsIn } from "./spelling.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * Spellings of `azurerm_key_vault` and of `azurerm_key_vault_managed_hardware_security_module`, from version 3 to 5 of the provider:
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/key_vault
 */
export const azurermVault = {
  publicNetworkAccess: {
    path: ["public_network_access_enabled"],
    decode: asAccess,
    encode: (word) => typeof word === "string" && foldWord(word) === "enabled",
  },
  networkAcls: { path: ["network_acls"], decode: asDict, encode: () => ({}) },
  defaultAction: word("network_acls", "default_action"),
  bypass: word("network_acls", "bypass"),
  ipRules: words("network_acls", "ip_rules"),
  subnetRules: ids(["network_acls", "virtual_network_subnet_ids"]),
  // A rule is an id and nothing else, so that Azure asks for the endpoint.
  ignoreMissingServiceEndpoint: { path: [], decode: () => false, encode: () => null },
  enabledForDeployment: flag("enabled_for_deployment"),
  enabledForDiskEncryption: flag("enabled_for_disk_encryption"),
  enabledForTemplateDeployment: flag("enabled_for_template_deployment"),
  createMode: word("create_mode"),
  // Versions 3 and 4 of the provider call it otherwise: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/5.0-upgrade-guide
  enableRbacAuthorization: {
    ...flag("rbac_authorization_enabled"),
    former: ["enable_rbac_authorization"],
  },
  privateEndpointConnections: {
    path: ["private_endpoint_connections"],
    decode: asList,
    encode: () => [],
  },
} satisfies VaultSchema;

/** Spellings of `azurerm_subnet` and of the subnets in `azurerm_virtual_network`. */
export const azurermSubnet = {
  serviceEndpoints: words("service_endpoints"),
  addressPrefix: word("address_prefix"),
  addressPrefixes: words("address_prefixes"),
  natGateway: id("nat_gateway_id"),
  // The second names are for ids that Terraform does not keep in its state.
  routeTable: { ...id("route_table_id"), former: ["route_table_id_wo"] },
  defaultOutboundAccess: flag("default_outbound_access_enabled"),
  delegations: {
    path: ["delegation"],
    item: { path: ["service_delegation", "name"], decode: asWord, encode: (value) => value },
  },
  securityGroup: { ...id("security_group"), former: ["network_security_group_id_wo"] },
  privateEndpointNetworkPolicies: word("private_endpoint_network_policies"),
  // Until version 4 of the provider: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/4.0-upgrade-guide
  formerNetworkPolicies: [
    formerPolicies("private_endpoint_network_policies_enabled", true),
    formerPolicies("enforce_private_link_endpoint_network_policies", false),
  ],
} satisfies SubnetSchema;

/** Since version 5 of the provider each service endpoint is a block. */
export const azurermSubnetOfBlocks = {
  ...azurermSubnet,
  serviceEndpoints: {
    path: ["service_endpoint"],
    item: { path: ["service"], decode: asWord, encode: (service) => ({ service }) },
  },
} satisfies SubnetSchema;

/** Spellings of `azurerm_private_endpoint`. */
export const azurermPrivateEndpoint = {
  subnet: id("subnet_id"),
  connections: objects("private_service_connection"),
  manualConnections: objects("manual_private_service_connection"),
  target: id("private_connection_resource_id"),
  groupIds: words("subresource_names"),
  isManual: flag("is_manual_connection"),
  addresses: wordsIn(["ip_configuration"], "private_ip_address"),
} satisfies PrivateEndpointSchema;

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
