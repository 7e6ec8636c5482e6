import type { SourceFact } from "../../../server/src/core/access/describe-source.ts";
import type { NamedSourceFault } from "../../../server/src/core/access-file/problem.ts";
import type { AddressNote } from "../../../server/src/core/ip/source-text.ts";
import type { ServiceStanding } from "../../../server/src/core/services/service.ts";
import { type Samples, sentences } from "../sentence-group.ts";

const standings: Samples<ServiceStanding> = {
  trusted: [{}],
  trustedIf: [
    ...(["system-assigned", "user-assigned", "either", "first-party-sp", "platform", "unknown"] as const).map(
      (identity) => ({ needs: "identity", identity }) as const,
    ),
    { needs: "runtime", runtime: "azure-hosted" },
  ] as unknown as Samples<ServiceStanding>["trustedIf"],
  unknown: [{ because: "claimed-by-its-own-page" }, { because: "not-stated" }],
  notTrusted: [{}],
  controlPlane: [{}],
  followClient: [{}],
};

const facts: Samples<SourceFact> = {
  internet: [{}],
  address: [{}],
  range: [{ addresses: 2 }, { addresses: 4096 }],
  private: [{ isRoutable: true }, { isRoutable: false }],
  ipv6: [{}],
  tag: [
    { addresses: 1, ranges: 1, published: "2026-06-22" },
    { addresses: 5000, ranges: 2, published: null },
  ],
  subnet: [{}],
  consumer: [{ service: null }, { service: "SERVICE" }],
  service: [{ service: "SERVICE", standing: { kind: "trusted" } }],
  "trusted-service": [{}],
};

const notes: Samples<AddressNote> = {
  "host-bits": [{ text: "203.0.113.7/24", network: "NETWORK", address: "ADDRESS" }],
  "short-range": [{ text: "203.0.113.1-14", range: "RANGE" }],
  "mapped-ipv4": [{ text: "IPV6", ipv4: "IPV4" }],
};

const whys = [
  "empty",
  "blanks",
  "octet-too-large",
  "leading-zero",
  "octet-count",
  "prefix-missing",
  "prefix-too-long",
  "prefix-not-a-number",
  "reversed-range",
  "not-an-address",
] as const;

const faults: Samples<NamedSourceFault> = {
  "not-an-address": [{ text: "TEXT", why: "ipv6-range" }, ...whys.map((why) => ({ text: "TEXT", why }))],
  "scheme-alone": [{ scheme: "subnet" }, { scheme: "consumer" }, { scheme: "service" }, { scheme: "tag" }],
  "not-a-subnet-id": [{ id: "/SUBSCRIPTIONS" }],
  "host-name": [{ host: "HOSTNAME" }],
  "bare-name": [{ name: "BARENAME", near: ["NEAR1", "NEAR2"] }],
  "no-such-service": [
    { service: "SERVICE", near: [] },
    { service: "SERVICE", near: ["NEAR1", "NEAR2"] },
  ],
  "no-such-job": [
    { source: "pipeline:FILE", names: [] },
    { source: "pipeline:FILE", names: ["FIRST", "SECOND"] },
  ],
  "no-such-pool": [
    { source: "pool:NAME", names: [] },
    { source: "pool:NAME", names: ["FIRST", "SECOND"] },
  ],
  "no-such-tag": [
    { tag: "TAGNAME", near: [] },
    { tag: "TAGNAME", near: ["NEAR1", "NEAR2"] },
  ],
  "tag-without-ipv4": [{ tag: "TAGNAME" }],
  "no-addresses": [{}],
  "mixed-ranges": [{}],
  "variable-not-filled-in": [{ variable: "VARIABLE" }],
  "variable-not-set": [{ variable: "VARIABLE" }],
  "variable-without-address": [{ variable: "VARIABLE" }],
};

const clause = /^\S.*[^.]$/;

export const standingSentences = sentences(
  "Trust status of services",
  standings,
  ({ standing }) => standing,
  {
    shape: clause,
  },
);
export const sourceSentences = sentences("Sources", facts, ({ source }) => source, {
  shape: clause,
  alike: ["consumer"],
});
export const addressNoteSentences = sentences("Notes on addresses", notes, ({ addressNote }) => addressNote);
export const sourceFaultSentences = sentences("Invalid sources", faults, ({ sourceFault }) => sourceFault);
