import type {
  JudgedTestFact,
  OpenReason,
  Shortfall,
  TestAnswer,
  TestCell,
  TestFact,
} from "../../access-file/test-fact.ts";
import type { ExposureFact } from "../../rules/facts/exposure-facts.ts";
import type { FindingFact, RelatedFact } from "../../rules/facts/related-fact.ts";
import { listAnd, listOr } from "../../text/list.ts";
import { composeFindings } from "../compose-finding.ts";
import { type FactOf, sayBy, sayValues, type Sentences } from "../words.ts";
import { sayCauses } from "./causes.ts";
import { inDigits, sayCount } from "./count.ts";
import { callerFindings } from "./findings/callers.ts";
import { entryFindings } from "./findings/entries.ts";
import { outsideFindings } from "./findings/outside.ts";
import { pathFindings } from "./findings/paths.ts";
import { remarkFindings, unread } from "./findings/remarks.ts";
import { sayGate } from "./gates.ts";
import { saySourceFault } from "./sources.ts";
import { sayVault } from "./vault.ts";

const results: Sentences<TestFact> = {
  "test-fails": (fact) =>
    `${sayShortfall(fact.shortfall, sayVault(fact.vault))}${place(fact)}${others(fact)}.${clause(sayGate(fact.because))}`,
  "test-undecided": (fact) => `Whether ${sayWhether(fact, place(fact))}`,
  "exposure-test-fails": (fact) =>
    `The exposure of ${sayVault(fact.vault)} is ${fact.exposure}${place(fact)}; expected ${listOr(fact.allowed)}${others(fact)}.`,
  "exposure-test-undecided": (fact) => `The ${sayExposure(fact, place(fact))}`,
  "no-environment": ({ name, near }) => `There is no environment named '${name}'${sayNear(near)}`,
  "environment-without-values": ({ name }) =>
    `Environment '${name}' sets no parameter or variable of these templates.`,
  "environment-not-evaluated": ({ name }) => `The vaults are not evaluated in environment '${name}' here.`,
  "no-vault": ({ name, near }) => `No vault matches '${name}'${sayNear(near)}`,
  "no-source": ({ name, near }) =>
    `'${name}' is neither a source in this file nor an address${sayNear(near)}`,
  "source-unusable": ({ name, fault }) =>
    name === null ? saySourceFault(fault) : `Source '${name}' cannot be used. ${saySourceFault(fault)}`,
  "source-not-declared": ({ name, candidates }) =>
    candidates.length === 0
      ? `'${name}' is not declared in these templates.`
      : `'${name}' is not declared in these templates; available: ${listAnd(candidates)}.`,
  "source-ambiguous": ({ name, candidates }) => `'${name}' is ambiguous: ${listAnd(candidates)}.`,
  "uses-no-vault": ({ name }) => `'${name}' does not use any of these vaults.`,
};

const testSentences: Sentences<TestFact> = {
  ...results,
  "test-fails": (fact) =>
    `Access test '${fact.test}' fails${place(fact)}: ${results["test-fails"]({ ...fact, environments: [] })}`,
  "test-undecided": (fact) =>
    `Access test '${fact.test}' is undecided${place(fact)}: whether ${sayWhether(fact)}`,
  "exposure-test-fails": (fact) =>
    `The exposure of ${sayVault(fact.vault)} is ${fact.exposure}${place(fact)}; access test '${fact.test}' expects ${listOr(fact.allowed)}${others(fact)}.`,
  "exposure-test-undecided": (fact) =>
    `Access test '${fact.test}' is undecided${place(fact)}: the ${sayExposure(fact)}`,
};

const sayShortfall = sayBy<Shortfall, [kv: string]>({
  reaches: ({ from }, kv) => `${from} can reach ${kv}`,
  blocked: ({ from }, kv) => `${kv} blocks ${from}`,
  "some-reach": ({ from, addresses, of }, kv) =>
    `${inDigits(addresses)} of ${sayCount(of, "address")} of ${from} can reach ${kv}`,
  "some-blocked": ({ from, addresses, of }, kv) =>
    `${kv} blocks ${inDigits(addresses)} of ${sayCount(of, "address")} of ${from}`,
  "wrong-way": ({ from, by, wanted }, kv) =>
    `${from} can reach ${kv} by ${listAnd(by)}, not only by ${listAnd(wanted)}`,
});

