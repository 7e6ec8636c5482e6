import type { Text } from "../evaluate/values/plain.ts";
import { IpSet, neverPublic } from "../ip/ip-set.ts";
import { memoize } from "../logic/memoize.ts";
import type { Ipv6Prefix } from "../ip/ipv6.ts";
import type { Subnet } from "../network/network.ts";
import type { Consumer } from "../services/consumers/consumer.ts";
import type { Integration } from "../services/consumers/integration.ts";
import type { Service } from "../services/service.ts";

/** A caller that requests a secret from a vault. */
export type Caller =
  | DirectCaller
  /** A resource of the deployment, in one of its scenarios. */
  | { readonly kind: "consumer"; readonly consumer: Consumer };

/** A caller with one path. */
export type DirectCaller =
  /** Addresses or a range of them, which arrive over the public path. */
  | {
      readonly kind: "addresses";
      readonly addresses: IpSet;
      /** Key Vault saw them: private ones arrived over a service endpoint. */
      readonly isSeen?: boolean;
    }
  /** One arbitrary public client that no entry lists individually. */
  | { readonly kind: "internet" }
  /** Without a prefix, one arbitrary client. */
  | { readonly kind: "ipv6"; readonly prefix?: Ipv6Prefix }
  /** What is integrated into a subnet in some way, or else a machine in it. */
  | { readonly kind: "subnet"; readonly subnet: Subnet; readonly integration?: Integration }
  | ExternalSubnet
  | ServiceCaller
  /** Any trusted service in a scenario it is trusted for. */
  | { readonly kind: "trustedService" };

export interface ServiceCaller {
  readonly kind: "service";
  readonly service: Service;
  /** It does not run in a virtual network; unknown if left out. */
  readonly isOutside?: boolean;
  /** It calls from a network that rules can list, although others of its service do not. */
  readonly hasOwnPath?: boolean;
}

/** A subnet that this deployment does not declare, by its ID. */
export interface ExternalSubnet {
  readonly kind: "externalSubnet";
  readonly id: string | Text;
  /** What the access file says about it; nothing if left out. */
  readonly said?: SubnetStatement;
  /** As of a subnet that is declared here. */
  readonly integration?: Integration;
}

/** What a template would say about a subnet if it declared it. */
export interface SubnetStatement {
  /** Whether the service endpoint for key vaults is on; null if it is not stated. */
  readonly serviceEndpoint: boolean | null;
  /** Whether its traffic uses the private endpoint of a vault that has one. */
  readonly privateEndpoint: boolean;
}

/** The addresses of a caller that Key Vault need not see: traffic from a private one may leave its network through another. */
export function unseenAddresses({
  addresses,
  isSeen,
}: Extract<DirectCaller, { readonly kind: "addresses" }>): IpSet {
  return isSeen ? IpSet.empty : byVisibility(addresses).unseen;
}

/** The addresses that can be seen at the public endpoint, and the others: what many vaults are asked about is split once. */
export const byVisibility = memoize((addresses: IpSet) => ({
  seen: addresses.minus(neverPublic),
  unseen: addresses.intersect(neverPublic),
}));
