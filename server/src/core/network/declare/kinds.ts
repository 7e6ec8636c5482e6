import type { Written } from "../../template/written.ts";
import { armNetwork } from "../schema/arm.ts";
import { azurermNetwork } from "../schema/azurerm.ts";
import type { NetworkSchema } from "../bind/resource.ts";

/** Values by their paths; null of one that has no spelling where it would be written. */
export type Entries = readonly (readonly [path: readonly string[], value: Written])[];

/** A kind of resource that fixes declare, in the words of Azure and of the azurerm provider. */
export interface Kind<S> {
  readonly arm: {
    readonly type: string;
    /** A stable version, for a file that has no resource of this type. */
    readonly version: string;
    readonly schema: S;
    /** What Azure needs in addition. */
    readonly always: Entries;
  };
  /** Null where azurerm writes it inside of another resource. */
  readonly azurerm: {
    readonly type: string;
    readonly schema: S;
    /** The argument with the name of its parent; null of a resource without one. */
    readonly parent: string | null;
    readonly always: Entries;
  } | null;
}

const global: Entries = [[["location"], "global"]];

/** https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones */
export const zone: Kind<null> = {
  arm: { type: "Microsoft.Network/privateDnsZones", version: "2024-06-01", schema: null, always: global },
  azurerm: { type: "azurerm_private_dns_zone", schema: null, parent: null, always: [] },
};

/** https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones/virtualnetworklinks */
export const zoneLink: Kind<NetworkSchema["virtualNetworkLink"]> = {
  arm: {
    type: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    version: "2024-06-01",
    schema: armNetwork.virtualNetworkLink,
    always: [...global, [["properties", "registrationEnabled"], false]],
  },
  azurerm: {
    type: "azurerm_private_dns_zone_virtual_network_link",
    schema: azurermNetwork.virtualNetworkLink,
    parent: "private_dns_zone_name",
    always: [],
  },
};

/** https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones/a */
export const addressRecord: Kind<NetworkSchema["addressRecord"]> = {
  arm: {
    type: "Microsoft.Network/privateDnsZones/A",
    version: "2024-06-01",
    schema: armNetwork.addressRecord,
    always: [[["properties", "ttl"], 300]],
  },
  azurerm: {
    type: "azurerm_private_dns_a_record",
    schema: azurermNetwork.addressRecord,
    parent: "zone_name",
    always: [[["ttl"], 300]],
  },
};

/** https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints */
export const privateEndpoint: Kind<NetworkSchema["privateEndpoint"]> = {
  arm: {
    type: "Microsoft.Network/privateEndpoints",
    version: "2024-05-01",
    schema: armNetwork.privateEndpoint,
    always: [],
  },
  azurerm: {
    type: "azurerm_private_endpoint",
    schema: azurermNetwork.privateEndpoint,
    parent: null,
    always: [],
  },
};

/** https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints/privatednszonegroups */
export const zoneGroup: Kind<NetworkSchema["zoneGroup"]> = {
  arm: {
    type: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    version: "2024-05-01",
    schema: armNetwork.zoneGroup,
    always: [],
  },
  azurerm: null,
};

/** https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups/securityrules */
export const securityRule: Kind<NetworkSchema["securityRule"]> = {
  arm: {
    type: "Microsoft.Network/networkSecurityGroups/securityRules",
    version: "2024-05-01",
    schema: armNetwork.securityRule,
    always: [],
  },
  azurerm: {
    type: "azurerm_network_security_rule",
    schema: azurermNetwork.securityRule,
    parent: "network_security_group_name",
    always: [],
  },
};

/** https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks/virtualnetworkpeerings */
export const peering: Kind<NetworkSchema["peering"]> = {
  arm: {
    type: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
    version: "2024-05-01",
    schema: armNetwork.peering,
    always: [],
  },
  azurerm: {
    type: "azurerm_virtual_network_peering",
    schema: azurermNetwork.peering,
    parent: "virtual_network_name",
    always: [],
  },
};
