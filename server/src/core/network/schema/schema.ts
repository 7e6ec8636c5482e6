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
  readonly prefixes: ListSchema<string>;
}

export interface SubnetSchema {
  readonly serviceEndpoints: ListSchema<string>;
  readonly addressPrefix: FieldSchema<string>;
  readonly addressPrefixes: ListSchema<string>;
  readonly natGateway: FieldSchema<string | Text>;
  readonly routeTable: FieldSchema<string | Text>;
  readonly defaultOutboundAccess: FieldSchema<boolean>;
  readonly delegations: ListSchema<string>;
  readonly securityGroup: FieldSchema<string | Text>;
  readonly privateEndpointNetworkPolicies: FieldSchema<string>;
  /** How earlier versions of the spelling wrote the same, as switches. */
  readonly formerNetworkPolicies?: readonly FieldSchema<string>[];
}

export interface PrivateEndpointSchema {
  readonly subnet: FieldSchema<string | Text>;
  readonly connections: ListSchema<Dict>;
  readonly manualConnections: ListSchema<Dict>;
  /** Of one connection. */
  readonly target: FieldSchema<string | Text>;
  readonly groupIds: ListSchema<string>;
  /** For one connection, if both kinds are in one list. */
  readonly isManual?: FieldSchema<boolean>;
  readonly addresses: ListSchema<string>;
  /** Where the endpoint itself lists its application security groups. */
  readonly applicationSecurityGroups?: ListSchema<string | Text>;
}

/** Of a zone group of a private endpoint. */
export interface ZoneGroupSchema {
  readonly zones: ListSchema<string | Text>;
}

export interface VirtualNetworkLinkSchema {
  readonly network: FieldSchema<string | Text>;
  readonly resolutionPolicy: FieldSchema<string>;
}

export interface AddressRecordSchema {
  readonly addresses: ListSchema<string>;
}

export interface PeeringSchema {
  readonly remote: FieldSchema<string | Text>;
  readonly allowsAccess: FieldSchema<boolean>;
  readonly allowsForwarded: FieldSchema<boolean>;
  readonly isComplete: FieldSchema<boolean>;
  readonly localSubnets: ListSchema<string>;
  readonly remoteSubnets: ListSchema<string>;
}

export interface ResolverSchema {
  readonly network: FieldSchema<string | Text>;
}

export interface InboundEndpointSchema {
  readonly subnets: ListSchema<string | Text>;
  readonly addresses: ListSchema<string>;
  /** Where others refer to the address, which Azure may choose. */
  readonly privateAddress: readonly (string | number)[];
}

export interface ForwardingRuleSchema {
  readonly domain: FieldSchema<string>;
  readonly isEnabled: FieldSchema<boolean>;
  readonly servers: ListSchema<string>;
}

/** Of the link of a forwarding ruleset. */
export interface RulesetLinkSchema {
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
  readonly serviceTags: ListSchema<string>;
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
  /** Where a configuration itself lists its application security groups. */
  readonly applicationSecurityGroups?: ListSchema<string | Text>;
  readonly securityGroup: FieldSchema<string | Text>;
  readonly dnsServers: ListSchema<string>;
}

export interface SecurityGroupSchema {
  readonly rules: ListSchema<Dict>;
}

export interface SecurityRuleSchema {
  readonly priority: FieldSchema<number>;
  readonly direction: FieldSchema<string>;
  readonly access: FieldSchema<string>;
  readonly protocol: FieldSchema<string>;
  readonly source: SecurityRuleEndSchema;
  readonly destination: SecurityRuleEndSchema;
}

export interface SecurityRuleEndSchema {
  /** One of them. */
  readonly prefix: FieldSchema<string>;
  readonly port: FieldSchema<string>;
  /** Further ones. */
  readonly prefixes: ListSchema<string>;
  readonly ports: ListSchema<string>;
  readonly groups: ListSchema<string | Text>;
}

export interface RouteTableSchema {
  readonly routes: ListSchema<Dict>;
}

export interface RouteSchema {
  readonly prefix: FieldSchema<string>;
  readonly nextHopType: FieldSchema<string>;
  readonly nextHopAddress: FieldSchema<string>;
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
