import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Mutant } from "./mutant.ts";

/** A change can make a loop endless. */
const limit = 600_000;

/**
 * Runs the tests with the mutant in place of its file, nearest first, until one fails or time is up; not those that vary every fixture, which add
 * little and take minutes.
 */
export async function isNoticed(mutant: Mutant): Promise<boolean> {
  const vitest = join("node_modules", "vitest", "vitest.mjs");
  const options = [
    "--config",
    "scripts/mutants/vitest.config.ts",
    "--root",
    ".",
    ...["--project", "unit"],
    ...["--bail", "1"],
  ];
  const child = spawn(process.execPath, [vitest, "run", ...options], {
    env: { ...process.env, MUTANT: JSON.stringify(mutant) },
    stdio: "ignore",
    // With its workers in a separate group, all of them end together.
    detached: true,
  });
  const timer = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, "SIGKILL"), limit);
  const status = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  clearTimeout(timer);
  return status !== 0;
}
