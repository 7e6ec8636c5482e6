import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { placeProduct } from "../support/product.ts";
import { manyRoots } from "./support/many-roots.ts";
import { type Workspace, workspace } from "./workspace.ts";

const folder = mkdtempSync(join(tmpdir(), "keyvault-network-"));
const at = (path: string): string => join(folder, path);
let roots: Workspace;

beforeAll(() => {
  placeProduct(at("dist"));
  roots = workspace(manyRoots);
  // The program, with as many threads as there is anything to do for.
  writeFileSync(
    at("program.cjs"),
    "require(process.env.PROGRAM).runProcess({ division: { most: 4, cost: 0, gain: 0 } });",
  );
  // Notes down each thread that begins.
  writeFileSync(
    at("hook.cjs"),
    `require("node:fs").appendFileSync(${JSON.stringify(at("began"))}, "begun\\n");`,
  );
});
beforeEach(() => {
  writeFileSync(at("began"), "");
});
afterAll(() => {
  roots.remove();
  rmSync(folder, { recursive: true });
});

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** How many threads there were. */
  readonly threads: number;
}

function run(script: string, argv: readonly string[], dist = "dist", ...flags: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, "--require", at("hook.cjs"), script, ...argv],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        PROGRAM: at(`${dist}/command-line.js`),
        KEYVAULT_NETWORK_COMPILED: at("compiled"),
      },
      cwd: roots.folder,
    },
  );
  return { status, stdout, stderr, threads: readFileSync(at("began"), "utf8").split("\n").length - 1 };
}

test.each(["json", "sarif", "text"])("the built program says the same in %s with four threads", (format) => {
  const argv = ["check", ".", "--format", format];
  const alone = run(at("dist/cli.js"), argv);
  expect(alone).toMatchObject({ status: 2, threads: 1 });
  expect(run(at("program.cjs"), argv)).toEqual({ ...alone, threads: 1 + 4 });
});

test("code that a thread compiled is used by the next one, and not written again", () => {
  const kept = (): readonly (readonly [string, number])[] =>
    readdirSync(at("compiled"))
      .filter((name) => name.includes("-thread-"))
      .map((name) => [name, statSync(at(`compiled/${name}`)).mtimeMs]);
  run(at("program.cjs"), ["check", "."]);
  const before = kept();
  expect(before.map(([name]) => name)).toContainEqual(expect.stringMatching(/-thread-command-line\.js$/));
  run(at("program.cjs"), ["check", "."]);
  expect(kept()).toEqual(before);
});

test.each([
  ["is broken", 'throw new Error("it broke");', "it broke"],
  ["ends", "process.exit(0);", "a thread ended with 0 before it answered"],
  ["says nothing", "", "a thread ended with 0 before it answered"],
  ["uses up all memory", "for (const all = []; ; ) all.push(Array(1000).fill(all.length));", "memory limit"],
])("a thread that %s ends the run with an error, and without a report", (_, code, why) => {
  cpSync(at("dist"), at("broken"), { recursive: true });
  writeFileSync(at("broken/cli.js"), code);
  const { status, stdout, stderr } = run(
    at("program.cjs"),
    ["check", "."],
    "broken",
    "--max-old-space-size=100",
  );
  rmSync(at("broken"), { recursive: true });
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^keyvault-network: [^\n]*\n$/);
  expect(stderr).toContain(why);
});

test("what a thread evaluates is no command", () => {
  const { status, stdout, threads } = run(at("dist/cli.js"), ["thread"]);
  expect({ status, stdout, threads }).toEqual({ status: 2, stdout: "", threads: 1 });
});
