import type { Brief } from "../../access/brief.ts";
import type { NextHopType } from "../../access/path-fact.ts";
import { sayBy, type Sentences } from "../words.ts";

const hops: Readonly<Record<NextHopType, string>> = {
  Internet: "internet",
  None: "dropped",
  VirtualAppliance: "appliance",
  VirtualNetworkGateway: "gateway",
  VirtualNetworkServiceEndpoint: "service endpoint",
  InterfaceEndpoint: "private endpoint",
};

const briefs: Sentences<Brief> = {
  none: () => "none",
  "no-match": () => "no match",
  match: () => "match",
  rule: ({ number, lists }) => lists ?? `rule ${number}`,
  "endpoint-missing": () => "listed, endpoint missing",
  value: ({ value, byDefault }) => (byDefault ? `${value} by default` : value),
  "public-address": () => "public address",
  "private-address": () => "private address",
  "no-address": () => "no address",
  "not-connected": () => "not connected",
  "no-outbound-access": () => "no outbound access",
  assumed: () => "assumed",
  "next-hop": ({ hop }) => hops[hop],
  "named-rule": ({ name }) => name,
  connected: () => "connected",
  "not-used": () => "not used",
  waiting: () => "waiting for approval",
  learning: () => "transition mode",
  enforced: () => "enforced",
  "no-inbound-rules": () => "no inbound rules",
  trusted: () => "allowed",
  "not-trusted": () => "not trusted",
  unknown: () => "depends",
  "not-applicable": () => "does not apply",
};

/** The setting at a gate, in a word or two. */
export const sayBrief = sayBy(briefs);
