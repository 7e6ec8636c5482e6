import type { DecidingFact } from "../../../server/src/core/access-file/test-fact.ts";
import type { VaultLabel } from "../../../server/src/core/access/vault-label.ts";
import type { FindingFact } from "../../../server/src/core/rules/facts/finding-fact.ts";
import type { RelatedFact } from "../../../server/src/core/rules/facts/related-fact.ts";
import type { TestFinding } from "../../../server/src/core/rules/facts/test-facts.ts";
import type { Samples } from "../sentence-group.ts";
import { sentences } from "../sentence-group.ts";

const vault: VaultLabel = { name: "VAULT", symbol: "kv", namedBy: null };
const [rule, property, subnet, consumer] = ["RULE", "PROPERTY", "NETWORK/SUBNET", "CONSUMER"];
const endpoint = "ENDPOINT";

const findings: Samples<Exclude<FindingFact, TestFinding>> = {
  KV101: [
    { property, because: "allow" },
    { property, because: "default-action-not-set" },
    { property, because: "rules-not-set" },
  ],
  KV102: [
    { rules: rule, holdsAll: true },
    { rules: 2, holdsAll: false },
    { rules: 1234, holdsAll: true },
  ],
  KV103: [
    { rule, addresses: 1 },
    { rule, addresses: 65536 },
  ],
  KV104: [{}],
  KV105: [{ property }],
  KV106: [
    { property, isDocumented: true },
    { property, isDocumented: false },
  ],
  KV107: [{ property }],
  KV108: [{}],
  KV109: [{ rule }],
  KV110: [{ property }],
  KV201: [{ rule }],
  KV202: [
    { rule, validator: "Azure", why: "dash-range" },
    { rule, validator: "azurerm", why: "placeholder" },
    { rule, validator: "Azure", why: "ipv6" },
    { rule, validator: "Azure", why: "empty" },
    { rule, validator: "Azure", why: "blanks" },
    { rule, validator: "Azure", why: "octet-too-large" },
    { rule, validator: "Azure", why: "leading-zero" },
    { rule, validator: "Azure", why: "octet-count" },
    { rule, validator: "Azure", why: "prefix-missing" },
    { rule, validator: "Azure", why: "prefix-too-long" },
    { rule, validator: "Azure", why: "prefix-not-a-number" },
    { rule, validator: "azurerm", why: "reversed-range" },
    { rule, validator: "azurerm", why: "not-an-address" },
  ],
  KV203: [{ rule }],
  KV204: [{ rule }],
  KV205: [
    { rule, by: "OTHER" },
    { rule, by: null },
  ],
  KV206: [
    { rules: [rule, "OTHER"], into: "RANGE" },
    { rules: 3, into: "RANGE" },
  ],
  KV207: [
    { list: "ip", count: 1001, limit: 1000 },
    { list: "subnet", count: 201, limit: 200 },
  ],
  KV208: [
    { list: "ip", count: 1, because: "perimeter-enforced", property: "accessMode" },
    { list: "ip", count: 2, because: "disabled", property: "publicNetworkAccess" },
    { list: "subnet", count: 1, because: "perimeter-decides", property: "publicNetworkAccess" },
    { list: "subnet", count: 2, because: "allow", property },
    { list: "ip", count: 2, because: "not-set", property },
  ],
  KV209: [
    { value: "VALUE", property, words: ["FIRST", "SECOND"] },
    { value: "VALUE", property, words: ["FIRST", "SECOND", "THIRD"] },
  ],
  KV210: [
    { what: "property", property },
    { what: "bypass", property, value: "VALUE" },
  ],
  KV211: [
    { list: "ip", number: 1, key: "value", isText: true },
    { list: "subnet", number: 2, key: "id", isText: false },
  ],
  KV212: [{ property, version: "VERSION" }],
  KV213: [
    { resource: null, version: "VERSION", more: 0 },
    { resource: "RESOURCE", version: "VERSION", more: 0 },
    { resource: null, version: "2023-07-01", more: 1 },
    { resource: "RESOURCE", version: "2023-07-01", more: 2 },
  ],
  KV301: [{ id: "ID/OF/SOMETHING", validator: "azurerm" }],
  KV302: [
    { subnet, isRejected: true },
    { subnet, isRejected: false },
  ],
  KV303: [{ subnets: [subnet] }, { subnets: ["one", "two"] }],
  KV304: [{ subnet, endpoint }],
  KV305: [{ subnet }],
  KV306: [{ count: 1 }, { count: 2 }],
  KV401: [
    { endpoint, target: "vault", isNamed: true, group: "GROUP", written: "WRITTEN" },
    { endpoint, target: "vault", isNamed: false, group: "GROUP", written: "WRITTEN" },
    { endpoint, target: "managedHsm", isNamed: false, group: "GROUP", written: "WRITTEN" },
  ],
  KV402: [
    { of: "zone", zone: "ZONE", right: "RIGHT" },
    { of: "group", zone: "ZONE", right: "RIGHT" },
  ],
  KV403: [{ endpoint }],
  KV404: [{ endpoint }],
  KV405: [{}],
  KV406: [{}],
  KV407: [{ isEnforced: true }, { isEnforced: false }],
  KV408: [{}],
  KV411: [{ endpoints: [endpoint, "OTHER"] }],
  KV412: [{ resource: "RESOURCE", zone: "ZONE" }],
  KV501: [
    { consumer, obstacle: { kind: "perimeter" } },
    { consumer, obstacle: { kind: "disabled" } },
    { consumer, obstacle: { kind: "endpoint-off", subnet } },
    { consumer, obstacle: { kind: "not-listed", subnet, hasEndpoint: true } },
    { consumer, obstacle: { kind: "not-listed", subnet, hasEndpoint: false } },
    { consumer, obstacle: { kind: "no-subnet" } },
    { consumer, obstacle: { kind: "subnets-not-listed" } },
    { consumer, obstacle: { kind: "no-rule" } },
  ],
  KV502: [
    { consumer, obstacle: "bypass", property },
    { consumer, obstacle: "perimeter", property: "bypass" },
  ],
  KV503: [
    { service: "virtual-machines", flag: "FLAG", property },
    { service: "disk-encryption", flag: "FLAG", property },
    { service: "template-deployments", flag: "FLAG", property },
  ],
  KV504: [
    { obstacle: "bypass", property },
    { obstacle: "perimeter", property: "bypass" },
    { obstacle: "permission", property },
  ],
  KV505: [
    { content: "SECRET", isDisabled: true },
    { content: "SECRET", isDisabled: false },
    { content: null, isDisabled: false },
  ],
  KV506: [
    { consumer, trusted: "system-assigned", instead: "user-assigned" },
    { consumer, trusted: "user-assigned", instead: "no-identity" },
    { consumer, trusted: "either", instead: "no-identity" },
    { consumer, trusted: "first-party-sp", instead: "user-assigned" },
    { consumer, trusted: "platform", instead: "user-assigned" },
    { consumer, trusted: "unknown", instead: "user-assigned" },
    { consumer, trusted: "azure-runtime", instead: "self-hosted" },
  ],
  KV507: [{ consumer }],
  KV508: [
    { first: "FIRST", more: 0, opener: null },
    { first: "FIRST", more: 1, opener: null },
    { first: "FIRST", more: 0, opener: "OPENER" },
    { first: "FIRST", more: 2, opener: "OPENER" },
  ],
  KV509: [{ content: "SECRET" }],
  KV510: [
    { app: consumer, obstacle: { kind: "perimeter" } },
    { app: consumer, obstacle: { kind: "disabled" } },
    { app: consumer, obstacle: { kind: "endpoint-off", subnet } },
    { app: consumer, obstacle: { kind: "not-listed", subnet, hasEndpoint: true } },
    { app: consumer, obstacle: { kind: "not-listed", subnet, hasEndpoint: false } },
    { app: consumer, obstacle: { kind: "no-subnet" } },
    { app: consumer, obstacle: { kind: "subnets-not-listed" } },
    { app: consumer, obstacle: { kind: "no-rule" } },
  ],
  KV511: [{ name: "NAME" }],
  KV512: [
    { first: "FIRST", more: 0, permission: "PERMISSION" },
    { first: "FIRST", more: 2, permission: "PERMISSION" },
  ],
  KV604: [
    { addresses: 1, most: 0 },
    { addresses: 1024, most: 512 },
  ],
  KV701: [{ property }],
  KV702: [{}],
  KV703: [{}],
  KV901: [{ code: "KV101", until: "2026-12-31" }],
  KV902: [
    { code: "KV101", why: "matches-nothing" },
    { code: "KV101", why: "no-reason" },
    { code: "KV999", why: "unknown-rule" },
    { code: null, why: "no-rule" },
  ],
  KV904: [
    { module: "MODULE", more: 0, why: "not-downloaded" },
    { module: "MODULE", more: 0, why: "not-found" },
    { module: "MODULE", more: 0, why: "not-a-template" },
    { module: "MODULE", more: 0, why: "not-known" },
    { module: "MODULE", more: 0, why: "limit" },
    { module: "MODULE", more: 1, why: "not-downloaded" },
    { module: "MODULE", more: 2, why: "not-found" },
    { module: "MODULE", more: 2, why: "not-a-template" },
    { module: "MODULE", more: 2, why: "not-known" },
    { module: "MODULE", more: 2, why: "limit" },
  ],
  KV905: [
    { differs: "fact", file: "FILE", fact: "exposure", here: ["public"], there: ["private", "selected"] },
    { differs: "fact", file: "FILE", fact: "existence", here: ["yes"], there: ["no"] },
    { differs: "fact", file: "FILE", fact: "publicNetworkAccess", here: ["HERE"], there: ["THERE"] },
    { differs: "fact", file: "FILE", fact: "defaultAction", here: ["HERE"], there: ["THERE"] },
    { differs: "fact", file: "FILE", fact: "bypass", here: ["HERE"], there: ["THERE"] },
    { differs: "fact", file: "FILE", fact: "ip-rules", here: [], there: ["THERE"] },
    { differs: "fact", file: "FILE", fact: "subnet-rules", here: ["HERE", null], there: ["THERE"] },
    { differs: "fact", file: "FILE", fact: "name", here: ["HERE"], there: ["THERE"] },
    { differs: "only-compiled", file: "FILE" },
    { differs: "only-source", file: "FILE", vault },
  ],
};

