import type { Brief } from "../../../server/src/core/access/brief.ts";
import type { TestAnswer } from "../../../server/src/core/access-file/test-fact.ts";
import { voiceIn } from "../../../server/src/cli/language.ts";
import { wordsIn } from "../../../server/src/core/words/languages.ts";
import { services } from "../../../server/src/core/services/catalogue.ts";
import type { ServiceStanding } from "../../../server/src/core/services/service.ts";
import type { ServiceNeeds } from "../../../server/src/core/words/service-words.ts";
import type { Words } from "../../../server/src/core/words/words.ts";
import { type SentenceGroup, sentences } from "../sentence-group.ts";
import { wordTable } from "../word-table.ts";

const causes = [{ kind: "parameter", name: "PARAMETER", domain: null }] as const;
const list = { url: "https://example.com", asOf: "2026-07-01" };

const standings: readonly ServiceStanding[] = [
  { kind: "trustedIf", needs: "identity", identity: "system-assigned" },
  { kind: "trustedIf", needs: "runtime", runtime: "azure-hosted" },
  { kind: "unknown", because: "claimed-by-its-own-page" },
  { kind: "unknown", because: "not-stated" },
  { kind: "notTrusted" },
  { kind: "followClient" },
  { kind: "controlPlane" },
];

export const documentTerms = wordTable("Terms of reports and views", ({ document }) => document, {
  sentences: {
    vaults: [[{ declared: 1, referenced: 0, inStates: 0 }], [{ declared: 2, referenced: 1, inStates: 1 }]],
    findings: [[0], [1], [2]],
    ofSeverity: [
      [1, "error"],
      [2, "error"],
      [2, "warning"],
      [2, "info"],
      [2, "hint"],
    ],
    fixable: [[2]],
    suppressed: [[1], [2]],
    muted: [[1], [2]],
    turnedOff: [["KV101, KV102"]],
    valuesFrom: [[1], [2]],
    undecided: [[1], [2]],
    more: [[1], [2]],
    dependsOn: [[["FIRST", "SECOND", "THIRD"]]],
    perimeter: [
      ["NAME", "MODE", { inboundRules: 1, inboundRulesOpen: false, certain: true }],
      ["NAME", "MODE", { inboundRules: 2, inboundRulesOpen: true, certain: true }],
      ["NAME", "MODE", { inboundRules: 0, inboundRulesOpen: true, certain: false }],
    ],
    allowedFor: [["SCENARIO"]],
    bypass: [
      ["BYPASS", "depends", null],
      ["BYPASS", "allowed", "as-any-address"],
      ["BYPASS", "allowed", "other-rule"],
    ],
    asScenario: [["NAME", "SCENARIO"]],
    probably: [["NAME"]],
    ifItUses: [["consumer:app"]],
    moreErrors: [[1], [2]],
    moreFrozen: [
      [1, "KV101", "FOLDER"],
      [2, "KV101", "FOLDER"],
    ],
    compiledFrom: [["SOURCE"]],
    notSearched: [[2]],
    until: [["2026-12-31"]],
    partOf: [[256, 512]],
    skipped: [["REASON"]],
    notCompared: [["consumer:site, subnet:vnet/app"]],
    replayed: [
      [{ callers: 1, requests: 1, days: 1, fate: "cutOff" }],
      [{ callers: 12, requests: 4310, days: 30, fate: "cutOff" }],
      [{ callers: 1, requests: 2, days: null, fate: "denied" }],
      [{ callers: 2, requests: 2, days: null, fate: "denied" }],
      [{ callers: 1, requests: 2, days: null, fate: "depends" }],
      [{ callers: 2, requests: 2, days: null, fate: "depends" }],
      [{ callers: 1, requests: 2, days: null, fate: "allowed" }],
      [{ callers: 2, requests: 2, days: null, fate: "allowed" }],
      [{ callers: 1, requests: 2, days: null, fate: "failed" }],
      [{ callers: 2, requests: 2, days: null, fate: "failed" }],
    ],
    requests: [
      [1, null],
      [2, "2026-11-30"],
    ],
    suggested: [[0], [1], [2]],
    notKept: [[["2001:db8::1 (IPv6)", "10.9.9.9"]]],
    notDeclared: [[["kv-one", "kv-two"]]],
    logged: [
      [{ calls: 0, controlPlane: 0, challenges: 0, notifications: 0, foreign: 0, broken: 0 }],
      [{ calls: 1, controlPlane: 1, challenges: 1, notifications: 1, foreign: 1, broken: 1 }],
      [{ calls: 2, controlPlane: 2, challenges: 2, notifications: 2, foreign: 2, broken: 2 }],
    ],
    either: [[["FIRST", "SECOND"]]],
    whoReaches: [["VAULT"]],
    review: [
      [{ callers: ["internet"], vaults: ["VAULT"] }, { callers: [], vaults: [] }, 1, String],
      [
        { callers: [], vaults: [] },
        { callers: ["A", "B", "C", "D", "E"], vaults: ["ONE", "TWO"] },
        2,
        String,
      ],
    ],
    proof: [
      [0, 0, 0],
      [1, 1, 1],
      [2, 2, 2],
    ],
    addresses: [
      ["+", 1],
      ["−", 64],
    ],
    bundle: [
      [5, "address"],
      [5, "subnet"],
      [5, "resource"],
      [5, "service"],
      [5, "source"],
    ],
    scanned: [[1, 1000]],
  },
});

