import type { Text } from "../evaluate/values/plain.ts";
import type { Value } from "../evaluate/values/value.ts";
import type { Field, ListField } from "./fields/field.ts";
import type { Resource } from "./resource.ts";

/** One of the two links that connect two networks: https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering */
export interface Peering extends Resource {
  /** The id of the network that declares it. */
  readonly networkId: Value;
  /** The id of the other network. */
  readonly remote: Field<string | Text>;
  /** Whether the other network is reachable; on by default in azurerm, without a documented default in Azure. */
  readonly allowsAccess: Field<boolean>;
  /** Whether it accepts packets that another network sent to the other one. */
  readonly allowsForwarded: Field<boolean>;
  /** Whether all subnets take part. */
  readonly isComplete: Field<boolean>;
  /**
   * Otherwise, the names of those that do, of the network that declares it and of the other one
   * (https://learn.microsoft.com/azure/virtual-network/how-to-configure-subnet-peering).
   */
  readonly localSubnets: ListField<string>;
  readonly remoteSubnets: ListField<string>;
}
