import { availableParallelism } from "node:os";
import { defineConfig, type Plugin } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { compiledSources } from "./test/support/compiled-sources.ts";

const needBrowser = ["test/vscode/**/*.test.ts", "test/client/*-page.test.ts"];

/** The documentation site in a browser, and its guides, whose commands are run. */
const site = "test/site/**/*.test.ts";

const withoutBrowser = {
  // All files of a worker share the modules they import: the core has no state that one test could leave to another.
  isolate: false,
  // The machine has nothing else to do; a few tests wait for processes that they start, and one more worker uses that time.
  maxWorkers: availableParallelism() + 1,
  execArgv: [
    // What files hold in their modules stays until the worker ends; together that is more than the 4 GB that V8 allows by itself.
    "--max-old-space-size=8192",
    // What one test makes is garbage by the next one: a nursery that is large from the beginning is cleared less often.
    "--min-semi-space-size=64",
    "--max-semi-space-size=64",
    ...optimizingLate(process.versions.v8),
  ],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // Processes that a test starts begin when the machine lets them.
  expect: { poll: { timeout: 30_000 } },
};

/** A function is optimized after it has run for several times as long as usual, which saves a sixth of the processor time. V8 complains of flags that it does not know. */
function optimizingLate(v8: string): string[] {
  if (v8.startsWith("11.3.")) return ["--interrupt-budget=500000"];
  return v8.startsWith("12.4.") ? ["--invocation-count-for-turbofan=20000"] : [];
}

const counted = "test/counted/**/*.test.ts";

/**
 * What takes long: every fixture in every layout and with every value unknown, generated input, files cut at every
 * character, servers that hang, the built and the packaged product, and counted work, which needs workers of its own
 * (`test/counted/work.ts`).
 */
const long = [
  counted,
  "test/fuzz.test.ts",
  "test/hosts/same-answers.test.ts",
  "test/rules/{cut,unknown-values,variations}.test.ts",
  "test/{evaluate,access}/knowledge.test.ts",
  "test/evaluate/any-arguments.test.ts",
  "test/syntax/**/{absence,half-typed,laws,speed,truncation}.test.ts",
  "test/lsp/{built,random-edits,resilience,watchdog}.test.ts",
  "test/cli/{built,built-threads,deadline,parts}.test.ts",
  "test/mcp/*.test.ts",
  "test/client/activation.test.ts",
  "test/security/hostile-names.test.ts",
  "test/tidy/{action-comment,package,release}.test.ts",
  "test/tidy/patterns/linear.test.ts",
];

function leftOut(mode: string): readonly string[] {
  if (mode === "quick") return long;
  return mode === "mutants" ? long.filter((each) => each !== counted) : [];
}

/** Begun last, a long file would run on alone when all others have ended; counted work comes before all others. */
const first = [
  /test\/counted\/growth\.test\.ts$/,
  /test\/counted\//,
  // V8 no longer optimizes regular expressions once a worker has 16 MB of compiled code, and searches long texts with them ten times as slowly
  // (`TooMuchRegExpCode` in https://github.com/v8/v8/blob/11.3.244/src/regexp/regexp.cc).
  /test\/forbidden\/hostile-logs\.test\.ts$/,
  /test\/(?:rules\/(?:variations|cut|unknown-values)|fuzz|hosts\/same-answers|vscode\/(?:hosts\/\w+|desktop))\.test\.ts$/,
  /test\/(?:rules\/(?:rules|decisions|terraform-json)|path\/(?:one-rule|written-rules)|lsp\/german|names\/one-name)\.test\.ts$/,
];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = first.findIndex((each) => each.test(moduleId));
      return index < 0 ? first.length : index;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/** The projects; plugins are for those that import the product. The mode `quick` leaves out what takes long, `mutants` all of that but counted work. */
export const configOf = (plugins: Plugin[], mode = "test") =>
  defineConfig({
    test: {
      sequence: { sequencer: LongFirst },
      projects: [
        {
          extends: true,
          plugins,
          test: {
            ...withoutBrowser,
            name: "unit",
            // Read by `test/support/amount.ts`. What is said above is evaluated again for each project, without the mode.
            env: { TEST_MODE: mode },
            include: ["test/**/*.test.ts"],
            exclude: [...needBrowser, ...leftOut(mode), site],
            globalSetup: ["test/support/product.ts", "test/compilers/support/found.ts"],
          },
        },
        {
          extends: true,
          plugins,
          test: {
            ...withoutBrowser,
            name: "site",
            include: [site],
            globalSetup: "test/site/support/global-setup.ts",
            sequence: { groupOrder: 1 },
            // Most of their time they wait for the browser.
            maxWorkers: 2 * availableParallelism(),
          },
        },
        {
          extends: true,
          test: {
            name: "vscode",
            include: needBrowser,
            globalSetup: "test/vscode/support/global-setup.ts",
            // After everything else: timing is a part of what these tests see. Two files at a time, since a VS Code mostly waits.
            sequence: { groupOrder: 2 },
            maxWorkers: Math.min(2, availableParallelism()),
            // What drives the browser is loaded once for all files of a worker.
            isolate: false,
            testTimeout: 180_000,
            hookTimeout: 180_000,
            // A window can lose the focus on a busy machine, which is not our fault: tried once more, and the report says so.
            retry: 1,
            // What the editor shows appears in its own time: tests wait for it with `expect.poll`.
            expect: { poll: { timeout: 45_000, interval: 100 } },
          },
        },
      ],
    },
  });

export default defineConfig(({ mode }) => configOf([compiledSources()], mode));
