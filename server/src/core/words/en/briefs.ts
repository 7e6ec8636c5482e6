import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
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

const briefs: Sentences<Brief> = { ...said(messages.briefs.briefs, () => ({ hops })) };

/** The setting at a gate, in a word or two. */
export const sayBrief = sayBy(briefs);
