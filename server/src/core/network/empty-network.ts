import type { Neighbors, Network } from "./network.ts";

/** What other roots contribute to a root by itself. */
export const noNeighbors: Neighbors = {
  instances: [],
  unread: [],
  intact: true,
  linked: new Map(),
  candidates: new Map(),
};

/** The network of a file that declares nothing. */
export const emptyNetwork: Network = {
  frames: [],
  neighbors: noNeighbors,
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
  firewallPolicies: [],
  ipGroups: [],
  securityGroups: [],
  peerings: [],
  inboundEndpoints: [],
  forwardingRulesets: [],
  networkInterfaces: [],
  vaultContents: [],
  accessPolicies: [],
  roleAssignments: [],
  resources: () => [],
  resourcesConcerning: () => () => [],
  vaultsLeftOut: [],
  intact: true,
  unread: [],
};
