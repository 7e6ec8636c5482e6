import type { Text } from "../evaluate/values/plain.ts";
import type { IpSet } from "../ip/ip-set.ts";
import type { Ipv6Prefix } from "../ip/ipv6.ts";
import type { Subnet } from "../network/network.ts";
import type { Consumer } from "../services/consumers/consumer.ts";
import type { Service } from "../services/service.ts";

/** Somebody who asks a vault for a secret. */
export type Caller =
  | DirectCaller
  /** A resource of the deployment, in one of its scenarios. */
  | { readonly kind: "consumer"; readonly consumer: Consumer };

/** Somebody who comes by one way. */
export type DirectCaller =
  /** Addresses or a range of them, which arrive over the public path. */
  | { readonly kind: "addresses"; readonly addresses: IpSet }
  /** One arbitrary public client that no entry singles out. */
  | { readonly kind: "internet" }
  /** Without a prefix one arbitrary client. */
  | { readonly kind: "ipv6"; readonly prefix?: Ipv6Prefix }
  | { readonly kind: "subnet"; readonly subnet: Subnet }
  | ExternalSubnet
  | ServiceCaller
  /** Some trusted service in a scenario it is trusted for. */
  | { readonly kind: "trustedService" };

export interface ServiceCaller {
  readonly kind: "service";
  readonly service: Service;
  /** It runs in no virtual network; nothing where it is left out. */
  readonly isOutside?: boolean;
  /** It calls from a network that rules could name, although others of its service do not. */
  readonly hasOwnPath?: boolean;
}

/** A subnet this deployment does not declare, by its id. */
export interface ExternalSubnet {
  readonly kind: "externalSubnet";
  readonly id: string | Text;
  /** What somebody has said of it; nothing where it is left out. */
  readonly said?: SubnetStatement;
}

/** What a template would tell of a subnet, had it declared it. */
export interface SubnetStatement {
  /** Whether the service endpoint for key vaults is on; null when nobody says. */
  readonly serviceEndpoint: boolean | null;
  /** Whether its traffic takes the private endpoint of a vault that has one. */
  readonly privateEndpoint: boolean;
}
