import type { Text } from "../evaluate/plain.ts";
import type { IpSet } from "../ip/ip-set.ts";
import type { Ipv6Prefix } from "../ip/ipv6.ts";
import type { Subnet } from "../network/network.ts";
import type { Service } from "../services/service.ts";

/** Somebody who asks a vault for a secret. */
export type Caller =
  /** Addresses or a range of them, which arrive over the public path. */
  | { readonly kind: "addresses"; readonly addresses: IpSet }
  /** One arbitrary public client that no entry singles out. */
  | { readonly kind: "internet" }
  /** Without a prefix one arbitrary client. */
  | { readonly kind: "ipv6"; readonly prefix?: Ipv6Prefix }
  | { readonly kind: "subnet"; readonly subnet: Subnet }
  /** A subnet this deployment does not declare, by its whole id. */
  | { readonly kind: "externalSubnet"; readonly id: string | Text }
  | { readonly kind: "service"; readonly service: Service }
  /** Some trusted service in a scenario it is trusted for. */
  | { readonly kind: "trustedService" };
