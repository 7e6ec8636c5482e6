import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import type { Brief } from "../../access/brief.ts";
import type { NextHopType } from "../../access/path-fact.ts";
import { sayBy, type Sentences } from "../words.ts";

const hops: Readonly<Record<NextHopType, string>> = {
  Internet: "Internet",
  None: "verworfen",
  VirtualAppliance: "Appliance",
  VirtualNetworkGateway: "Gateway",
  VirtualNetworkServiceEndpoint: "Dienstendpunkt",
  InterfaceEndpoint: "privater Endpunkt",
};

const briefs: Sentences<Brief> = { ...said(messages.briefs.briefs, () => ({ hops })) };

/** Was an einem Prüfschritt steht, in ein, zwei Wörtern. */
export const sayBrief = sayBy(briefs);
