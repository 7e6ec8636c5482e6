import type { Text } from "../evaluate/values/plain.ts";
import type { Cause, Value } from "../evaluate/values/value.ts";
import type { Field, ListField } from "./fields/field.ts";
import type { Resource } from "./resource.ts";

/** Says where the traffic of its subnets goes: https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview */
export interface RouteTable extends Resource {
  readonly routes: readonly Route[];
  /** Why there may be more of them; empty when these are all. */
  readonly open: readonly Cause[];
}

export interface Route {
  /** A range in CIDR notation, or a service tag. */
  readonly prefix: Field<string>;
  readonly nextHopType: Field<string>;
  readonly nextHopAddress: Field<string>;
}

/** An Azure Firewall: https://learn.microsoft.com/azure/firewall/overview */
export interface Firewall extends Resource {
  /** The ids of its subnet and of its public IP addresses. */
  readonly subnets: ListField<string | Text>;
  readonly publicIps: ListField<string | Text>;
  /** Its address in its network, by which routes name it: a name for what Azure chooses. */
  readonly privateAddress: Value;
  /**
   * Ranges it does not translate to its own addresses, or an enclosing virtual hub: in both cases, it is unknown
   * how traffic leaves.
   */
  readonly isSpecial: boolean;
}