const sayOpen = sayBy<OpenReason>({
  causes: (reason) => sayCauses(reason.causes),
  egress: () => "the outbound address of its traffic",
  service: () => "how the service is set up",
  job: () => "commands in jobs and scripts",
  subnet: () => "the subnet that it runs in",
});

const exposureFindings: Sentences<ExposureFact, [kv: string]> = {
  KV101: (fact, kv) => {
    const why =
      fact.because === "perimeter-rule"
        ? "a perimeter allows all addresses"
        : open[fact.because](fact.property);
    return `${kv} is reachable from any public address: ${why}.`;
  },
  KV102: ({ rules, holdsAll }, kv) => {
    const subject =
      typeof rules === "string" ? `${rules} allows` : `${sayCount(rules, "IP rule")} together allow`;
    return `${subject} ${holdsAll ? "every" : "nearly every"} public IPv4 address to reach ${kv}.`;
  },
  KV103: ({ rule, addresses }, kv) => `${rule} allows ${sayCount(addresses, "address")} to reach ${kv}.`,
  KV104: (_, kv) => `${kv} has a private endpoint but is still reachable from any public address.`,
  KV105: ({ property }, kv) => `${kv} does not set ${property}, so its firewall depends on Azure's default.`,
  KV106: ({ property, isDocumented }, kv) =>
    isDocumented
      ? `${kv} does not set ${property}, so trusted services are allowed by default.`
      : `${kv} does not set ${property}; whether trusted services are allowed is not documented.`,
  KV107: (_, kv) => `Trusted services can still reach ${kv}; nothing declared here needs them.`,
  KV108: (_, kv) => `${kv} has no network rules that would apply once public access is enabled.`,
  KV109: ({ rule }, kv) => `${rule} contains Azure addresses, so other Azure customers may reach ${kv}.`,
  KV110: ({ property }, kv) =>
    `${kv} opens to any public address once public access is enabled: ${property} is Allow.`,
};

const open = {
  allow: (property: string) => `${property} is Allow`,
  "default-action-not-set": (property: string) => `${property} is not set (Allow assumed)`,
  "rules-not-set": (property: string) => `${property} is not set`,
} as const;

const exposures = {
  public: "is public",
  selected: "is open to selected networks",
  perimeter: "is in a perimeter",
  private: "is private",
  depends: "has an exposure that depends on unknown values",
} as const;

const relatedSentences: Sentences<RelatedFact> = {
  "vault-declared": () => "The vault is declared here.",
  "declaration-decides": ({ vault }) => `This declaration of ${sayVault(vault)} is the one that applies.`,
  "declared-too": ({ vault }) => `${sayVault(vault)} is also declared here.`,
  "assumed-deployed": () => "Values that the template does not determine are assumed to be as deployed.",
  "holds-too": ({ vault }) => `The same applies to ${sayVault(vault)}.`,
  "case-decided": ({ when }) => `With ${listAnd(sayValues(when))}, this decides.`,
  "written-in-module": () => "It is set in the module here.",
  "module-called": () => "The module is called here.",
  "passed-to-module": () => "It is passed to a module here.",
  together: () => "Together with this rule.",
  opens: () => "This keeps it open.",
  "endpoint-closes-nothing": () => "This private endpoint does not close it.",
  blocks: () => "This blocks it.",
  disabled: () => "Public access is disabled here.",
  overrides: () => "This setting overrides the rules.",
  "perimeter-enforced": () => "The perimeter is enforced here.",
  "default-action": () => "The default action is set here.",
  "listed-by": ({ rule }) => `${rule} is listed here.`,
  "used-by": ({ consumer }) => `'${consumer}' uses the vault here.`,
  "private-endpoint": ({ endpoint }) => `Private endpoint '${endpoint}' is declared here.`,
  "linked-too": ({ link }) => `'${link}' links the network to the other zone.`,
  "managed-here": () => "A vault is managed here.",
  "uses-version": ({ resource, version }) => `'${resource}' uses ${version}.`,
  "registered-too": ({ endpoint }) => `Private endpoint ${endpoint} is registered in the zone here.`,
  "subnet-declared": () => "The subnet is declared here.",
  "service-endpoint-on": () => "The service endpoint is turned on here.",
  "inbound-rule": () => "This rule allows addresses.",
  "in-perimeter": () => "The vault is associated with a perimeter here.",
  "bypass-none": ({ property }) => `${property} is None here.`,
  "fails-too": ({ resource }) => `'${resource}' fails too.`,
  "address-asked": () => "The address of the current run is looked up here.",
  opener: () => "This makes the vault reachable.",
  permission: () => "This is the permission.",
  content: () => "This is written to it.",
  "waits-neither": ({ resource }) => `'${resource}' does not wait either.`,
  "unread-module": ({ module, why }) => `${unread[why].what} '${module}' ${unread[why].one}.`,
  "found-instead": () => "This is what was found instead.",
  "source-declares": () => "The source declares it here.",
  "changed-here": () => "The script or pipeline changes it here.",
  "used-here": () => "It is used here.",
  "run-by-job": () => "This job runs it.",
  "run-by-resource": () => "This resource runs it.",
  "run-by-cluster": () => "This cluster runs it.",
  "access-test": ({ test }) => `This is access test '${test}'.`,
  gate: ({ facts }) => sayGate(facts),
  "vault-exposure": ({ exposure }) => `This vault ${exposures[exposure]}.`,
};

