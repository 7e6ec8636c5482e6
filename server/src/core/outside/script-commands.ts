import { memoize } from "../logic/memoize.ts";
import type { VaultCommand } from "./access.ts";
import { azureCliCommand } from "./commands/azure-cli.ts";
import { azurePowerShellCommand } from "./commands/azure-powershell.ts";
import { withoutPrefix } from "./commands/prefix.ts";
import { rawRequest } from "./commands/raw-request.ts";
import { readPowerShell } from "./scripts/powershell.ts";
import type { Command, Script } from "./scripts/script.ts";
import { readShell } from "./scripts/shell.ts";
import type { SourceText } from "./source-text.ts";

export type Language = "shell" | "powershell";

/** The language of a script's file. */
export function languageOf(path: string): Language {
  return /\.psm?1$/i.test(path) ? "powershell" : "shell";
}

/** Jobs and callers of a script share what is read of it. */
const shellScript = memoize((source: SourceText) => withPlainCommands(readShell(source)));
const powerShellScript = memoize((source: SourceText) => withPlainCommands(readPowerShell(source)));

/** A script in one of the languages. */
export function scriptIn(source: SourceText, language: Language): Script {
  return language === "shell" ? shellScript(source) : powerShellScript(source);
}

function withPlainCommands(script: Script): Script {
  const { commands, uncalled } = script;
  return { ...script, commands: commands.map(withoutPrefix), uncalled: uncalled.map(withoutPrefix) };
}

/** What a command does with a vault; null if it does nothing with one. */
export const vaultCommand = memoize(
  (command: Command): VaultCommand | null =>
    azureCliCommand(command) ?? azurePowerShellCommand(command) ?? rawRequest(command),
);

/**
 * Whether a shell ends a script at the first command that fails: https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html
 */
export function stopsAtFailure(text: string): boolean {
  return /^[ \t]*set[ \t]+(?:-[a-z]*e|-o[ \t]+errexit)/m.test(text);
}