export const briefTerms = sentences<Brief>(
  "Gates in a word or two",
  {
    none: [{}],
    "no-match": [{}],
    match: [{}],
    rule: [
      { number: 1, lists: null },
      { number: 1, lists: "RANGE" },
    ],
    "endpoint-missing": [{}],
    value: [
      { value: "Allow", byDefault: true },
      { value: "Allow", byDefault: false },
    ],
    "public-address": [{}],
    "private-address": [{}],
    "no-address": [{}],
    "next-hop": [
      { hop: "Internet" },
      { hop: "None" },
      { hop: "VirtualAppliance" },
      { hop: "VirtualNetworkGateway" },
      { hop: "VirtualNetworkServiceEndpoint" },
      { hop: "InterfaceEndpoint" },
    ],
    "named-rule": [{ name: "RULE" }],
    "not-connected": [{}],
    "no-outbound-access": [{}],
    assumed: [{}],
    connected: [{}],
    "not-used": [{}],
    waiting: [{}],
    learning: [{}],
    enforced: [{}],
    "no-inbound-rules": [{}],
    trusted: [{}],
    "not-trusted": [{}],
    unknown: [{}],
    "not-applicable": [{}],
  },
  ({ brief }) => brief,
  { shape: /^\S.*\S$/, alike: ["rule", "value", "named-rule"] },
);

export const answerTerms = sentences<TestAnswer>(
  "Expected and actual answers of access tests",
  {
    access: [
      { verdict: "allowed", ways: [] },
      { verdict: "allowed", ways: ["ipRule", "privateEndpoint"] },
      { verdict: "denied", ways: [] },
    ],
    exposure: [{ exposures: ["private", "selected"] }],
  },
  ({ answer }) => answer,
  { shape: /^\S.*\S$/ },
);

const denied = { kind: "access", verdict: "denied", ways: [] } as const;
export const listTerms = wordTable(
  "Lists of causes and answers",
  ({ causes: of, cells }) => ({ causes: of, cells }),
  {
    causes: [[causes], [[...causes, { kind: "module", reference: "MODULE" }]]],
    cells: [
      [[{ from: "SOURCE", vault: "VAULT", wanted: denied, found: denied }], "wanted"],
      [
        [
          { from: null, vault: "VAULT", wanted: denied, found: { kind: "exposure", exposures: ["public"] } },
          { from: "SOURCE", vault: "VAULT", wanted: denied, found: denied },
        ],
        "found",
      ],
    ],
  },
);

export const lensTerms = wordTable("CodeLenses", ({ lens: { existing: _, ...lens } }) => lens, {
  dependsOn: [
    [causes],
    [[...causes, { kind: "module", reference: "MODULE" }, { kind: "budget", limit: "steps" }]],
  ],
  openWith: [
    [[["NAME/Name", "NAME"]], true],
    [[["NAME/Name", "NAME"]], false],
  ],
  restDependsOn: [[causes]],
  addresses: [
    [1, 1],
    [256, 256],
    [1, 4096],
  ],
  subnets: [[1], [2]],
  privateEndpoints: [[1], [2]],
  accessTests: [
    [0, 1],
    [3, 4],
  ],
  was: [["TEXT", "PAST"]],
  since: [
    ["TEXT", "LABEL"],
    ["TEXT", null],
  ],
  callers: [
    [1, "EXPOSURES"],
    [2, "EXPOSURES"],
  ],
  vaults: [
    [1, "TEXTS"],
    [2, "TEXTS"],
  ],
});

export const hoverTerms = wordTable("Hovers", ({ hover: { ipRule: _, ...hover } }) => hover, {
  andMore: [[1], [2]],
  of: [["SETTING", "VAULT"]],
  ipRuleTitle: [["RANGE"]],
  defaultAction: { allow: [[true], [false]], deny: [[true], [false]] },
  publicAccess: {
    enabled: [["VALUE", "BLOCK"]],
    disabled: [
      ["VALUE", true],
      ["VALUE", false],
    ],
  },
  overridden: { perhapsByPerimeter: [["CAUSES"]] },
  passage: { maybe: [["CAUSES"]] },
  consumer: {
    elsewhere: [["STATUS"]],
    blocked: [["REASON"]],
    codeOf: [["APP"]],
    brokenTrust: [
      [{ trusted: "system-assigned", instead: "user-assigned" }],
      [{ trusted: "user-assigned", instead: "no-identity" }],
      [{ trusted: "azure-runtime", instead: "self-hosted" }],
    ],
    unclear: [["STATUS"]],
    dependsOn: [["CAUSES"]],
    dependsOnThis: [["SENTENCE"]],
    needs: [["WAYS"]],
    needsRole: [["ROLE"]],
  },
});

