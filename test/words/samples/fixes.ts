import type { VaultLabel } from "../../../server/src/core/access/vault-label.ts";
import type { FixTitle } from "../../../server/src/core/fixes/fix-title.ts";
import { type Samples, sentences } from "../sentence-group.ts";

const vault: VaultLabel = { name: "VAULT", symbol: "kv", namedBy: null };
const [property, subnet] = ["PROPERTY", "NETWORK/SUBNET"];
const plain = { property, value: "VALUE", effect: null, blocked: [], permits: null } as const;
const byRule = { kind: "subnet-rule", turnsOnEndpoint: false } as const;
const allowing = { subnets: [subnet], way: byRule, vault: null, opens: false, ifThere: false } as const;

const titles: Samples<FixTitle> = {
  set: [
    plain,
    { ...plain, value: true },
    { ...plain, effect: "blocks-unlisted" },
    { ...plain, effect: "allows-all" },
    { ...plain, effect: "blocks-public" },
    { ...plain, effect: "applies-rules" },
    { ...plain, effect: "blocks-trusted" },
    { ...plain, effect: "allows-trusted", permits: "PERMISSION" },
    { ...plain, effect: "resolves-publicly" },
    { ...plain, blocked: [{ kind: "runner" }] },
    {
      ...plain,
      effect: "blocks-unlisted",
      blocked: ["CONSUMER", "B", "C", "D", "E"].map((name) => ({ kind: "consumer" as const, name })),
    },
  ],
  remove: [
    { what: "ENTRY", blocksUnlisted: false },
    { what: "ENTRY", blocksUnlisted: true },
  ],
  "remove-ip-rules": [
    { count: 2, blocksUnlisted: true },
    { count: 3, blocksUnlisted: false },
  ],
  "remove-list": [
    { list: "ip", count: 1 },
    { list: "ip", count: 2 },
    { list: "subnet", count: 1 },
    { list: "subnet", count: 2 },
  ],
  "remove-redundant": [{ count: 2 }],
  "remove-storage-properties": [{ count: 2 }],
  change: [
    { to: "ENTRY", as: "text", allows: null },
    { to: "ENTRY", as: "network", allows: 256 },
    { to: "ENTRY", as: "address", allows: 1 },
    { to: 3, as: "text", allows: 6 },
  ],
  "change-to-object": [{ key: "PROPERTY" }],
  "correct-word": [{ from: "WRITTEN", to: "INTENDED" }],
  "correct-name": [{ to: "NAME" }],
  "correct-property": [{ to: "NAME" }],
  merge: [
    { count: 2, into: "RANGE", added: 0 },
    { count: 2, into: "RANGE", added: 1 },
    { count: 3, into: "RANGE", added: 189 },
  ],
  "add-rules": [
    { rules: ["FIRST", "SECOND"], list: "LIST", vault, opens: false },
    { rules: ["FIRST"], list: "LIST", vault, opens: true },
  ],
  "remove-rules": [{ rules: ["FIRST", "SECOND"], list: "LIST", vault, opens: false }],
  "add-deny-rules": [{}],
  close: [
    { keeps: [{ kind: "trusted-services" }], blocked: [] },
    {
      keeps: [{ kind: "trusted-services" }, { kind: "subnets", subnets: [subnet] }],
      blocked: [{ kind: "runner" }],
    },
    {
      keeps: [{ kind: "subnets", subnets: ["one", "two"] }],
      blocked: [{ kind: "consumer", name: "CONSUMER" }],
    },
    { keeps: [{ kind: "sources", names: ["FIRST", "SECOND"] }], blocked: [] },
    { keeps: [{ kind: "many-sources", count: 4 }], blocked: [] },
  ],
  wait: [
    { resource: "RESOURCE", count: 1, for: "OPENER" },
    { resource: null, count: 2, for: "OPENER" },
  ],
  "refer-to-subnet": [{ subnet }],
  "raise-tool": [{ tool: "TOOL", version: "VERSION" }],
  "raise-api-version": [
    { count: 1, version: "VERSION", keepsPolicies: false, hasEffect: false },
    { count: 1, version: "VERSION", keepsPolicies: false, hasEffect: true },
    { count: 3, version: "VERSION", keepsPolicies: true, hasEffect: false },
    { count: 3, version: "VERSION", keepsPolicies: true, hasEffect: true },
  ],
  trust: [
    { vault, value: "AzureServices" },
    { vault, value: "None" },
  ],
  "allow-in-groups": [
    { tag: "AzureKeyVault", groups: ["GROUP"] },
    { tag: "VirtualNetwork", groups: ["GROUP", "OTHER"] },
  ],
  "declare-zone": [
    { zone: "NAME", networks: ["NETWORK"], count: 1 },
    { zone: "NAME", networks: [], count: 2 },
  ],
  "link-zone": [{ network: "NETWORK" }],
  "add-record": [{ endpoint: "ENDPOINT", zone: "ZONE" }],
  "register-endpoint": [
    { endpoint: "ENDPOINT", dns: "zone" },
    { endpoint: "ENDPOINT", dns: "link" },
    { endpoint: "ENDPOINT", dns: "nothing" },
  ],
  "add-private-endpoint": [
    { vault, subnet, dns: "zone" },
    { vault, subnet, dns: "link" },
    { vault, subnet, dns: "nothing" },
  ],
  "add-peering": [{ from: "NETWORK", to: "OTHER" }],
  "open-peerings": [{ links: ["LINK"] }, { links: ["LINK", "OTHER"] }],
  "allow-in-firewall": [{ firewall: "FIREWALL", subnet, to: "HOST" }],
  "add-service-endpoint": [{ subnet }],
  "allow-subnets": [
    allowing,
    { ...allowing, subnets: ["one", "two"] },
    { ...allowing, vault, way: { kind: "subnet-rule", turnsOnEndpoint: true }, opens: true },
    { ...allowing, way: { kind: "addresses", of: ["FIRST"] } },
    { ...allowing, way: { kind: "addresses", of: ["FIRST", "SECOND"] }, ifThere: true },
  ],
  "replace-with-subnet-rule": [
    { rule: "ENTRY", subnets: [subnet] },
    { rule: "ENTRY", subnets: ["one", "two"] },
  ],
  "subnet-rule-for-caller": [{ vault }],
  "call-over-endpoint": [{ endpoint: "ENDPOINT", vault }],
  "add-endpoint": [{ vault }],
  "trust-if-service": [{ vault }],
  "enable-and-list": [{ vault }],
};

export const fixTitles = sentences("Fix titles", titles, (words) => (title) => words.fix({ title }), {
  shape: /^\S.*[^.]$/,
});
