import type { Cause, Value } from "../evaluate/values/value.ts";
import type { Field } from "./fields/field.ts";
import type { Span } from "../text/span.ts";
import type { Resource } from "./resource.ts";

/** Says where the traffic of its subnets goes: https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview */
export interface RouteTable extends Resource {
  readonly routes: readonly Route[];
  /** Why there may be more of them; empty when these are all. */
  readonly open: readonly Cause[];
}

export interface Route {
  readonly name: Value;
  readonly label: Span;
  /** A range in CIDR notation, or a service tag. */
  readonly prefix: Field<string>;
  readonly nextHopType: Field<string>;
  readonly nextHopAddress: Field<string>;
}
