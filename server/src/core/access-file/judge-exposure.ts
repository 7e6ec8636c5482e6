import type { Step } from "../access/decision.ts";
import { sayCauses } from "../access/say.ts";
import type { VaultAcrossWorlds } from "../access/worlds.ts";
import { exposureAcross, judgeAcross } from "../access/worlds.ts";
import { listOr } from "../text/list.ts";
import type { AccessTest, Wanted } from "./access-file.ts";
import type { Deciding, TestResult } from "./test-result.ts";
import { english } from "../words/en/english.ts";

interface Question {
  readonly test: AccessTest;
  readonly wanted: Extract<Wanted, { readonly kind: "exposure" }>;
  readonly environment: string | null;
  readonly vaults: readonly VaultAcrossWorlds[];
}

interface Answer {
  readonly vault: VaultAcrossWorlds;
  readonly symbol: string;
  readonly word: string;
  readonly outcome: "kept" | "broken" | "open";
  readonly because: string;
}

/** Judges how open vaults may be. */
export function judgeExposure(question: Question): TestResult {
  const { test, wanted, environment, vaults } = question;
  const answers = vaults.map((vault) => answerFor(vault, wanted));
  const broken = answers.filter(({ outcome }) => outcome === "broken");
  const open = answers.filter(({ outcome }) => outcome === "open");
  const [worst] = [...broken, ...open];
  const undecided = test.onUnknown === "skip" ? "skipped" : "failed";
  return {
    test,
    environment,
    outcome: broken.length > 0 ? "failed" : open.length > 0 ? undecided : "passed",
    rule: worst ? (worst.outcome === "broken" ? "KV604" : "KV603") : null,
    message: worst ? sayFailure(question, worst, broken.length + open.length - 1) : null,
    vault: worst?.symbol ?? null,
    span: test.span,
    expected: answers.map(({ symbol }) => `${symbol}: ${listOr(wanted.allowed)}`).join("\n"),
    actual: answers.map(({ symbol, word }) => `${symbol}: ${word}`).join("\n"),
    deciding: broken.map(placeOf),
    steps: worst ? stepsOf(worst) : [],
  };
}

function answerFor(vault: VaultAcrossWorlds, { allowed }: Question["wanted"]): Answer {
  const { exposure, cases, because } = exposureAcross(vault);
  const isAllowed = (word: string): boolean => allowed.some((each) => each === word);
  const inAllCases = cases.length > 0 && cases.every(({ answer }) => isAllowed(answer));
  const isOpen = exposure === "depends";
  const outcome = isAllowed(exposure) || inAllCases ? "kept" : isOpen ? "open" : "broken";
  return { vault, symbol: vault.vault.symbol, word: exposure, outcome, because: sayCauses(because) };
}

function sayFailure(
  { test, environment, wanted }: Question,
  { symbol, word, outcome, because }: Answer,
  more: number,
): string {
  const place = environment === null ? "" : ` in ${environment}`;
  const others = more === 0 ? "" : ` And ${more} more.`;
  if (outcome === "open")
    return `Access test '${test.name}' is undecided${place}: how open ${symbol} is depends on ${because}.${others}`;
  return `${symbol} is ${word}${place}; '${test.name}' wants it ${listOr(wanted.allowed)}.${others}`;
}

/** What lets the internet in, where the vault is open to it; else the vault. */
function placeOf(answer: Answer): Deciding {
  const { vault, symbol, word } = answer;
  const steps = stepsOf(answer);
  const step = word === "public" ? steps.find(({ outcome, gate }) => outcome === "allow" && gate.span) : null;
  const text = step ? english.gate(step.gate.facts) : `This vault is ${word}.`;
  return { span: step?.gate.span ?? vault.vault.label, text, vault: symbol, steps };
}

/** How open a vault is follows from what it makes of the internet. */
function stepsOf({ vault }: Answer): readonly Step[] {
  return judgeAcross(vault, () => ({ kind: "internet" }))?.answer.steps ?? [];
}
