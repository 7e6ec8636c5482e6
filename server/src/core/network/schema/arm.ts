import type { Written } from "../../template/written.ts";
import type { FieldSchema, ListSchema } from "../field.ts";
import { asDict, asId, asList, asSwitch, asWord } from "./decode.ts";
import type { PrivateEndpointSchema, SubnetSchema, VaultSchema } from "./schema.ts";

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
  ignoreMissingServiceEndpoint: flag("ignoreMissingVnetServiceEndpoint"),
  enabledForDeployment: flag("properties", "enabledForDeployment"),
  enabledForDiskEncryption: flag("properties", "enabledForDiskEncryption"),
  enabledForTemplateDeployment: flag("properties", "enabledForTemplateDeployment"),
  createMode: word("properties", "createMode"),
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
} satisfies SubnetSchema;

/** Spellings of a private endpoint: https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints */
export const armPrivateEndpoint = {
  subnet: id("properties", "subnet", "id"),
  connections: { path: ["properties", "privateLinkServiceConnections"], decode: asList, encode: () => [] },
  manualConnections: {
    path: ["properties", "manualPrivateLinkServiceConnections"],
    decode: asList,
    encode: () => [],
  },
  target: id("properties", "privateLinkServiceId"),
  groupIds: words("properties", "groupIds"),
} satisfies PrivateEndpointSchema;

function word(...path: readonly string[]): FieldSchema<string> {
  return { path, decode: asWord, encode: (value) => value };
}

function words(...path: readonly string[]): ListSchema<string> {
  return { path, item: { path: [], decode: asWord, encode: (value) => value } };
}

function flag(...path: readonly string[]): FieldSchema<boolean> {
  return { path, decode: asSwitch, encode: (value) => value };
}

function id(...path: readonly string[]): FieldSchema<Parameters<typeof asText>[0]> {
  return { path, decode: asId, encode: asText };
}

/** Ids known in part cannot be written: their unknown parts have no spelling. Fixes offer whole ids only. */
function asText(value: NonNullable<ReturnType<typeof asId>>): Written {
  return typeof value === "string" ? value : null;
}
