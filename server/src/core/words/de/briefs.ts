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

const briefs: Sentences<Brief> = {
  none: () => "nicht vorhanden",
  "no-match": () => "kein Treffer",
  match: () => "Treffer",
  rule: ({ number, lists }) => lists ?? `Regel ${number}`,
  "endpoint-missing": () => "aufgeführt, Endpunkt fehlt",
  value: ({ value, byDefault }) => (byDefault ? `${value} (Standard)` : value),
  "public-address": () => "öffentliche Adresse",
  "private-address": () => "private Adresse",
  "no-address": () => "keine Adresse",
  "not-connected": () => "nicht verbunden",
  "no-outbound-access": () => "kein ausgehender Zugriff",
  assumed: () => "angenommen",
  "next-hop": ({ hop }) => hops[hop],
  "named-rule": ({ name }) => name,
  connected: () => "verbunden",
  "not-used": () => "nicht verwendet",
  waiting: () => "Genehmigung steht aus",
  learning: () => "Übergangsmodus",
  enforced: () => "erzwungen",
  "no-inbound-rules": () => "keine Eingangsregeln",
  trusted: () => "zugelassen",
  "not-trusted": () => "nicht vertrauenswürdig",
  unknown: () => "unklar",
  "not-applicable": () => "trifft nicht zu",
};

/** Was an einem Prüfschritt steht, in ein, zwei Wörtern. */
export const sayBrief = sayBy(briefs);
