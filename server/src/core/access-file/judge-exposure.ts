import type { Step } from "../access/decision.ts";
import type { Exposure } from "../access/codes.ts";
import { labelOf, titleOf } from "../access/vault-label.ts";
import type { Cause } from "../evaluate/values/value.ts";
import { exposureAcross, judgeAcross, type VaultAcrossWorlds } from "../access/worlds.ts";
import type { AccessTest, Wanted } from "./access-file.ts";
import type { DecidingFact, JudgedTestFact } from "./test-fact.ts";
import type { Deciding } from "./test-result.ts";
import type { JudgedTest } from "./judged-test.ts";
import { namesOf } from "./judged-environment.ts";

interface Question {
  readonly test: AccessTest;
  readonly wanted: Extract<Wanted, { readonly kind: "exposure" }>;
  readonly environment: string | null;
  readonly vaults: readonly VaultAcrossWorlds[];
}

interface Answer {
  readonly vault: VaultAcrossWorlds;
  readonly exposure: Exposure;
  readonly outcome: "kept" | "broken" | "open";
  readonly because: readonly Cause[];
}

/** Judges how open vaults may be. */
export function judgeExposure(question: Question): JudgedTest {
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
    fact: worst ? factOf(question, worst, broken.length + open.length - 1) : null,
    vault: worst?.vault.vault.symbol ?? null,
    span: test.span,
    cells: answers.map(({ vault, exposure }) => ({
      from: null,
      vault: titleOf(labelOf(vault.vault)),
      wanted: { kind: "exposure", exposures: wanted.allowed },
      found: { kind: "exposure", exposures: [exposure] },
    })),
    unmet: [...broken, ...open].map(({ vault }) => vault),
    deciding: broken.map((each) => placeOf(each, question)),
    steps: worst ? stepsOf(worst) : [],
  };
}

function answerFor(vault: VaultAcrossWorlds, { allowed }: Question["wanted"]): Answer {
  const { exposure, cases, because } = exposureAcross(vault);
  const isAllowed = (word: string): boolean => allowed.some((each) => each === word);
  const inAllCases = cases.length > 0 && cases.every(({ answer }) => isAllowed(answer));
  const isOpen = exposure === "depends";
  const outcome = isAllowed(exposure) || inAllCases ? "kept" : isOpen ? "open" : "broken";
  return { vault, exposure, outcome, because };
}

function factOf(
  { test, environment, wanted: { allowed } }: Question,
  { vault, exposure, outcome, because }: Answer,
  more: number,
): JudgedTestFact {
  const where = { test: test.name, environments: namesOf(environment), vault: labelOf(vault.vault), more };
  return outcome === "open"
    ? { kind: "exposure-test-undecided", ...where, on: { kind: "causes", causes: because } }
    : { kind: "exposure-test-fails", ...where, exposure, allowed };
}

/** What lets the internet in, where the vault is open to it; else the vault. */
function placeOf(answer: Answer, question: Question): Deciding {
  const { vault, exposure } = answer;
  const steps = stepsOf(answer);
  const step =
    exposure === "public" ? steps.find(({ outcome, gate }) => outcome === "allow" && gate.span) : null;
  const fact: DecidingFact = step
    ? { kind: "gate", facts: step.gate.facts }
    : { kind: "vault-exposure", exposure };
  return {
    span: step?.gate.span ?? vault.vault.label,
    test: factOf(question, answer, 0),
    fact,
    vault: vault.vault.symbol,
    label: labelOf(vault.vault),
    steps,
  };
}

/** How open a vault is follows from what it makes of the internet. */
function stepsOf({ vault }: Answer): readonly Step[] {
  return judgeAcross(vault, () => ({ kind: "internet" }))?.answer.steps ?? [];
}
