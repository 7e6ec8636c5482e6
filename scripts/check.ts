// `npm run check`: all static checks, as many in parallel as there are processors. Exits
// with 1 if one fails.
import { exec } from "node:child_process";
import { availableParallelism } from "node:os";

/** The longest first, so that the others run in parallel with it. */
const parts = ["check:own-rules", "check:code", "check:layers", "check:unused", "check:format"];

const waiting = [...parts];
const results: { readonly part: string; readonly passed: boolean }[] = [];

async function work(): Promise<void> {
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    const { passed, output } = await run(part);
    console.log(`${passed ? "passed" : "FAILED"}  ${part}\n${output}`.trimEnd());
    results.push({ part, passed });
  }
}

/** The output of a check is shown when it has ended, so that outputs are not mixed. */
function run(part: string): Promise<{ readonly passed: boolean; readonly output: string }> {
  const maxBuffer = 64 * 1024 * 1024;
  return new Promise((resolve) => {
    exec(`npm run --silent ${part}`, { maxBuffer }, (error, stdout, stderr) => {
      resolve({ passed: error === null, output: error === null ? "" : stdout + stderr });
    });
  });
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
if (!results.every(({ passed }) => passed)) process.exitCode = 1;
