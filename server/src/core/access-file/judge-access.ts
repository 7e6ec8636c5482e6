import { labelOf, titleOf } from "../access/vault-label.ts";
import type { Verdict } from "../access/verdict.ts";
import type { VaultAcrossWorlds, World } from "../access/worlds.ts";
import { asksAbout, judgeSource } from "../access/judge-source.ts";
import { callersIn, type Source, sourceIn } from "../access/source.ts";
import type { AccessFile, AccessTest, Deciding, JudgedTest, Wanted } from "./access-file.ts";
import { type JudgeOptions, namesOf } from "./cells.ts";
import { resolveSource } from "./resolve-source.ts";
import type { JudgedTestFact, OpenReason, Shortfall, TestCell } from "./test-fact.ts";
import type { Step } from "../access/decision.ts";
import type { Reason } from "../access/codes.ts";
import type { Way } from "./words.ts";

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
    if (!asksAbout(source, caller, across.vault)) return [];
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

type WantedAccess = Extract<Wanted, { readonly kind: "access" }>;

/** Why a verdict fails a test or leaves it open, and the deciding steps, which the editor shows in the template. */
type Objection =
  | { readonly kind: "wrong"; readonly shortfall: Shortfall; readonly steps: readonly Step[] }
  | { readonly kind: "open"; readonly on: OpenReason; readonly steps: readonly Step[] };

/** Why a verdict on `from` does not meet what a test wants; null if it does. */
function objectionTo(wanted: WantedAccess, verdict: Verdict, from: string): Objection | null {
  if (verdict.verdict === "depends")
    return { kind: "open", on: openReason(verdict), steps: stepsWith(verdict, "maybe") };
  const isWanted = wanted.expect === "allow";
  if (verdict.verdict === (isWanted ? "allowed" : "denied"))
    return isWanted ? wrongWay(wanted, verdict, from) : null;
  const shortfall: Shortfall =
    verdict.verdict === "partial"
      ? inPart(wanted, verdict, from)
      : { kind: isWanted ? "blocked" : "reaches", from };
  return { kind: "wrong", shortfall, steps: stepsWith(verdict, isWanted ? "deny" : "allow") };
}

/** The ways in that a verdict of "allowed" took, in the words of the access file. */
function waysOf(verdict: Verdict): readonly Way[] {
  const taken = stepsWith(verdict, "allow").flatMap(({ gate }) => wayFor[gate.reason] ?? []);
  return [...new Set(taken)];
}

const wayFor: Readonly<Partial<Record<Reason, Way>>> = {
  ALLOW_IP_RULE: "ipRule",
  ALLOW_SUBNET_RULE: "subnetRule",
  ALLOW_TRUSTED_SERVICE: "trustedService",
  ALLOW_PRIVATE_ENDPOINT: "privateEndpoint",
  ALLOW_PERIMETER_RULE: "perimeterRule",
  ALLOW_FIREWALL_OFF: "firewallOff",
};

function wrongWay(wanted: WantedAccess, verdict: Verdict, from: string): Objection | null {
  if (wanted.via.length === 0) return null;
  const by = waysOf(verdict).filter((way) => !wanted.via.includes(way));
  if (by.length === 0) return null;
  const shortfall = { kind: "wrong-way", from, by, wanted: wanted.via } as const;
  return { kind: "wrong", shortfall, steps: stepsWith(verdict, "allow") };
}

function inPart({ expect }: WantedAccess, { allowed, denied }: Verdict, from: string): Shortfall {
  const of = allowed.union(denied).size;
  return expect === "allow"
    ? { kind: "some-blocked", from, addresses: denied.size, of }
    : { kind: "some-reach", from, addresses: allowed.size, of };
}

/** Why a verdict is open: its causes or, without any, the reason of the open gate. */
function openReason({ because, reason }: Verdict): OpenReason {
  if (because.length > 0) return { kind: "causes", causes: because };
  switch (reason) {
    case "DEPENDS_EGRESS":
      return { kind: "egress" };
    case "DEPENDS_SERVICE":
      return { kind: "service" };
    case "DEPENDS_JOB":
      return { kind: "job" };
    case "DEPENDS_SUBNET":
      return { kind: "subnet" };
    default:
      return { kind: "causes", causes: [] };
  }
}

function stepsWith({ steps }: Verdict, outcome: Step["outcome"]): readonly Step[] {
  return steps.filter((step) => step.outcome === outcome);
}
