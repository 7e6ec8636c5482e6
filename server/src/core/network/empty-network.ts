import type { Network } from "./network.ts";

/** The network of a file that declares nothing. */
export const emptyNetwork: Network = {
  frames: [],
  vaults: [],
  virtualNetworks: [],
  subnets: [],
  privateEndpoints: [],
  privateDnsZones: [],
  addressRecords: [],
  virtualNetworkLinks: [],
  perimeterAssociations: [],
  natGateways: [],
  publicIps: [],
  publicIpPrefixes: [],
  routeTables: [],
  firewalls: [],
  networkInterfaces: [],
  vaultContents: [],
  accessPolicies: [],
  roleAssignments: [],
  resources: () => [],
  vaultsLeftOut: [],
  intact: true,
  unread: [],
};
