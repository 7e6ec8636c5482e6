import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import type { Exposure } from "../../access/codes.ts";
import type { Verdict } from "../../access/verdict.ts";
import type {
  JudgedTestFact,
  OpenReason,
  Shortfall,
  TestAnswer,
  TestCell,
  TestFact,
} from "../../access-file/test-fact.ts";
import { type FactOf, sayBy, type Sentences } from "../words.ts";
import { sayCauses } from "./causes.ts";
import { count, inDigits, listAnd, listOr, sayVault } from "./count.ts";
import { sayGate } from "./gates.ts";
import { saySourceFault } from "./sources.ts";

const results: Sentences<TestFact> = {
  ...said(messages.accessTests.results, () => ({ near: sayNear, sourceFault: saySourceFault, and: listAnd })),
  "test-fails": (fact) =>
    `${sayShortfall(fact.shortfall, `${sayVault(fact.vault)}${place(fact)}`)}${others(fact)}.${clause(sayGate(fact.because))}`,
  "test-undecided": (fact) => sayWhether(fact, place(fact)),
  "exposure-test-fails": (fact) =>
    `${capital(sayVault(fact.vault))} ist${place(fact)} ${exposures[fact.exposure]}; erwartet: ${listOr(fact.allowed.map((each) => exposures[each]))}${others(fact)}.`,
  "exposure-test-undecided": (fact) => sayExposure(fact, place(fact)),
};

/** Warum ein Zugriffstest nicht bestanden ist, neben seinem Namen und seiner Umgebung. */
export const sayTestResult = sayBy(results);

export const testSentences: Sentences<TestFact> = {
  ...results,
  "test-fails": (fact) =>
    `Der Zugriffstest '${fact.test}' schlägt${place(fact)} fehl: ${sayShortfall(fact.shortfall, sayVault(fact.vault))}${others(fact)}.${clause(sayGate(fact.because))}`,
  "test-undecided": (fact) =>
    `Der Zugriffstest '${fact.test}' bleibt${place(fact)} unklar: ${sayWhether(fact)}`,
  "exposure-test-fails": (fact) =>
    `${capital(sayVault(fact.vault))} ist${place(fact)} ${exposures[fact.exposure]}; der Zugriffstest '${fact.test}' erwartet: ${listOr(fact.allowed.map((each) => exposures[each]))}${others(fact)}.`,
  "exposure-test-undecided": (fact) =>
    `Der Zugriffstest '${fact.test}' bleibt${place(fact)} unklar: ${sayExposure(fact)}`,
};

/** Warum ein Zugriffstest nicht bestanden ist. */
export const sayTest = sayBy(testSentences);

function sayNear(near: string | null): string {
  return near === null ? "." : `; meinten Sie '${near}'?`;
}

/** Was ein Test erwartet oder vorgefunden hat, je Quelle und Key Vault eine Zeile: „internet → kv: verweigert“. */
export function sayCells(cells: readonly TestCell[], what: "wanted" | "found"): string {
  return cells.map((cell) => `${sayCell(cell)}: ${sayAnswer(cell[what])}`).join("\n");
}

/** Wie offen ein Key Vault ist, in Worten. */
export const exposures: Readonly<Record<Exposure, string>> = {
  public: "öffentlich",
  selected: "für ausgewählte Netzwerke offen",
  private: "privat",
  perimeter: "in einem Perimeter",
  depends: "unklar",
};

const verdicts: Readonly<Record<Verdict["verdict"], string>> = {
  allowed: "zugelassen",
  denied: "verweigert",
  partial: "teilweise zugelassen",
  depends: "unklar",
};

function sayCell({ from, vault }: TestCell): string {
  return from === null ? vault : `${from} → ${vault}`;
}

export function sayAnswer(answer: TestAnswer): string {
  if (answer.kind === "exposure") return listOr(answer.exposures.map((each) => exposures[each]));
  const { verdict, ways } = answer;
  return ways.length === 0 ? verdicts[verdict] : `${verdicts[verdict]} über ${listOr(ways)}`;
}

function sayWhether(fact: FactOf<TestFact, "test-undecided">, where = ""): string {
  return `Ob ${fact.from} ${sayVault(fact.vault)}${where} erreicht, hängt ab von: ${sayOpen(fact.on)}${others(fact)}.`;
}

function sayExposure(fact: FactOf<TestFact, "exposure-test-undecided">, where = ""): string {
  return `Wie offen ${sayVault(fact.vault)}${where} ist, hängt ab von: ${sayOpen(fact.on)}${others(fact)}.`;
}

export function place({ environments }: Pick<JudgedTestFact, "environments">): string {
  return environments.length === 0 ? "" : ` in ${listAnd(environments)}`;
}

function clause(sentence: string): string {
  return sentence === "" ? "" : ` ${sentence}`;
}

function others({ more }: JudgedTestFact): string {
  return more === 0 ? "" : ` (und ${count(more, "weiterer Fall", "weitere Fälle")})`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

const sayShortfall = sayBy<Shortfall, [kv: string]>({
  ...said(messages.accessTests.sayShortfall, () => ({ digits: inDigits, and: listAnd })),
});

const sayOpen = sayBy<OpenReason>({ ...said(messages.accessTests.sayOpen, () => ({ causes: sayCauses })) });
