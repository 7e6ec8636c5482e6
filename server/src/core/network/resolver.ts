import type { Text } from "../evaluate/values/plain.ts";
import type { Cause, Value } from "../evaluate/values/value.ts";
import type { Existence } from "../evaluate/types.ts";
import type { Field, ListField } from "./fields/field.ts";
import type { Resource } from "./resource.ts";

/** Answers with the zones that are linked to its network: https://learn.microsoft.com/azure/dns/private-resolver-endpoints-rulesets */
export interface InboundEndpoint extends Resource {
  /** The id of the network of its resolver. */
  readonly networkId: Value;
  /** Its subnet. */
  readonly subnet: Field<string | Text>;
  /** The address, if it is written. */
  readonly address: Field<string>;
  /** The address as any expression that refers to it sees it. */
  readonly privateAddress: Value;
}

/** Sends queries for some domains to other servers, in the networks that it is linked to. */
export interface ForwardingRuleset extends Resource {
  readonly rules: readonly ForwardingRule[];
  /** The ids of the networks; each with whether the link exists. */
  readonly networks: readonly { readonly id: Field<string | Text>; readonly exists: Existence }[];
  /** Why there may be more rules; empty when these are all. */
  readonly open: readonly Cause[];
  /** Why it may be linked to more networks. */
  readonly openNetworks: readonly Cause[];
}

export interface ForwardingRule extends Resource {
  /** `azure.net.`, with a dot at the end. */
  readonly domain: Field<string>;
  readonly isEnabled: Field<boolean>;
  readonly servers: ListField<string>;
}
