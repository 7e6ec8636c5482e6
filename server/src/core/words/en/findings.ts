import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
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
  ...said(messages.findings.results, () => ({ near: sayNear, sourceFault: saySourceFault, and: listAnd })),
  "test-fails": (fact) =>
    `${sayShortfall(fact.shortfall, sayVault(fact.vault))}${place(fact)}${others(fact)}.${clause(sayGate(fact.because))}`,
  "test-undecided": (fact) => `Whether ${sayWhether(fact, place(fact))}`,
  "exposure-test-fails": (fact) =>
    `The exposure of ${sayVault(fact.vault)} is ${fact.exposure}${place(fact)}; expected ${listOr(fact.allowed)}${others(fact)}.`,
  "exposure-test-undecided": (fact) => `The ${sayExposure(fact, place(fact))}`,
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
  ...said(messages.findings.sayShortfall, () => ({ digits: inDigits, and: listAnd })),
});

const sayOpen = sayBy<OpenReason>({ ...said(messages.findings.sayOpen, () => ({ causes: sayCauses })) });

const exposureFindings: Sentences<ExposureFact, [kv: string]> = {
  ...said(messages.findings.exposureFindings, () => ({ digits: inDigits })),
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
  ...said(messages.findings.relatedSentences, () => ({ vault: sayVault, gate: sayGate, exposures })),
  "case-decided": ({ when }) => `With ${listAnd(sayValues(when))}, this decides.`,
  "unread-module": ({ module, why }) => `${unread[why].what} '${module}' ${unread[why].one}.`,
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
