import type { Verdict } from "../access/verdict.ts";
import type { VaultAcrossWorlds } from "../access/worlds.ts";
import { judgeAcross } from "../access/worlds.ts";
import type { Source } from "../access/source.ts";
import { callersIn } from "../access/source.ts";
import { mayUse } from "../services/consumers/consumer.ts";
import { listOr } from "../text/list.ts";
import type { AccessFile, AccessTest, Wanted } from "./access-file.ts";
import type { JudgeOptions } from "./judged-environment.ts";
import { resolveSource } from "./resolve-source.ts";
import type { Shortfall } from "./shortfall.ts";
import { shortfallOf, waysOf } from "./shortfall.ts";
import type { Deciding, TestResult } from "./test-result.ts";
import { english } from "../words/en/english.ts";

interface Question {
  readonly test: AccessTest;
  readonly wanted: Extract<Wanted, { readonly kind: "access" }>;
  readonly environment: string | null;
  readonly vaults: readonly VaultAcrossWorlds[];
  readonly sources: AccessFile["sources"];
  readonly options: JudgeOptions;
}

/** One source at one vault. */
interface Cell {
  readonly from: string;
  readonly vault: string;
  readonly verdict: Verdict;
  readonly shortfall: Shortfall | null;
}

/** Judges a test of sources at vaults; null where none of the sources is there. */
export function judgeAccess(question: Question): TestResult | null {
  const { test, wanted, environment } = question;
  const cells = cellsFor(question);
  if (cells.length === 0) return null;
  const wrong = cells.filter(({ shortfall }) => shortfall?.rule === "KV601");
  const open = cells.filter(({ shortfall }) => shortfall?.rule === "KV603");
  const [worst] = [...wrong, ...open];
  const deciding = wrong.length > 0 ? wrong : open;
  return {
    test,
    environment,
    outcome: outcomeOf(wrong.length, open.length, test),
    rule: worst?.shortfall?.rule ?? null,
    message: worst ? sayFailure(question, worst, wrong.length + open.length - 1) : null,
    vault: worst?.vault ?? null,
    span: test.span,
    expected: cells.map(({ from, vault }) => `${from} → ${vault}: ${sayWanted(wanted)}`).join("\n"),
    actual: cells
      .map((cell) => `${cell.from} → ${cell.vault}: ${sayVerdict(cell.verdict, wanted)}`)
      .join("\n"),
    deciding: deciding.flatMap(placesOf),
    steps: worst?.verdict.steps ?? [],
  };
}

function cellsFor({ wanted, vaults, sources, options }: Question): readonly Cell[] {
  return wanted.from.flatMap(({ value: from }) => {
    const reading = resolveSource(from, sources, options);
    if ("error" in reading) return [];
    return vaults.flatMap((across) => {
      const vault = across.vault.symbol;
      const verdicts = verdictsAt(across, reading.source);
      return verdicts.map((verdict): Cell => {
        return { from, vault, verdict, shortfall: shortfallOf(wanted, verdict, { from, vault }) };
      });
    });
  });
}

/** One verdict for each caller that a source means, as a consumer has several scenarios. */
function verdictsAt(across: VaultAcrossWorlds, source: Source): readonly Verdict[] {
  const callers = new Map(across.views.flatMap(({ world }) => [...callersIn(source, world.network)]));
  return [...callers].flatMap(([key, caller]) => {
    if (caller.kind === "consumer" && !mayUse(caller.consumer, across.vault)) return [];
    return judgeAcross(across, (network) => callersIn(source, network).get(key) ?? null)?.answer ?? [];
  });
}

function outcomeOf(wrong: number, open: number, { onUnknown }: AccessTest): TestResult["outcome"] {
  if (wrong > 0) return "failed";
  if (open === 0) return "passed";
  return onUnknown === "skip" ? "skipped" : "failed";
}

/** "Access test 'Internet stays out' fails in dev: internet reaches kv. Public network access is enabled." */
function sayFailure({ test, environment }: Question, { shortfall }: Cell, more: number): string {
  if (!shortfall) return "";
  const verb = shortfall.rule === "KV603" ? "is undecided" : "fails";
  const place = environment === null ? "" : ` in ${environment}`;
  const why = shortfall.rule === "KV603" ? "" : ` ${english.gate(shortfall.steps[0]?.gate.facts ?? [])}`;
  const others = more === 0 ? "" : ` And ${more} more.`;
  return `Access test '${test.name}' ${verb}${place}: ${shortfall.text}.${why}${others}`.trimEnd();
}

function sayWanted({ expect, via }: Question["wanted"]): string {
  const word = expect === "allow" ? "allowed" : "denied";
  return via.length === 0 ? word : `${word} by ${listOr(via)}`;
}

function sayVerdict(verdict: Verdict, { via }: Question["wanted"]): string {
  const ways = via.length > 0 && verdict.verdict === "allowed" ? ` by ${listOr(waysOf(verdict))}` : "";
  return `${verdict.verdict}${ways}`;
}

function placesOf({ vault, shortfall, verdict: { steps } }: Cell): readonly Deciding[] {
  return (shortfall?.steps ?? []).flatMap(({ gate: { span, facts } }) =>
    span ? [{ span, text: english.gate(facts), vault, steps }] : [],
  );
}
