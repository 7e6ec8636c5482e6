import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Shell, shells } from "../../server/src/cli/completions.ts";
import { optionNames } from "../../server/src/cli/option-names.ts";
import { runCli } from "./run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "keyvault-network-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Command lines that are not complete, some of the words that may follow, and some that may not. */
const cases: readonly (readonly [line: string, has: readonly string[], hasNot: readonly string[]])[] = [
  ["ch", ["check"], ["vaults"]],
  ["check --fo", ["--format"], ["--from"]],
  ["simulate --fr", ["--from"], ["--format"]],
  ["vaults --ba", [], ["--base", "--baseline"]],
  ["check --format s", ["sarif", "svg"], ["text"]],
  ["check --severity ", ["info", "warning", "error"], ["check"]],
  ["rules KV10", ["KV101", "KV102"], ["KV201"]],
  ["completions f", ["fish"], ["bash"]],
];

/** Prints what a shell offers behind the script that completes command lines, each word in a line. */
interface Completing {
  readonly program: string;
  readonly argv: (file: string, words: readonly string[]) => readonly string[];
}

const completing: Readonly<Record<Shell, Completing>> = {
  bash: {
    program: "bash",
    argv: (file, words) => [
      "-c",
      `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); compopt() { :; }
_keyvault_network; printf '%s\\n' "\${COMPREPLY[@]}"`,
      file,
      ...words,
    ],
  },
  zsh: {
    program: "zsh",
    argv: (file, all) => [
      "-c",
      `compdef() { :; }; _files() { :; }; compadd() { shift; print -l -- \${(M)@:#\${words[CURRENT]}*}; }
source "$0"; words=("$@"); CURRENT=$#; _keyvault_network`,
      file,
      ...all,
    ],
  },
  fish: {
    program: "fish",
    argv: (file, words) => ["--no-config", "-c", `source ${file}; complete -C "${words.join(" ")}"`],
  },
  powershell: {
    program: "pwsh",
    argv: (file, words) => [
      "-NoProfile",
      "-Command",
      `. '${file}'; $line = '${words.join(" ")}'
([System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches.CompletionText`,
    ],
  },
};

const isThere = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

describe.each(shells)("completions of %s", (shell) => {
  const { program, argv } = completing[shell];
  const { status, out } = runCli("completions", shell);
  // Dots in other names would be taken for no script.
  const file = join(folder, `completions.${shell === "powershell" ? "ps1" : shell}`);
  writeFileSync(file, out);

  test("name every option", () => {
    expect(status).toBe(0);
    for (const name of optionNames) expect(out).toContain(name);
  });

  const where = isThere(program) ? "" : ` (left out: ${program} is not installed)`;
  test.skipIf(where !== "").each(cases)(`of '%s' are what fits${where}`, (line, has, hasNot) => {
    const words = ["keyvault-network", ...line.split(" ")];
    const run = spawnSync(program, argv(file, words), {
      encoding: "utf8",
      env: { ...process.env, HOME: folder, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
    });
    const offered = run.stdout.split(/\r?\n/).map((each) => each.split("\t")[0]);
    expect(offered, run.stderr).toEqual(expect.arrayContaining([...has]));
    for (const each of hasNot) expect(offered).not.toContain(each);
  });
});

test("a shell that has none is refused, and the nearest one named", () => {
  expect(runCli("completions", "bahs").error).toContain("unknown shell 'bahs'; did you mean 'bash'?");
  expect(runCli("completions").error).toContain("completions requires a shell: bash, zsh, fish, powershell");
  expect(runCli("completions", "bash", "--severity", "info")).toMatchObject({ status: 2, out: "" });
});
