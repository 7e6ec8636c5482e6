import { execFileSync } from "node:child_process";
import { basename, delimiter, join, resolve } from "node:path";
import { build } from "esbuild";
import { flagsFor } from "../server/src/cli/engine.ts";
import type { Shares } from "./shares-of.ts";
import type { Row } from "./table.ts";

const threads = 4;

/**
 * What `check` of whole repositories consists of (`REPOSITORIES`, as for these), and what threads could make of it at best, if each of them plans, as trees cannot be sent,
 * and evaluates and judges its part of the roots: those that nothing else asks about. Starting a thread is not counted.
 */
export async function benchShares(): Promise<readonly Row[]> {
  const folders = (process.env["REPOSITORIES"] ?? "").split(delimiter).filter((each) => each !== "");
  if (folders.length === 0) return [{ what: "none: the variable REPOSITORIES lists no folder" }];
  const program = join(import.meta.dirname, "shares-of.mjs");
  await build({
    entryPoints: [resolve("bench/shares-of.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
  });
  const flags = flagsFor({ size: Infinity, isCrowded: false }, process.versions.v8).map(({ ours }) => ours);
  return folders.map((folder): Row => {
    const [parts, total] = ["parts", "total"].map((what): unknown =>
      JSON.parse(
        execFileSync(process.execPath, [...flags, program, what], { cwd: folder, encoding: "utf8" }),
      ),
    );
    return rowOf(basename(folder), parts as Shares, total as number);
  });
}

function rowOf(name: string, shares: Shares, total: number): Row {
  const { planning, divisible, joint, linking, sending, roots, told } = shares;
  // Judging the others, merging, places, printing.
  const rest = Math.max(0, total - planning - divisible - joint - linking);
  const whole = planning + divisible + joint + linking + rest;
  const share = (part: number): string => `${((100 * part) / whole).toFixed(0)} %`;
  const clock = planning + divisible / threads + sending + joint + linking + rest;
  const processor = whole + (threads - 1) * planning + sending;
  return {
    what: `${name}: ${told} of ${roots} roots are alone`,
    "processor time": `${(whole / 1000).toFixed(2)} s`,
    planning: share(planning),
    "evaluating and judging those": share(divisible),
    "evaluating the others": share(joint),
    linking: share(linking),
    rest: share(rest),
    [`${threads} threads, clock`]: `${(whole / clock).toFixed(2)}× as fast`,
    [`${threads} threads, processor time`]: `${(processor / whole).toFixed(2)}×`,
  };
}
