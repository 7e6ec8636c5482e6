import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCases } from "../outside/page.ts";
import { comparePowerShell } from "./support/compare-powershell.ts";
import { powerShellFound } from "./support/found.ts";
import { parseScript } from "./support/powershell.ts";

test.skipIf(powerShellFound === null)(
  "commands of scripts are those that PowerShell's parser sees",
  async () => {
    const folder = join(import.meta.dirname, "scripts");
    const own = readdirSync(folder)
      .filter((name) => name.endsWith(".ps1"))
      .map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
    const ofCases = readCases("test/outside/cases").flatMap(({ name, files }) =>
      [...files]
        .filter(([path]) => path.endsWith(".ps1"))
        .map(([path, text]) => [`${name}${path}`, text] as const),
    );
    let commands = 0;
    for (const [name, text] of [...own, ...ofCases]) {
      const theirs = await parseScript(text);
      expect(theirs.errors, name).toEqual([]);
      const compared = comparePowerShell(text, theirs);
      expect(compared.differences, name).toEqual([]);
      commands += compared.commands;
    }
    expect(commands).toBeGreaterThan(30);
  },
);

test.skipIf(powerShellFound === null)(
  "a command that is not read, or read otherwise, is a difference",
  async () => {
    const theirs = await parseScript("Get-AzKeyVault -Name 'a'\n");
    const said = (text: string): readonly string[] =>
      comparePowerShell(text, theirs).differences.map(({ kind }) => kind);
    expect(said("Get-AzKeyVault -Name 'b'\n")).toEqual(["word read otherwise"]);
    expect(said("#et-AzKeyVault -Name 'a'\n")).toEqual(["command not read"]);
    expect(said("Get-AzKeyVault -Name 'a'; Get-AzKeyVault")).toEqual(["no command"]);
  },
);