const sayFact = sayBy<FindingFact, [kv: string]>({
  ...exposureFindings,
  ...entryFindings,
  ...pathFindings,
  ...callerFindings,
  ...outsideFindings,
  ...remarkFindings,
  ...testSentences,
  "test-fails-here": ({ test, vault, because, ...where }) =>
    `Access test '${test}' fails for ${sayVault(vault)}${place(where)}. ${sayRelated(because)}`,
});

/** "Vault 'vaultName'" at the start; names in quotes and what a file spells itself stay as they are. */
function capital(sentence: string): string {
  return sentence.replace(/^vault '/, "Vault '");
}

export const sayRelated = sayBy(relatedSentences);

/** What a rule reports; endings say for which instances, roots and environments it holds, where not for all. */
export const findingWords = composeFindings({
  fact: (fact, kv) => capital(sayFact(fact, kv)),
  vault: sayVault,
  listAnd,
  more: (count) => `${inDigits(count)} more`,
  assuming: (assumptions, sentence) =>
    `With ${listOr(assumptions.map((each) => listAnd(sayValues(each))))}: ${sentence}`,
  otherwise: (sentence) => `Otherwise: ${sentence}`,
  whenCreated: "once created",
  asDeployed: "with deployed values",
  marks: { muted: "in a test", notCalled: "not called here" },
  calledIn: (roots) => `as called in ${roots}`,
  topFolder: "the top folder",
  inEnvironments: (names) => `in ${names}`,
});

/** Why an access test has not passed, next to its name and its environment. */
export const sayTestResult = sayBy(results);

/** Why an access test has not passed. */
export const sayTest = sayBy(testSentences);

function sayNear(near: string | null): string {
  return near === null ? "." : `; did you mean '${near}'?`;
}

/** What a test wanted or found, a line for each source and vault: "internet → kv: denied". */
export function sayCells(cells: readonly TestCell[], what: "wanted" | "found"): string {
  return cells.map((cell) => `${sayCell(cell)}: ${sayAnswer(cell[what])}`).join("\n");
}

function sayCell({ from, vault }: TestCell): string {
  return from === null ? vault : `${from} → ${vault}`;
}

export function sayAnswer(answer: TestAnswer): string {
  if (answer.kind === "exposure") return listOr(answer.exposures);
  const { verdict, ways } = answer;
  return ways.length === 0 ? verdict : `${verdict} by ${listOr(ways)}`;
}

function sayWhether(fact: FactOf<TestFact, "test-undecided">, where = ""): string {
  return `${fact.from} can reach ${sayVault(fact.vault)}${where} depends on ${sayOpen(fact.on)}${others(fact)}.`;
}

function sayExposure(fact: FactOf<TestFact, "exposure-test-undecided">, where = ""): string {
  return `exposure of ${sayVault(fact.vault)}${where} depends on ${sayOpen(fact.on)}${others(fact)}.`;
}

function place({ environments }: Pick<JudgedTestFact, "environments">): string {
  return environments.length === 0 ? "" : ` in ${listAnd(environments)}`;
}

function clause(sentence: string): string {
  return sentence === "" ? "" : ` ${sentence}`;
}

function others({ more }: JudgedTestFact): string {
  return more === 0 ? "" : ` (and ${inDigits(more)} more)`;
}
