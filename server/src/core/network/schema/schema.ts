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

/** The resources around vaults. A spelling that forgets one of them, or a property, does not compile. */
export interface NetworkSchema {
  readonly virtualNetwork: {
    readonly dnsServers: ListSchema<string>;
    readonly prefixes: ListSchema<string>;
  };
  /** Of a zone group of a private endpoint. */
  readonly zoneGroup: {
    readonly zones: ListSchema<string | Text>;
  };
  readonly virtualNetworkLink: {
    readonly network: FieldSchema<string | Text>;
    readonly resolutionPolicy: FieldSchema<string>;
  };
  readonly addressRecord: {
    readonly addresses: ListSchema<string>;
  };
  readonly peering: {
    readonly remote: FieldSchema<string | Text>;
    readonly allowsAccess: FieldSchema<boolean>;
    readonly allowsForwarded: FieldSchema<boolean>;
    readonly isComplete: FieldSchema<boolean>;
    readonly localSubnets: ListSchema<string>;
    readonly remoteSubnets: ListSchema<string>;
  };
  readonly resolver: {
    readonly network: FieldSchema<string | Text>;
  };
  readonly inboundEndpoint: {
    readonly subnets: ListSchema<string | Text>;
    readonly addresses: ListSchema<string>;
    /** Where others refer to the address, which Azure may choose. */
    readonly privateAddress: readonly (string | number)[];
  };
  readonly forwardingRule: {
    readonly domain: FieldSchema<string>;
    readonly isEnabled: FieldSchema<boolean>;
    readonly servers: ListSchema<string>;
  };
  /** Of the link of a forwarding ruleset. */
  readonly rulesetLink: {
    readonly network: FieldSchema<string | Text>;
  };
  readonly perimeterAssociation: {
    readonly target: FieldSchema<string | Text>;
    readonly profile: FieldSchema<string | Text>;
    readonly accessMode: FieldSchema<string>;
  };
  readonly perimeterRule: {
    /** The id of the profile, where the id of the rule itself does not hold it. */
    readonly profile?: FieldSchema<string | Text>;
    readonly direction: FieldSchema<string>;
    readonly addressPrefixes: ListSchema<string>;
    readonly serviceTags: ListSchema<string>;
    readonly subscriptions: ListSchema<string | Text>;
  };
  readonly natGateway: {
    readonly publicIps: ListSchema<string | Text>;
    readonly publicIpPrefixes: ListSchema<string | Text>;
  };
  readonly interface: {
    /** The subnet of each of its configurations. */
    readonly subnets: ListSchema<string | Text>;
    /** Of one configuration. */
    readonly publicIp: FieldSchema<string | Text>;
    /** Where a configuration itself lists its application security groups. */
    readonly applicationSecurityGroups?: ListSchema<string | Text>;
    readonly securityGroup: FieldSchema<string | Text>;
    readonly dnsServers: ListSchema<string>;
  };
  readonly securityGroup: {
    readonly rules: ListSchema<Dict>;
  };
  readonly securityRule: {
    readonly priority: FieldSchema<number>;
    readonly direction: FieldSchema<string>;
    readonly access: FieldSchema<string>;
    readonly protocol: FieldSchema<string>;
    readonly source: SecurityRuleEndSchema;
    readonly destination: SecurityRuleEndSchema;
  };
  readonly routeTable: {
    readonly routes: ListSchema<Dict>;
  };
  readonly route: {
    readonly prefix: FieldSchema<string>;
    readonly nextHopType: FieldSchema<string>;
    readonly nextHopAddress: FieldSchema<string>;
  };
  readonly publicIp: {
    /** The address itself: Azure chooses it, so that it is written in exports only, but can be referred to. */
    readonly address: FieldSchema<string>;
    readonly prefix: FieldSchema<string | Text>;
  };
  readonly publicIpPrefix: {
    /** The range, chosen by Azure as well. */
    readonly range: FieldSchema<string>;
  };
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

export interface SecurityRuleEndSchema {
  /** One of them. */
  readonly prefix: FieldSchema<string>;
  readonly port: FieldSchema<string>;
  /** Further ones. */
  readonly prefixes: ListSchema<string>;
  readonly ports: ListSchema<string>;
  readonly groups: ListSchema<string | Text>;
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
