import type { VaultResult } from "../../server/src/protocol.ts";

const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 4 } };
export const place = { uri: "file:///infra/main.json", range };
/** A vault that is closed but for a range, as far as is known. */
export const kv: VaultResult = {
  ...place,
  root: place.uri,
  key: "kv",
  environment: null,
  namedBy: null,
  module: null,
  symbol: "kv",
  name: { unknown: "parameter name" },
  kind: "vault",
  existing: false,
  deployed: false,
  exists: "yes",
  declaration: range,
  summary: "Deny by default · 256 addresses",
  was: null,
  exposure: "selected",
  dependsOn: [],
  cases: [],
  trustedServices: "depends",
  publicNetworkAccess: null,
  defaultAction: "Deny",
  bypass: { unknown: "parameter bypass" },
  ipRules: ["203.0.113.0/24", { unknown: "parameter office" }],
  ipRulesOpen: true,
  subnetRules: [],
  subnetRulesOpen: false,
  privateEndpoints: 1,
  notes: [],
  noteTexts: [],
  consumers: [],
  places: {
    publicNetworkAccess: null,
    defaultAction: place,
    bypass: place,
    ipRules: [place, place],
    subnetRules: [],
  },
};