export const serviceTerms = wordTable(
  "Descriptions of services",
  ({ services: { texts: _, ...terms } }) => terms,
  {
    needs: [
      [["subnet-rule"]],
      [["ip-rule", "private-endpoint"]],
      [["subnet-rule", "private-endpoint", "ip-rule"]],
    ],
    needLines: [
      [
        {
          standing: { kind: "trusted" },
          flags: ["FIRST", "SECOND"],
          identities: [
            { kind: "system-assigned", app: null },
            { kind: "user-assigned", app: null },
            { kind: "first-party-sp", app: "THIRD" },
            { kind: "platform", app: null },
          ],
          role: "ROLE",
          ways: ["SIXTH", "SEVENTH"],
          list: { ...list, since: "2023-01-01" },
          page: { url: "URL", date: null },
        },
      ],
      ...standings.map((standing): [ServiceNeeds] => [
        {
          standing,
          flags: [],
          identities: [{ kind: "own", app: null }],
          role: null,
          ways: [],
          list: { ...list, since: null },
          page: { url: "URL", date: "2026-01-01" },
        },
      ]),
    ],
    oldPage: [["2026-01-01"]],
    notCovered: [[["FIRST", "SECOND"]]],
    bypassSummary: [
      [{ ...list, count: 30, notCovered: ["FIRST", "SECOND"], kind: "vault", isDefault: true }],
      [{ ...list, count: 30, notCovered: ["FIRST", "SECOND"], kind: "managedHsm", isDefault: false }],
    ],
  },
);

export const rulePageTerms = wordTable("Pages of rules", ({ rulePage }) => rulePage, {
  traits: [
    [{ severity: "warning", onByDefault: true, fixable: true }],
    [{ severity: "hint", onByDefault: false, fixable: false }],
  ],
  alsoKnownAs: [[["FIRST", "SECOND"]]],
  suppress: [["KV101"]],
  turnOff: [["KV101"]],
});

export const unreadSums = wordTable("Sums of what was not read", ({ unread: { sum } }) => ({ sum }), {
  sum: [
    [{ kinds: [["module", 1]], reasons: [["not downloaded", 1]], likely: 0 }],
    [{ kinds: [["module", 2]], reasons: [["not downloaded", 2]], likely: 2 }],
    [
      {
        kinds: [
          ["module", 2],
          ["template", 1],
        ],
        reasons: [
          ["not downloaded", 2],
          ["not found", 1],
        ],
        likely: 1,
      },
    ],
  ],
});

export const environmentTerms = wordTable(
  "Environments of a finding",
  ({ inEnvironments }) => ({ inEnvironments }),
  {
    inEnvironments: [
      ["It is open.", ["PROD"]],
      ["It is open.", ["DEV", "TEST", "PROD"]],
    ],
  },
  ["inEnvironments"],
);

export const helpTerms = wordTable(
  "Command line: help",
  ({ language }) => {
    const { problem: _p, complaint: _c, remark: _r, usage: _u, ...rest } = voiceIn(language).cli;
    return rest;
  },
  {
    help: {
      formatsOf: [[["check", "test"]]],
      usage: [
        ["check", ""],
        ["rules", "RULE"],
      ],
    },
    failed: [["REASON"]],
    notPrinted: [["REASON"]],
  },
);

/** Microsoft's names and scenarios of listed services, and our own descriptions. */
export const catalogTexts: SentenceGroup = {
  title: "Services of the catalog",
  kinds: services().map(({ id }) => id),
  samples: services().flatMap(({ id }) => {
    const parts: readonly (readonly [string, (words: Words) => string])[] = [
      ["name", ({ services: { texts } }) => texts(id).name],
      ["scenario", ({ services: { texts } }) => texts(id).scenario.text],
      ["hover", ({ services: { texts } }) => texts(id).hover],
      ["not covered", ({ services: { texts } }) => texts(id).notCovered.join("; ")],
      [
        "needs",
        ({ services: { texts } }) =>
          texts(id)
            .needs.map(({ detail }) => detail)
            .join("; "),
      ],
    ];
    const english = wordsIn("en");
    const written = parts.filter(([, say]) => say(english) !== "");
    return written.map(([part, say]) => ({ kind: `${id}: ${part}`, says: {}, say }));
  }),
  shape: /^/,
  alike: [],
  terms: true,
  omits: [],
  repeats: true,
};
