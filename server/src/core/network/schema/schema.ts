import type { Dict, List, Text } from "../../evaluate/values/plain.ts";
import type { FieldSchema, ListSchema } from "../fields/field.ts";

/** Every property the model knows of a vault. A schema that forgets one does not compile. */
export interface VaultSchema {
  readonly publicNetworkAccess: FieldSchema<string>;
  readonly networkAcls: FieldSchema<Dict>;
  readonly defaultAction: FieldSchema<string>;
  readonly bypass: FieldSchema<string>;
  readonly ipRules: ListSchema<string>;
  readonly subnetRules: ListSchema<string | Text>;
  /** Of one item of `subnetRules`. */
  readonly ignoreMissingServiceEndpoint: FieldSchema<boolean>;
  /** Of managed HSMs, where the spelling has them. */
  readonly serviceTags?: ListSchema<string>;
  readonly enabledForDeployment: FieldSchema<boolean>;
  readonly enabledForDiskEncryption: FieldSchema<boolean>;
  readonly enabledForTemplateDeployment: FieldSchema<boolean>;
  readonly createMode: FieldSchema<string>;
  readonly enableRbacAuthorization: FieldSchema<boolean>;
  /** Of what is deployed: the connections Azure lists with their state. */
  readonly privateEndpointConnections: FieldSchema<List>;
}

export interface VirtualNetworkSchema {
  readonly dnsServers: ListSchema<string>;
}

export interface SubnetSchema {
  readonly serviceEndpoints: ListSchema<string>;
  readonly addressPrefix: FieldSchema<string>;
  readonly addressPrefixes: ListSchema<string>;
  readonly natGateway: FieldSchema<string | Text>;
  readonly routeTable: FieldSchema<string | Text>;
  readonly defaultOutboundAccess: FieldSchema<boolean>;
}

export interface PrivateEndpointSchema {
  readonly subnet: FieldSchema<string | Text>;
  readonly connections: FieldSchema<List>;
  readonly manualConnections: FieldSchema<List>;
  /** Of one connection. */
  readonly target: FieldSchema<string | Text>;
  readonly groupIds: ListSchema<string>;
  /** For one connection, if both kinds are in one list. */
  readonly isManual?: FieldSchema<boolean>;
}

/** Of a zone group of a private endpoint. */
export interface ZoneGroupSchema {
  readonly zones: ListSchema<string | Text>;
}

export interface VirtualNetworkLinkSchema {
  readonly network: FieldSchema<string | Text>;
}

export interface PerimeterAssociationSchema {
  readonly target: FieldSchema<string | Text>;
  readonly profile: FieldSchema<string | Text>;
  readonly accessMode: FieldSchema<string>;
}

export interface PerimeterRuleSchema {
  /** The id of the profile, where the id of the rule itself does not hold it. */
  readonly profile?: FieldSchema<string | Text>;
  readonly direction: FieldSchema<string>;
  readonly addressPrefixes: ListSchema<string>;
  readonly subscriptions: ListSchema<string | Text>;
}

export interface NatGatewaySchema {
  readonly publicIps: ListSchema<string | Text>;
  readonly publicIpPrefixes: ListSchema<string | Text>;
}

export interface InterfaceSchema {
  /** The subnet of each of its configurations. */
  readonly subnets: ListSchema<string | Text>;
  /** Of one configuration. */
  readonly publicIp: FieldSchema<string | Text>;
}

export interface RouteTableSchema {
  readonly routes: FieldSchema<List>;
}

export interface RouteSchema {
  readonly prefix: FieldSchema<string>;
  readonly nextHopType: FieldSchema<string>;
  readonly nextHopAddress: FieldSchema<string>;
}

export interface FirewallSchema {
  readonly subnets: ListSchema<string | Text>;
  readonly publicIps: ListSchema<string | Text>;
  /** Azure chooses the address, so that it is never written, but can be referred to. */
  readonly privateAddress: readonly (string | number)[];
  /** Where something is written that has traffic leave in another way. */
  readonly special: readonly (readonly string[])[];
}

export interface PublicIpSchema {
  /** The address itself: Azure chooses it, so that it is written in exports only, but can be referred to. */
  readonly address: FieldSchema<string>;
  readonly prefix: FieldSchema<string | Text>;
}

export interface PublicIpPrefixSchema {
  /** The range, chosen by Azure as well. */
  readonly range: FieldSchema<string>;
}

export interface AccessPolicySchema {
  readonly policies: ListSchema<Dict>;
  /** Of a resource for policies alone, where its own id does not hold that of the vault. */
  readonly vault?: FieldSchema<string | Text>;
  /** Of one policy, as all that follow. */
  readonly principal: FieldSchema<string | Text>;
  readonly keys: ListSchema<string>;
  readonly secrets: ListSchema<string>;
  readonly certificates: ListSchema<string>;
  readonly storage: ListSchema<string>;
}

export interface RoleAssignmentSchema {
  /** Where the id of the assignment does not hold it. */
  readonly scope?: FieldSchema<string | Text>;
  /** Where a role may be named. */
  readonly roleName?: FieldSchema<string>;
  readonly role: FieldSchema<string | Text>;
  readonly principal: FieldSchema<string | Text>;
}
