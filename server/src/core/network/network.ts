import type { Existence, Frame, Home, ModuleInstance, ResourceInstance } from "../evaluate/types.ts";
import type { StateKind, WhyUnread } from "../template/template.ts";
import type { Dict, Plain, Text } from "../evaluate/values/plain.ts";
import type { Cause, Value } from "../evaluate/values/value.ts";
import type { Truth } from "../logic/truth.ts";
import type { Expression } from "../template/expression.ts";
import type { Field, Item, ListField } from "./fields/field.ts";
import type { Concerns, InstancesOf, Resource } from "./resources-by-type.ts";
import type { Link } from "./ids/links.ts";
import type { Firewall, FirewallPolicy, IpGroup } from "./firewall.ts";
import type {
  Peering,
  RouteTable,
  ForwardingRuleset,
  InboundEndpoint,
  SecurityGroup,
} from "./path-resources.ts";
import type { Span } from "../text/document.ts";

/** What the network side of a deployment will be, in one world. */
export interface Network {
  /** The root that is evaluated and the modules it calls. */
  readonly frames: readonly Frame[];
  /** What other roots contribute to it. */
  readonly neighbors: Neighbors;
  readonly vaults: readonly Vault[];
  readonly virtualNetworks: readonly VirtualNetwork[];
  readonly subnets: readonly Subnet[];
  readonly privateEndpoints: readonly PrivateEndpoint[];
  readonly privateDnsZones: readonly PrivateDnsZone[];
  readonly addressRecords: readonly AddressRecord[];
  readonly virtualNetworkLinks: readonly VirtualNetworkLink[];
  readonly perimeterAssociations: readonly PerimeterAssociation[];
  readonly natGateways: readonly NatGateway[];
  readonly publicIps: readonly PublicIp[];
  readonly publicIpPrefixes: readonly PublicIpPrefix[];
  readonly routeTables: readonly RouteTable[];
  readonly firewalls: readonly Firewall[];
  readonly firewallPolicies: readonly FirewallPolicy[];
  readonly ipGroups: readonly IpGroup[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly peerings: readonly Peering[];
  readonly inboundEndpoints: readonly InboundEndpoint[];
  readonly forwardingRulesets: readonly ForwardingRuleset[];
  readonly networkInterfaces: readonly NetworkInterface[];
  readonly vaultContents: readonly VaultContent[];
  readonly accessPolicies: readonly AccessPolicies[];
  readonly roleAssignments: readonly RoleAssignment[];
  /** The resources of a type, for what the model has no words for. */
  readonly resources: InstancesOf;
  /** The same without those of which the declaration says that they do not concern a question; these need not be looked at. */
  readonly resourcesConcerning: (concerns: Concerns) => InstancesOf;
  /** Vaults behind the limit, of which nothing is worked out. */
  readonly vaultsLeftOut: readonly ResourceInstance[];
  /** False when syntax errors or limits may hide declarations: there may be resources that are not listed here. */
  readonly intact: boolean;
  /** What is called and cannot be read: it may declare resources about what it is given. */
  readonly unread: readonly UnreadCall[];
}

/** What other roots of the repository contribute to the network of one. */
export interface Neighbors {
  readonly instances: readonly ResourceInstance[];
  readonly unread: readonly UnreadCall[];
  /** Whether what contributes may hide nothing. */
  readonly intact: boolean;
  /** What lookups refer to, by their keys. */
  readonly linked: ReadonlyMap<string, LinkedVault>;
  /** What lookups may refer to that are linked with none of several declarations, by their keys. */
  readonly candidates: ReadonlyMap<string, readonly LinkedVault[]>;
}

/** A call of an opaque module that may be deployed. */
export interface UnreadCall {
  readonly call: ModuleInstance;
  readonly why: WhyUnread;
}

export interface Vault extends Resource {
  readonly kind: "vault" | "managedHsm";
  /** Only looked up here: nothing of its configuration is known. */
  readonly existing: boolean;
  /** What its document says about it, if that is not a template; such a vault is not declared there. */
  readonly state: StateKind | null;
  readonly apiVersion: Value | null;
  readonly publicNetworkAccess: Field<string>;
  /** The block around the rules; absent when it is not written. */
  readonly networkAcls: Field<Dict>;
  readonly defaultAction: Field<string>;
  readonly bypass: Field<string>;
  readonly ipRules: ListField<string>;
  readonly subnetRules: ListField<string | Text>;
  /** The same items with the subnets they mean. */
  readonly subnetLinks: readonly SubnetRule[];
  readonly enabledForDeployment: Field<boolean>;
  readonly enabledForDiskEncryption: Field<boolean>;
  readonly enabledForTemplateDeployment: Field<boolean>;
  readonly enableRbacAuthorization: Field<boolean>;
  readonly createMode: Field<string>;
  /** Properties that storage accounts have in these places, and key vaults do not. */
  readonly foreignFields: readonly Field<unknown>[];
  /** Which spelling its syntax compares words with: azurerm exactly, Azure without case. */
  readonly exactWords: boolean;
  /** The connections that an export lists as approved; null if it does not say which there are, or the vault is only looked up. */
  readonly approvedConnections: number | null;
  /** The declarations that write it, where there are several; this is then what they make of it together. */
  readonly writes: readonly Vault[];
  /** Fields that a later one of them leaves out. */
  readonly kept: readonly unknown[];
  /** The declaration in another root that a lookup refers to; this is then what that makes of it. Null for anything else. */
  readonly linked: LinkedVault | null;
  /** The declarations in other roots that a lookup may refer to, where there are several, so that it is linked with none. */
  readonly candidates: readonly LinkedVault[];
}

/** A vault that another root of the repository declares. */
export interface LinkedVault extends Home {
  /** Its key in networks of other roots than its own. */
  readonly key: string;
  readonly module: string | null;
  readonly symbol: string;
  readonly label: Span;
  /** False if only the expressions of the names are equal. */
  readonly certain: boolean;
}

export interface SubnetRule {
  readonly item: Item<string | Text>;
  readonly link: Link<Subnet>;
  readonly ignoreMissingServiceEndpoint: Field<boolean>;
}

export interface VirtualNetwork extends Resource {
  /** Servers of its own, instead of Azure's, that answer for names. */
  readonly dnsServers: ListField<string>;
  /** Its address space, in CIDR notation. */
  readonly prefixes: ListField<string>;
  /** Why there may be more peerings inside of it than those that are seen. */
  readonly openPeerings: readonly Cause[];
}

export interface Subnet extends Resource {
  /** What it is called inside of its network, where it is written; null of a resource of its own. */
  readonly inNetwork: { readonly name: Expression | null } | null;
  readonly networkName: Value;
  readonly networkId: Value;
  readonly serviceEndpoints: ListField<string>;
  /** Address ranges of the subnet, in CIDR notation. */
  readonly prefixes: readonly Value<string>[];
  /** The id of its NAT gateway. */
  readonly natGateway: Field<string | Text>;
  /** The id of its route table, whose routes come before the NAT gateway. */
  readonly routeTable: Field<string | Text>;
  /** Whether machines without an address of their own still get to the internet. */
  readonly defaultOutboundAccess: Field<boolean>;
  /** The id of its network security group. */
  readonly securityGroup: Field<string | Text>;
  /**
   * Whether security groups and routes apply to its private endpoints: `Disabled`, `Enabled`,
   * `NetworkSecurityGroupEnabled` or `RouteTableEnabled`.
   */
  readonly privateEndpointNetworkPolicies: Field<string>;
  /** The services that it is delegated to; these have outbound access of their own. */
  readonly delegations: ListField<string>;
}

export interface PrivateEndpoint extends Resource {
  readonly subnet: Link<Subnet> | null;
  /** The known part of the ID of the network that contains it. */
  readonly networkId: Value;
  readonly connections: readonly Connection[];
  readonly zoneGroups: readonly ZoneGroup[];
  /** Its addresses, where they are written; Azure chooses them otherwise. */
  readonly addresses: ListField<string>;
  /** The ids of the application security groups that it is in. */
  readonly applicationSecurityGroups: ListField<string | Text>;
}

/**
 * Has Azure register a private endpoint in DNS zones:
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration
 */
export interface ZoneGroup {
  readonly zones: ListField<string | Text>;
  readonly exists: Existence;
}

export interface Connection {
  readonly target: Field<string | Text>;
  /** The vault of this deployment that it connects to. */
  readonly vault: Link<Vault> | null;
  readonly groupIds: ListField<string>;
  /** "maybe" for one in a list that is not known. */
  readonly exists: Truth;
  /** Waits for approval: https://learn.microsoft.com/azure/key-vault/general/private-link-service */
  readonly manual: Truth;
  /** What it depends on where it leads, and whether it has to be approved. */
  readonly because: readonly Cause[];
}

export interface PrivateDnsZone extends Resource {
  /** Only looked up here: it may have records and links that are not declared. */
  readonly existing: boolean;
  /** The A records that are declared here, or may be: their names, and whether they are in this zone. */
  readonly addressRecords: readonly { readonly name: Value; readonly exists: Existence }[];
}

/** An A record of a private DNS zone. */
export interface AddressRecord extends Resource {
  readonly zoneId: Value;
  readonly addresses: ListField<string>;
}

/** Lets a network resolve the names of a private DNS zone. */
export interface VirtualNetworkLink extends Resource {
  readonly zoneId: Value;
  readonly network: Field<string | Text>;
  /** `NxDomainRedirect` asks public DNS for names that the zone does not have; `Default` does not. */
  readonly resolutionPolicy: Field<string>;
}

/** Puts a resource into a network security perimeter: https://learn.microsoft.com/azure/private-link/network-security-perimeter-concepts */
export interface PerimeterAssociation extends Resource {
  readonly perimeterId: Value;
  readonly target: Field<string | Text>;
  /** The vault of this deployment it is about. */
  readonly vault: Link<Vault> | null;
  readonly accessMode: Field<string>;
  /** The rules of its profile that are declared here. */
  readonly rules: readonly PerimeterRule[];
  /** Why the profile may have more rules than these; empty when these are all. */
  readonly open: readonly Cause[];
}

/** An access rule of a profile of a perimeter. */
export interface PerimeterRule extends Resource {
  readonly profileId: Value;
  readonly direction: Field<string>;
  readonly addressPrefixes: ListField<string>;
  readonly serviceTags: ListField<string>;
  readonly subscriptions: ListField<string | Text>;
}

export interface NatGateway extends Resource {
  /** Ids of its public IP addresses and of its prefixes of such. */
  readonly publicIps: ListField<string | Text>;
  readonly publicIpPrefixes: ListField<string | Text>;
}

export interface PublicIp extends Resource {
  /** As written, or else a name for what Azure chooses, the same wherever it is referred to. */
  readonly address: Value;
  /** The id of the prefix it is taken from. */
  readonly prefix: Field<string | Text>;
}

/** How a machine is connected to a network. */
export interface NetworkInterface extends Resource {
  readonly configurations: readonly {
    /** The ids of its subnet, and of its public IP address. */
    readonly subnet: Field<string | Text>;
    readonly publicIp: Field<string | Text>;
    /** The ids of the application security groups that it is in. */
    readonly applicationSecurityGroups: ListField<string | Text>;
  }[];
  /** The id of its own network security group. */
  readonly securityGroup: Field<string | Text>;
  readonly dnsServers: ListField<string>;
  /** Why there may be more of them; empty when these are all. */
  readonly open: readonly Cause[];
}

export interface PublicIpPrefix extends Resource {
  /** In CIDR notation; as written, or else a name for what Azure chooses. */
  readonly range: Value;
}

/** A secret, key or certificate of a vault, or what goes with them, that the deployment itself writes or reads. */
export interface VaultContent extends Resource {
  readonly what: ContentKind;
  readonly operation: "write" | "read";
  /**
   * Who asks the vault for it. The machine that runs Terraform goes through the vault's own endpoint and so through its firewall;
   * Azure Resource Manager does not (https://learn.microsoft.com/azure/key-vault/general/network-security).
   */
  readonly by: "runner" | "resource manager";
  /** What says to the machine that runs Terraform which vault; null if Azure Resource Manager asks. */
  readonly reference: Field<Plain> | null;
  /** The vault of this deployment that holds it. */
  readonly vault: Link<Vault>;
}

export type ContentKind =
  | "secret"
  | "key"
  | "certificate"
  | "certificate issuer"
  | "certificate contacts"
  | "storage account"
  | "role assignment"
  | "role definition";

/** The access policies that one declaration writes: a vault's own, or those of a resource for policies alone. */
export interface AccessPolicies extends Resource {
  readonly vault: Link<Vault>;
  readonly policies: readonly AccessPolicy[];
  /** Why there may be more of them; empty when these are all. */
  readonly open: readonly Cause[];
}

/** What an identity may do in a vault that asks policies: https://learn.microsoft.com/azure/key-vault/general/assign-access-policy */
export interface AccessPolicy {
  /** The object id of the identity. */
  readonly principal: Field<string | Text>;
  readonly keys: ListField<string>;
  readonly secrets: ListField<string>;
  readonly certificates: ListField<string>;
  readonly storage: ListField<string>;
}

/** Gives an identity a role: https://learn.microsoft.com/azure/key-vault/general/rbac-guide */
export interface RoleAssignment extends Resource {
  /** The id of what it is about: a vault, something in it, or the group or subscription around it. */
  readonly scope: Value;
  /** The vault of this deployment, where the scope is just that. */
  readonly vault: Link<Vault>;
  /** The name of the role, or else the id of its definition. */
  readonly role: Field<string | Text>;
  /** The object id of the identity. */
  readonly principal: Field<string | Text>;
  /** What has to hold of each request: https://learn.microsoft.com/azure/key-vault/general/rbac-abac */
  readonly condition: Field<string>;
}
