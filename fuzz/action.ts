import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { templateText, vaultResource, workspace } from "../test/cli/workspace.ts";

/** The inputs of the action, as its steps pass them on. */
export interface ActionInputs {
  readonly PATHS: string;
  readonly ARGUMENTS: string;
  readonly FORMAT: string;
  readonly FAIL: string;
}

const root = join(import.meta.dirname, "..");

const pieces = [
  ...[
    "infra",
    "my infra",
    "missing.json",
    ".",
    "-",
    "--",
    "--help",
    "*",
    "\\",
    "'",
    '"',
    " ",
    "\n",
    "\r\n",
    "\t",
  ],
  ...[
    "$(touch ran)",
    "`touch ran`",
    ";touch ran",
    "|touch ran",
    "&touch ran",
    ">ran",
    "${PATH}",
    "\u202e",
    "é😀",
  ],
  ...[
    "--severity",
    "error",
    "--exclude",
    "--format",
    "json",
    "--base",
    "HEAD",
    "--config",
    "--",
    "::error::x",
  ],
];
const written = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join(""));
const lines = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join("\n"));

/** Inputs with quotes, line breaks, options and shell commands in any place. */
export const actionInputs: fc.Arbitrary<ActionInputs> = fc.record({
  PATHS: fc.oneof(written, lines, fc.constantFrom("infra", "'my infra'\ninfra", ".")),
  ARGUMENTS: fc.oneof(written, lines, fc.constantFrom("", "", "--severity error")),
  FORMAT: fc.oneof({ weight: 6, arbitrary: fc.constantFrom("github", "text", "sarif", "") }, written),
  FAIL: fc.constantFrom("true", "false", "FALSE", "no", "", "$(touch ran)"),
});

/** A checkout that the action runs in. */
export interface Checkout {
  /** Runs the action; throws if its exit code is not one of the command line's, or if an input was run as a command. */
  readonly act: (inputs: ActionInputs) => number;
  readonly remove: () => void;
}

/** Builds what a tag contains, and runs it: the program is not replaced with a test double. */
export function checkout(): Checkout {
  const open = templateText([vaultResource("kv", { defaultAction: "Allow" })]);
  const at = workspace({ "checkout/infra/a.json": open, "checkout/my infra/a.json": open });
  execFileSync(process.execPath, ["esbuild.mjs", at.path("action/dist")], { cwd: root });
  return {
    act: (inputs) => {
      const run = (given: ActionInputs): number | null =>
        spawnSync("bash", [join(root, ".github/check.sh")], {
          cwd: at.path("checkout"),
          env: { ...process.env, ...given, GITHUB_ACTION_PATH: at.path("action") },
        }).status;
      const status = run(inputs);
      if (status === null || ![0, 1, 2, 3].includes(status)) throw new Error(`exit status ${status}`);
      if (existsSync(at.path("checkout/ran"))) throw new Error("an input was run as a command");
      if (status === 0 && /^false$/i.test(inputs.FAIL)) {
        const strict = run({ ...inputs, FAIL: "true" });
        if (strict !== 0 && strict !== 1) throw new Error(`exit status ${strict} was turned into 0`);
      }
      return status;
    },
    remove: at.remove,
  };
}
