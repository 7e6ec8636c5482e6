import type { Note } from "../../../server/src/core/access/codes.ts";
import type { GateFact } from "../../../server/src/core/access/gate-fact.ts";
import terms from "../../../server/src/core/words/en/terms.json" with { type: "json" };
import { type Samples, type SentenceGroup, sentences } from "../sentence-group.ts";
import { pathSamples } from "./path.ts";

const because = [{ kind: "parameter", name: "PARAMETER", domain: null }] as const;
const association = "ASSOCIATION";
const service = "SERVICE";
const endpoint = "ENDPOINT";

/** Every kind of fact with each of its choices; the compiler insists on every kind. */
export const gateSamples: {
  readonly [Kind in GateFact["kind"]]: readonly Extract<GateFact, { kind: Kind }>[];
} = {
  ...pathSamples,
  "data-plane-only": [{ kind: "data-plane-only" }],
  "through-control-plane": [{ kind: "through-control-plane", service }],
  "no-private-endpoint": [{ kind: "no-private-endpoint" }],
  "endpoints-not-used": [1, 2].map((count) => ({ kind: "endpoints-not-used", count })),
  "endpoint-waiting": [{ kind: "endpoint-waiting", endpoint }],
  "managed-endpoint": [{ kind: "managed-endpoint", endpoint }],
  "endpoint-perhaps-used": [{ kind: "endpoint-perhaps-used", endpoint }],
  "endpoint-rejected": (["group", "region", "delegation"] as const).map((why) => ({
    kind: "endpoint-rejected",
    endpoint,
    why,
  })),
  "endpoint-unclear": [{ kind: "endpoint-unclear", endpoint }],
  "endpoint-used": (["network", "statement", "zone"] as const).map((by) => ({
    kind: "endpoint-used",
    endpoint,
    by,
  })),
  "no-perimeter": [true, false].map((isPossible) => ({ kind: "no-perimeter", isPossible })),
  "secured-without-association": [{ kind: "secured-without-association" }],
  "managed-network": [{ kind: "managed-network", endpoint }],
  "endpoint-unread": [{ kind: "endpoint-unread", because }],
  "perimeter-depends": [{ kind: "perimeter-depends", because }],
  "perimeter-rules": [
    ...(["yes", "part", "no", "maybe"] as const).map(
      (admits) => ({ kind: "perimeter-rules", association, admits, hasRules: true }) as const,
    ),
    { kind: "perimeter-rules", association, admits: "no", hasRules: false },
  ],
  "perimeter-enforced": [{ kind: "perimeter-enforced", association }],
  "perimeter-secures": [{ kind: "perimeter-secures" }],
  "enforcement-depends": [{ kind: "enforcement-depends", association, because }],
  "perimeter-observes": (["learning", "audit"] as const).map((mode) => ({
    kind: "perimeter-observes",
    association,
    mode,
  })),
  "no-service": [{ kind: "no-service" }],
  "trusted-scenario": [{ kind: "trusted-scenario", service: "azure-backup" }],
  "trusted-if": (
    [
      "azure-runtime",
      "system-assigned",
      "user-assigned",
      "either",
      "first-party-sp",
      "platform",
      "unknown",
    ] as const
  ).flatMap((need) => [true, false, null].map((isMet) => ({ kind: "trusted-if", service, need, isMet }))),
  untrusted: (["not-listed", "calls-from-client", "no-data-plane"] as const).map((why) => ({
    kind: "untrusted",
    service,
    why,
  })),
  "trust-unclear": (["claimed-by-its-own-page", "not-stated", "managed-hsm"] as const).map((why) => ({
    kind: "trust-unclear",
    service,
    why,
  })),
  bypass: (["yes", "no", "maybe"] as const).map((allows) => ({
    kind: "bypass",
    allows,
    because: allows === "maybe" ? because : [],
  })),
  "public-access": (["Enabled", "Disabled", "SecuredByPerimeter"] as const).map((value) => ({
    kind: "public-access",
    value,
    byDefault: false,
  })),
  "public-access-depends": [{ kind: "public-access-depends", because }],
  "no-network-rules": [{ kind: "no-network-rules" }],
  "default-action": [
    { kind: "default-action", value: "Allow", byDefault: true },
    { kind: "default-action", value: "Allow", byDefault: false },
    { kind: "default-action", value: "Deny", byDefault: false },
  ],
  "default-action-depends": [{ kind: "default-action-depends", because }],
  "hsm-subnet-rules": [{ kind: "hsm-subnet-rules" }],
  "subnet-rules-match-none": [0, 1, 2].map((count) => ({ kind: "subnet-rules-match-none", count })),
  "subnet-rules-unknown": [{ kind: "subnet-rules-unknown" }],
  "caller-without-subnet": [1, 2].map((count) => ({ kind: "caller-without-subnet", count })),
  "caller-outside-networks": [{ kind: "caller-outside-networks" }],
  "subnet-of-address-unknown": [{ kind: "subnet-of-address-unknown" }],
  "service-subnet-unknown": [{ kind: "service-subnet-unknown" }],
  "subnet-rule-depends": [{ kind: "subnet-rule-depends", because }],
  "subnet-rule-lists": (["on", "off", "unknown", "assumed", "unchecked"] as const).map((state) => ({
    kind: "subnet-rule-lists",
    number: 7,
    endpoint: state,
  })),
  "ip-rules-match-none": [0, 1, 2, 1234].map((count) => ({ kind: "ip-rules-match-none", count })),
  "ip-rules-ipv4-only": [{ kind: "ip-rules-ipv4-only" }],
  "ip-rules-and-services": [{ kind: "ip-rules-and-services" }],
  "ip-rules-list-everything": [{ kind: "ip-rules-list-everything" }],
  "ip-rules-depend": [{ kind: "ip-rules-depend", because }],
  "address-behind-private": [{ kind: "address-behind-private" }],
  "ip-rule-matches": (["whole", "part", "maybe"] as const).map((match) => ({
    kind: "ip-rule-matches",
    number: 7,
    rule: match === "maybe" ? [{ kind: "runtime", call: "RESOURCE.ADDRESS" }] : "203.0.113.0/24",
    match,
  })),
  "listed-addresses": [null, 0, 1, 2].flatMap((count) =>
    [true, false].map((isOpen) => ({ kind: "listed-addresses", count, isOpen })),
  ),
  "arrives-from-private-address": [{ kind: "arrives-from-private-address" }],
  "egress-unknown": [{ kind: "egress-unknown" }],
  egress: (["nat-gateway", "firewall", "machines"] as const).flatMap((kind) =>
    [true, false].map((isListed) => ({ kind: "egress", through: { kind, symbol: "DEVICE" }, isListed })),
  ),
  "job-doubt": (["changed", "changed-elsewhere", "unread", "listed"] as const).map((why) => ({
    kind: "job-doubt",
    why,
  })),
  "service-address-unknown": [{ kind: "service-address-unknown" }],
  "nothing-remains": [{ kind: "nothing-remains" }],
  "nothing-matched": [true, false].flatMap((isRest) =>
    [true, false].flatMap((isCertain) =>
      [true, false].map((denies) => ({ kind: "nothing-matched", isRest, isCertain, denies })),
    ),
  ),
  "permission-granted": (["policy", "role"] as const).map((how) => ({
    kind: "permission-granted",
    by: "GRANT",
    how,
  })),
  "permission-missing": [{ kind: "permission-missing" }],
  "permission-unknown": [{ kind: "permission-unknown" }],
  "permission-not-needed": [{ kind: "permission-not-needed" }],
  "as-deployed": [{ kind: "as-deployed" }],
  when: [{ kind: "when", when: [["open", true]], facts: [{ kind: "no-service" }] }],
};

/** Each sample names its kind too, and a kind has as many as it has choices. */
export const gateSentences = sentences<GateFact>(
  "Steps of a verdict",
  gateSamples as unknown as Samples<GateFact>,
  ({ gate }) =>
    (fact) =>
      gate([fact]),
  { repeats: true },
);

export const noteSentences: SentenceGroup = {
  ...gateSentences,
  title: "Notes",
  kinds: Object.keys(terms.notes),
  samples: (Object.keys(terms.notes) as Note[]).map((code) => ({
    kind: code,
    says: {},
    say: ({ note }) => note(code),
  })),
};
