import { describe, expect, test } from "vitest";
import type { Brief } from "../../server/src/core/access/brief.ts";
import { briefOf } from "../../server/src/core/access/brief.ts";
import type { GateFact } from "../../server/src/core/access/gate-fact.ts";
import { languageOf, wordsIn } from "../../server/src/core/words/languages.ts";
import { notes } from "../../server/src/core/words/en/notes.ts";
import type { Note } from "../../server/src/core/access/codes.ts";

const because = [{ kind: "parameter", name: "PARAMETER", domain: null }] as const;
const association = "ASSOCIATION";
const service = "SERVICE";
const endpoint = "ENDPOINT";

/** Every kind of fact with each of its choices; the compiler insists on every kind. */
const samples: { readonly [Kind in GateFact["kind"]]: readonly Extract<GateFact, { kind: Kind }>[] } = {
  "data-plane-only": [{ kind: "data-plane-only" }],
  "through-control-plane": [{ kind: "through-control-plane", service }],
  "no-private-endpoint": [{ kind: "no-private-endpoint" }],
  "endpoints-not-used": [1, 2].map((count) => ({ kind: "endpoints-not-used", count })),
  "endpoint-waiting": [{ kind: "endpoint-waiting", endpoint }],
  "managed-endpoint": [{ kind: "managed-endpoint", endpoint }],
  "endpoint-unclear": [{ kind: "endpoint-unclear", endpoint }],
  "endpoint-used": (["network", "statement", "zone"] as const).map((by) => ({
    kind: "endpoint-used",
    endpoint,
    by,
  })),
  "no-perimeter": [true, false].map((isPossible) => ({ kind: "no-perimeter", isPossible })),
  "secured-without-association": [{ kind: "secured-without-association" }],
  "perimeter-depends": [{ kind: "perimeter-depends", because }],
  "perimeter-rules": (["yes", "no", "maybe"] as const).flatMap((admits) =>
    [true, false].map((hasRules) => ({ kind: "perimeter-rules", association, admits, hasRules })),
  ),
  "perimeter-enforced": [{ kind: "perimeter-enforced", association }],
  "perimeter-secures": [{ kind: "perimeter-secures" }],
  "enforcement-depends": [{ kind: "enforcement-depends", association, because }],
  "perimeter-observes": (["learning", "audit"] as const).map((mode) => ({
    kind: "perimeter-observes",
    association,
    mode,
  })),
  "no-service": [{ kind: "no-service" }],
  "trusted-scenario": [{ kind: "trusted-scenario", service, scenario: "SCENARIO" }],
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
  "trust-unclear": (["not-listed", "managed-hsm"] as const).map((why) => ({
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
  "service-subnet-unknown": [{ kind: "service-subnet-unknown", service }],
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
    rule: "203.0.113.0/24",
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
  "service-address-unknown": [{ kind: "service-address-unknown", service }],
  "nothing-matched": [{ kind: "nothing-matched" }],
  when: [{ kind: "when", when: [["open", true]], facts: [{ kind: "nothing-matched" }] }],
};

const facts: readonly GateFact[] = Object.values(samples).flat();
const [english, german] = [wordsIn("en"), wordsIn("de")];

describe.each([english, german])("in $language", ({ gate, brief, note }) => {
  test.each(facts)("a sentence for %o", (fact) => {
    const said = gate([fact]);
    expect(said).toMatch(/^\S.*\S\.$/s);
    expect(said).not.toMatch(/undefined|null|\[object| {2}|\.\./);
    for (const [, argument] of JSON.stringify(fact).matchAll(/"([A-Z]{6,}|203\.0\.113\.0\/24)"/g))
      expect(said).toContain(argument);
    expect(brief(briefOf([fact]))).not.toBe("");
  });

  test("different facts say different things", () => {
    const said = facts.map((fact) => gate([fact]));
    // Two counts of a kind may read alike; what a choice means may not.
    expect(new Set(said).size).toBeGreaterThan(facts.length - 4);
  });

  test("a row has room for what a gate says in short", () => {
    for (const fact of facts) expect(brief(briefOf([fact])).length).toBeLessThanOrEqual(26);
  });

  test.each(Object.keys(notes) as Note[])("%s is a sentence", (code) => {
    expect(note(code)).toMatch(/^\S.+\.$/);
  });
});

test("no sentence is left in English", () => {
  for (const fact of facts) expect(german.gate([fact])).not.toBe(english.gate([fact]));
  for (const code of Object.keys(notes) as Note[]) expect(german.note(code)).not.toBe(english.note(code));
});

test.each<[string | undefined, string]>([
  ["de", "de"],
  ["de-AT", "de"],
  ["DE", "de"],
  ["en-GB", "en"],
  ["fr", "en"],
  ["constructor", "en"],
  ["", "en"],
  [undefined, "en"],
])("a window in %s reads %s", (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});

test.each<[string, readonly GateFact[], Brief]>([
  [
    "a vault in a learning perimeter",
    [{ kind: "perimeter-observes", association, mode: "learning" }],
    { kind: "learning" },
  ],
  [
    "a perimeter without a matching rule",
    [{ kind: "perimeter-rules", association, admits: "no", hasRules: true }],
    { kind: "no-match" },
  ],
  [
    "a perimeter without inbound rules",
    [{ kind: "perimeter-rules", association, admits: "no", hasRules: false }],
    { kind: "no-inbound-rules" },
  ],
  ["no perimeter", [{ kind: "no-perimeter", isPossible: true }], { kind: "none" }],
  ["an endpoint that waits", [{ kind: "endpoint-waiting", endpoint }], { kind: "waiting" }],
  ["subnet rules that are not known", [{ kind: "subnet-rules-unknown" }], { kind: "unknown" }],
])("%s has a brief of its own", (_, said, brief) => {
  expect(briefOf(said)).toEqual(brief);
});
