import { serialize, deserialize } from "node:v8";
import { openAccessFiles } from "../server/src/cli/access-files.ts";
import type { Host } from "../server/src/cli/host.ts";
import { voiceIn } from "../server/src/cli/language.ts";
import { openDisk } from "../server/src/cli/disk.ts";
import { main } from "../server/src/cli/main.ts";
import type { Options } from "../server/src/cli/options.ts";
import { readOptions } from "../server/src/cli/options.ts";
import { openOutside } from "../server/src/cli/outside.ts";
import { planRoots } from "../server/src/cli/roots.ts";
import { tellOf } from "../server/src/cli/tell.ts";
import type { Analysis } from "../server/src/core/index.ts";
import { analyze, linkAnalyses, once } from "../server/src/core/index.ts";
import { plainCopy } from "../server/src/core/logic/plain-copy.ts";
import { testGrammar } from "../test/support/hcl-grammar.ts";

/** What the parts of a check of one repository take, in milliseconds of processor time. */
export interface Shares {
  readonly planning: number;
  /** Roots that tell all that is asked of them where they are evaluated, so that any thread can do it. */
  readonly divisible: number;
  /** The others: they are linked, or tests, pipelines or scripts ask about them. */
  readonly joint: number;
  /** Copying what the roots report, as messages between threads are copied. */
  readonly sending: number;
  readonly linking: number;
  readonly roots: number;
  readonly told: number;
}

// A process for the parts and one for all of it, since a check begins without compiled code.
const argv = ["check", ".", "--format", "json"];
const reading = readOptions(argv);
if (reading.kind !== "options") throw new Error("These are options.");
const host: Host = {
  out: () => undefined,
  error: () => undefined,
  color: false,
  grammar: () => testGrammar,
  input: () => ({ text: "" }),
};
const measured = process.argv[2] === "total" ? timed(() => main(argv, host))[0] : measure(reading.options);
console.log(JSON.stringify(measured));

function measure(options: Options): Shares {
  const disk = openDisk({ grammar: () => testGrammar });
  const [planning, { files, planned }] = timed(() => {
    const accessFiles = openAccessFiles(options, disk);
    return { files: accessFiles, planned: planRoots({ ...options, files: accessFiles }, disk) };
  });
  const { plans } = planned.given;
  const tell = tellOf({
    ...{ options, plans, files, words: voiceIn(options.language).words, today: "2026-11-28" },
    outside: once(() => openOutside(planned.outside, disk)),
    disk: { ...disk, isCrowded: () => true },
  });
  const asked = plans.flatMap(({ root, judged }) => judged.map((environment) => ({ root, environment })));
  const each = asked.map(({ root, environment }) => {
    const [evaluating, analysis] = timed(() => analyze({ root, environment, files: disk, states: plans }));
    const [telling, told] = timed(() => tell(analysis));
    const [sending] = timed((): unknown => told && deserialize(serialize(plainCopy(told))));
    return { analysis, evaluating, telling, told, sending };
  });
  const alone = each.map(({ analysis }) => analysis).filter(({ isTemplate }) => isTemplate);
  const [linking, linked] = timed(() => linkAnalyses(alone));
  const separate = new Set<Analysis>(linked);
  const isDivisible = ({ told, analysis }: (typeof each)[number]): boolean =>
    told !== null && separate.has(analysis);
  const divided = each.filter(isDivisible);
  const divisible = sumOf(divided.map(({ evaluating, telling }) => evaluating + telling));
  const joint = sumOf(each.filter((one) => !isDivisible(one)).map(({ evaluating }) => evaluating));
  return {
    ...{ planning, divisible, joint, linking },
    sending: sumOf(divided.map((one) => one.sending)),
    roots: each.length,
    told: divided.length,
  };
}

function timed<T>(work: () => T): readonly [number, T] {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return [(user + system) / 1000, result];
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
