import { labelOf, titleOf } from "../access/vault-label.ts";
import type { Verdict } from "../access/verdict.ts";
import type { VaultAcrossWorlds, World } from "../access/worlds.ts";
import { judgeSource } from "../access/judge-source.ts";
import { callersIn, type Source, sourceIn } from "../access/source.ts";
import { mayUse } from "../services/consumers/consumer.ts";
import type { AccessFile, AccessTest, Wanted } from "./access-file.ts";
import { type JudgeOptions, namesOf } from "./judged-environment.ts";
import { resolveSource } from "./resolve-source.ts";
import { type Objection, objectionTo, waysOf } from "./shortfall.ts";
import type { JudgedTestFact, TestCell } from "./test-fact.ts";
import type { Deciding } from "./test-result.ts";
import type { JudgedTest } from "./judged-test.ts";

export interface Question {
  readonly test: AccessTest;
  readonly wanted: Extract<Wanted, { readonly kind: "access" }>;
  readonly environment: string | null;
  readonly vaults: readonly VaultAcrossWorlds[];
  /** Those of the environment and of all, which may declare a subnet that the root of a vault does not. */
  readonly worlds: readonly (readonly World[])[];
  readonly sources: AccessFile["sources"];
  readonly options: JudgeOptions;
}

/** One source at one vault. */
interface Cell {
  readonly from: string;
  readonly across: VaultAcrossWorlds;
  readonly verdict: Verdict;
  readonly objection: Objection | null;
}

/** Judges a test of sources at vaults; null if none of the sources is there. */
export function judgeAccess(question: Question): JudgedTest | null {
  const { test, wanted, environment } = question;
  const cells = cellsFor(question);
  if (cells.length === 0) return null;
  const wrong = cells.filter(({ objection }) => objection?.kind === "wrong");
  const open = cells.filter(({ objection }) => objection?.kind === "open");
  const [worst] = [...wrong, ...open];
  const deciding = wrong.length > 0 ? wrong : open;
  return {
    test,
    environment,
    outcome: outcomeOf(wrong.length, open.length, test),
    rule: wrong.length > 0 ? "KV601" : worst ? "KV603" : null,
    fact: worst ? factOf(question, worst, wrong.length + open.length - 1) : null,
    vault: worst?.across.vault.symbol ?? null,
    span: test.span,
    cells: cells.map((cell) => shown(cell, wanted)),
    unmet: [...wrong, ...open].map(({ across }) => across),
    deciding: deciding.flatMap((cell) => placesOf(cell, question)),
    steps: worst?.verdict.steps ?? [],
  };
}

function cellsFor({ wanted, vaults, worlds, sources, options }: Question): readonly Cell[] {
  return wanted.from.flatMap(({ value: from }) => {
    const reading = resolveSource(from, sources, options);
    if ("fault" in reading) return [];
    return vaults.flatMap((across) =>
      verdictsAt(across, seenFrom(across, reading.source, worlds)).map((verdict): Cell => {
        return { from, across, verdict, objection: objectionTo(wanted, verdict, from) };
      }),
    );
  });
}

function seenFrom({ views }: VaultAcrossWorlds, source: Source, worlds: Question["worlds"]): Source {
  return sourceIn(
    source,
    views.map(({ world }) => world),
    ...worlds,
  );
}

/** One verdict for each caller that a source means, as a consumer has several scenarios. */
function verdictsAt(across: VaultAcrossWorlds, source: Source): readonly Verdict[] {
  const callers = new Map(across.views.flatMap(({ world }) => [...callersIn(source, world.network)]));
  return [...callers].flatMap(([key, caller]) => {
    if (caller.kind === "consumer" && !mayUse(caller.consumer, across.vault)) return [];
    return judgeSource(across, source, key)?.answer ?? [];
  });
}

function outcomeOf(wrong: number, open: number, { onUnknown }: AccessTest): JudgedTest["outcome"] {
  if (wrong > 0) return "failed";
  if (open === 0) return "passed";
  return onUnknown === "skip" ? "skipped" : "failed";
}

function factOf(
  { test, environment }: Question,
  { from, across, objection }: Cell,
  more: number,
): JudgedTestFact | null {
  if (!objection) return null;
  const where = { test: test.name, environments: namesOf(environment), vault: labelOf(across.vault), more };
  if (objection.kind === "open") return { kind: "test-undecided", ...where, from, on: objection.on };
  const because = objection.steps[0]?.gate.facts ?? [];
  return { kind: "test-fails", ...where, shortfall: objection.shortfall, because };
}

function shown({ from, across, verdict }: Cell, { expect, via }: Question["wanted"]): TestCell {
  const ways = via.length > 0 && verdict.verdict === "allowed" ? waysOf(verdict) : [];
  return {
    from,
    vault: titleOf(labelOf(across.vault)),
    wanted: { kind: "access", verdict: expect === "allow" ? "allowed" : "denied", ways: via },
    found: { kind: "access", verdict: verdict.verdict, ways },
  };
}

function placesOf(cell: Cell, question: Question): readonly Deciding[] {
  const { vault } = cell.across;
  const test = factOf(question, cell, 0);
  const own = { vault: vault.symbol, label: labelOf(vault), steps: cell.verdict.steps };
  return (cell.objection?.steps ?? []).flatMap(({ gate: { span, facts } }) =>
    span && test ? [{ span, test, fact: { kind: "gate", facts }, ...own }] : [],
  );
}
