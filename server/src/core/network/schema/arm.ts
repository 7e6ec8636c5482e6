import { asDict, asId, asList, asWord } from "./decode.ts";
import type { PrivateEndpointSchema, SubnetSchema, VaultSchema } from "./schema.ts";
import { asText, flag, id, ids, objects, word, words, wordsIn } from "./spelling.ts";

/** Spellings of `Microsoft.KeyVault/vaults`: https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults */
export const armVault = {
  publicNetworkAccess: word("properties", "publicNetworkAccess"),
  networkAcls: { path: ["properties", "networkAcls"], decode: asDict, encode: () => ({}) },
  defaultAction: word("properties", "networkAcls", "defaultAction"),
  bypass: word("properties", "networkAcls", "bypass"),
  ipRules: {
    path: ["properties", "networkAcls", "ipRules"],
    item: { path: ["value"], decode: asWord, encode: (value) => ({ value }) },
  },
  subnetRules: {
    path: ["properties", "networkAcls", "virtualNetworkRules"],
    item: { path: ["id"], decode: asId, encode: (id) => ({ id: asText(id) }) },
  },
  serviceTags: {
    path: ["properties", "networkAcls", "serviceTags"],
    item: { path: ["tag"], decode: asWord, encode: (tag) => ({ tag }) },
  },
  ignoreMissingServiceEndpoint: flag("ignoreMissingVnetServiceEndpoint"),
  enabledForDeployment: flag("properties", "enabledForDeployment"),
  enabledForDiskEncryption: flag("properties", "enabledForDiskEncryption"),
  enabledForTemplateDeployment: flag("properties", "enabledForTemplateDeployment"),
  createMode: word("properties", "createMode"),
  enableRbacAuthorization: flag("properties", "enableRbacAuthorization"),
  privateEndpointConnections: {
    path: ["properties", "privateEndpointConnections"],
    decode: asList,
    encode: () => [],
  },
} satisfies VaultSchema;

/** Spellings of a subnet: https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks/subnets */
export const armSubnet = {
  serviceEndpoints: {
    path: ["properties", "serviceEndpoints"],
    item: { path: ["service"], decode: asWord, encode: (service) => ({ service }) },
  },
  addressPrefix: word("properties", "addressPrefix"),
  addressPrefixes: {
    path: ["properties", "addressPrefixes"],
    item: { path: [], decode: asWord, encode: (value) => value },
  },
  natGateway: id("properties", "natGateway", "id"),
  routeTable: id("properties", "routeTable", "id"),
  defaultOutboundAccess: flag("properties", "defaultOutboundAccess"),
  delegations: {
    path: ["properties", "delegations"],
    item: { path: ["properties", "serviceName"], decode: asWord, encode: (value) => value },
  },
  securityGroup: id("properties", "networkSecurityGroup", "id"),
  privateEndpointNetworkPolicies: word("properties", "privateEndpointNetworkPolicies"),
} satisfies SubnetSchema;

/** Spellings of a private endpoint: https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints */
export const armPrivateEndpoint = {
  subnet: id("properties", "subnet", "id"),
  connections: objects("properties", "privateLinkServiceConnections"),
  manualConnections: objects("properties", "manualPrivateLinkServiceConnections"),
  target: id("properties", "privateLinkServiceId"),
  groupIds: words("properties", "groupIds"),
  addresses: wordsIn(["properties", "ipConfigurations"], "properties", "privateIPAddress"),
  applicationSecurityGroups: ids(["properties", "applicationSecurityGroups"], "id"),
} satisfies PrivateEndpointSchema;
