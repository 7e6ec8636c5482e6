/** Types in Azure's spelling and in azurerm's, for each kind of resource that a network is bound from in several places. */

export const zoneTypes = ["microsoft.network/privatednszones", "azurerm_private_dns_zone"] as const;

export const addressRecordTypes = [
  "microsoft.network/privatednszones/a",
  "azurerm_private_dns_a_record",
] as const;

export const networkLinkTypes = [
  "microsoft.network/privatednszones/virtualnetworklinks",
  "azurerm_private_dns_zone_virtual_network_link",
] as const;

/** The third only looks one up. */
export const endpointTypes = [
  "microsoft.network/privateendpoints",
  "azurerm_private_endpoint",
  "azurerm_private_endpoint_connection",
] as const;

export const zoneGroupTypes = ["microsoft.network/privateendpoints/privatednszonegroups"] as const;

export const perimeterTypes = {
  associations: [
    "microsoft.network/networksecurityperimeters/resourceassociations",
    "azurerm_network_security_perimeter_association",
  ],
  profiles: [
    "microsoft.network/networksecurityperimeters/profiles",
    "azurerm_network_security_perimeter_profile",
  ],
  rules: [
    "microsoft.network/networksecurityperimeters/profiles/accessrules",
    "azurerm_network_security_perimeter_access_rule",
  ],
} as const;
