import type {
  AdviceFact,
  DriftFact,
  ExplainedShape,
  HintFact,
  RemedyFact,
} from "../../../server/src/core/access/refusal.ts";
import { type Samples, sentences } from "../sentence-group.ts";

const shapes: Samples<{ readonly kind: ExplainedShape }> = {
  firewall: [{}],
  "firewall-bypass-none": [{}],
  disabled: [{}],
  "disabled-bypass-none": [{}],
  "wrong-endpoint": [{}],
  permission: [{}],
  unknown: [{}],
  perimeter: [{}],
  consumer: [{}],
  "rejected-address": [{}],
  "rejected-subnet": [{}],
  "rejected-policy": [{}],
  "name-resolution": [{}],
  "vault-not-found": [{}],
  "dns-server": [{}],
  timeout: [{}],
  refused: [{}],
  tls: [{}],
  proxy: [{}],
  token: [{}],
  "sign-in": [{}],
  "not-found": [{}],
  "invalid-reference": [{}],
  unexplained: [{}],
};

const setting = { property: "bypass", deployed: "None", template: "AzureServices" } as const;
const drift: Samples<DriftFact> = {
  setting: [
    { ...setting, by: "service", byDefault: false },
    { ...setting, by: "service", byDefault: true },
    { ...setting, by: "state", byDefault: false },
  ],
  "only-deployed": [{ property: "ipRules", entries: ["FIRST", "SECOND"] }],
  "only-in-template": [{ property: "ipRules", entries: ["FIRST", "SECOND"] }],
  "vault-only-deployed": [{}],
  "vault-perhaps-unread": [{}],
  "vault-perhaps-declared": [{ vaults: ["FIRST"] }, { vaults: ["FIRST", "SECOND"] }],
  "vault-only-declared": [{}],
  "vault-not-compared": [{}],
  "vault-not-in-part": [{}],
};

const label = { name: "VAULT", symbol: "kv", namedBy: null } as const;
const vaults = [{ vault: "VAULT" }, { vault: null }] as const;
const advice: Samples<AdviceFact> = {
  candidates: [
    { vault: "VAULT", among: [label], uncalled: [] },
    { vault: null, among: [label, { ...label, name: "OTHER" }], uncalled: [{ ...label, name: "THIRD" }] },
  ],
  "grant-role": [{}],
  "correct-dns-record": [{}],
  "deployed-differs": [{}],
  "compare-deployed": [{}],
  "service-endpoint-hides-address": [{}],
  "check-private-dns": [{}],
  "hosted-agents": [{}],
  "perimeter-rule": [{}],
  "network-allows": [{}],
  "check-permission": [{}],
  "policy-demands": [{}],
  "turn-on-endpoint": [{ subnet: "SUBNET" }],
  "remove-address": [{ rule: "RULE" }],
  "no-template": vaults,
  "private-client": [{ client: "CLIENT" }],
  "check-egress": [{ client: "CLIENT" }],
  "vault-may-not-exist": [
    { vault: "VAULT", isDeclared: true },
    { vault: "VAULT", isDeclared: false },
    { vault: null, isDeclared: true },
    { vault: null, isDeclared: false },
  ],
  "nothing-fits": [{ what: "name" }, { what: "connection" }, { what: "token" }],
  "no-caller-declared": [{}],
  "public-address": [{ address: "ADDRESS", endpoint: "ENDPOINT" }],
  "private-address": [{ address: "ADDRESS" }],
  "answered-by": [
    { resolver: "RESOLVER", isAzure: true },
    { resolver: "RESOLVER", isAzure: false },
  ],
  "look-up-name": [{}],
  "check-dns-server": [{}],
  "check-effective-rules": [{}],
  "connection-cut": [{}],
  "tls-inspection": [{}],
  "certificate-name": [{}],
  "proxy-settings": [{}],
  "entra-hosts": [{}],
  "metadata-service": [{}],
  "check-credentials": [{}],
  "check-object-name": [{}],
  "check-reference": [{}],
  "see-details": [{}],
  "app-integration": [{}],
  "pod-network": [{}],
};

const hints: Samples<HintFact> = {
  "token-blocked": [{}],
  "endpoint-elsewhere": [{ link: "LINK" }],
  "platform-tag": [{ tag: "AzurePlatformDNS" }, { tag: "AzurePlatformIMDS" }],
};

const inGroup = { group: "GROUP", before: "RULE" } as const;
const remedies: Samples<RemedyFact> = {
  "register-name": [{ link: "LINK", vault: label }],
  "forward-to-azure-dns": [{ server: "SERVER" }, { server: null }],
  "allow-in-group": [
    { ...inGroup, direction: "outbound", to: "AzureKeyVault" },
    { ...inGroup, direction: "outbound", to: "AzureActiveDirectory" },
    { ...inGroup, direction: "outbound", to: "VirtualNetwork", before: null },
    { ...inGroup, direction: "outbound", to: null },
    { ...inGroup, direction: "inbound", to: "VirtualNetwork" },
  ],
  "change-route": [
    { route: "ROUTE", isPublic: true },
    { route: "ROUTE", isPublic: false },
  ],
  "add-outbound-access": [{}],
  "route-all": [{}],
  "change-rule": [
    { group: "GROUP", rule: "RULE" },
    { group: "GROUP", rule: null },
  ],
  "link-zone": [{ vault: label }],
  "unlink-zone": [{ links: ["FIRST", "SECOND"] }],
  "connect-networks": [{ endpoint: "ENDPOINT" }],
  "allow-in-firewall": [{ firewall: "FIREWALL" }],
  "check-next-hop": [{ hop: "HOP" }],
  "check-group": [{ group: "GROUP" }],
};

const title = { shape: /^\S.*[^.]$/ };

export const meaningSentences = sentences(
  "What a failed call means",
  shapes,
  ({ refusals }) =>
    ({ kind }) =>
      refusals.meaning(kind),
);
export const driftSentences = sentences(
  "Differences from a template",
  drift,
  ({ refusals }) => refusals.drift,
  title,
);
export const adviceSentences = sentences(
  "Advice on a failed call",
  advice,
  ({ refusals }) => refusals.advice,
);
export const hintSentences = sentences(
  "Why a connection may have ended at a gate",
  hints,
  ({ refusals }) => refusals.hint,
);
export const remedySentences = sentences(
  "What would let a connection pass",
  remedies,
  ({ refusals }) => refusals.remedy,
  title,
);