const related: Samples<Exclude<RelatedFact, DecidingFact>> = {
  "vault-declared": [{}],
  "declaration-decides": [{ vault }],
  "declared-too": [{ vault }],
  "assumed-deployed": [{}],
  "holds-too": [{ vault }],
  "written-in-module": [{}],
  "module-called": [{}],
  "passed-to-module": [{}],
  together: [{}],
  opens: [{}],
  blocks: [{}],
  disabled: [{}],
  overrides: [{}],
  "perimeter-enforced": [{}],
  "default-action": [{}],
  "listed-by": [{ rule }],
  "uses-version": [{ resource: "RESOURCE", version: "VERSION" }],
  "registered-too": [{ endpoint }],
  "subnet-declared": [{}],
  "service-endpoint-on": [{}],
  "inbound-rule": [{}],
  "in-perimeter": [{}],
  "bypass-none": [{ property }],
  "fails-too": [{ resource: "RESOURCE" }],
  "address-asked": [{}],
  opener: [{}],
  permission: [{}],
  "waits-neither": [{ resource: "RESOURCE" }],
  "unread-module": [
    { module: "MODULE", why: "not-downloaded" },
    { module: "MODULE", why: "not-found" },
    { module: "MODULE", why: "not-a-template" },
    { module: "MODULE", why: "not-known" },
    { module: "MODULE", why: "limit" },
  ],
  "source-declares": [{}],
  "access-test": [{ test: "TESTNAME" }],
};

export const findingSentences = sentences(
  "Findings",
  findings,
  ({ finding }) =>
    (fact) =>
      finding({ fact, label: vault, among: null }),
);

export const relatedSentences = sentences("Related locations", related, (words) => words.related);
