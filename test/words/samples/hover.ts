import type { IpRuleFact } from "../../../server/src/core/words/ip-rule-fact.ts";
import { sentences } from "../sentence-group.ts";

const range = { text: "RANGE", count: 256 };

export const ipRuleSentences = sentences<IpRuleFact>(
  "Hovers of IP rules",
  {
    range: [
      { range, realm: "public", of: "vault" },
      { range, realm: "private", of: "vault" },
      { range, realm: "private", of: "managedHsm" },
      { range, realm: "unroutable", of: "vault" },
    ],
    "host-bits": [{ prefix: 24, network: "NETWORK/24", range, address: "ADDRESS" }],
    dash: [{ range, cidrs: ["FIRST/25", "SECOND/25"] }],
    ipv6: [{}],
    "not-a-range": [{ why: "octet-count" }, { why: "not-an-address" }],
    depends: [{ because: [{ kind: "module", reference: "MODULE" }] }],
    owners: [
      { tags: ["FIRST", "SECOND"], more: 0, published: null },
      { tags: ["FIRST", "SECOND"], more: 12, published: "2026-06-22" },
    ],
    same: [{ other: "ADDRESS" }],
    covered: [{ other: "ADDRESS" }],
    covers: [{ other: "ADDRESS" }],
    overlaps: [{ other: "ADDRESS", addresses: 12 }],
    "more-overlaps": [{ count: 12 }],
    limits: [{ of: "vault" }, { of: "managedHsm" }],
  },
  ({ hover }) => hover.ipRule,
  { shape: /^\S.*\S$/s },
);
