import type {
  JudgedTestFact,
  OpenReason,
  Shortfall,
  TestAnswer,
  TestCell,
  TestFact,
} from "../../access-file/test-fact.ts";
import { listAnd, listOr } from "../../text/list.ts";
import { type FactOf, sayBy, type Sentences } from "../words.ts";
import { sayCauses } from "./causes.ts";
import { sayCount, inDigits } from "./count.ts";
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

/** Why an access test has not passed, next to its name and its environment. */
export const sayTestResult = sayBy(results);

export const testSentences: Sentences<TestFact> = {
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

export function place({ environments }: Pick<JudgedTestFact, "environments">): string {
  return environments.length === 0 ? "" : ` in ${listAnd(environments)}`;
}

function clause(sentence: string): string {
  return sentence === "" ? "" : ` ${sentence}`;
}

function others({ more }: JudgedTestFact): string {
  return more === 0 ? "" : ` (and ${inDigits(more)} more)`;
}

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
