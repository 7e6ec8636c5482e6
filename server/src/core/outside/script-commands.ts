import { memoize } from "../logic/memoize.ts";
import type { VaultCommand } from "./access.ts";
import { azureCliCommand } from "./commands/azure-cli.ts";
import { azurePowerShellCommand } from "./commands/azure-powershell.ts";
import { rawRequest } from "./commands/raw-request.ts";
import { readPowerShell } from "./scripts/powershell.ts";
import { type Command, literalOf, type Script, type Word } from "./scripts/script.ts";
import { readShell } from "./scripts/shell.ts";
import type { SourceText } from "./source-text.ts";
import { foldWord } from "../text/fold.ts";

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

/** A command without what is in front of it and only decides how it runs, such as `sudo -E` or `timeout 60`. */
function withoutPrefix<Some extends Command>(command: Some): Some {
  const start = startOf(command.words);
  return start === 0 || start >= command.words.length
    ? command
    : { ...command, words: command.words.slice(start) };
}

/** Words that run the command behind them; `call` is that of Windows. */
const prefixes: ReadonlySet<string> = new Set([
  ...["sudo", "doas", "command", "exec", "nohup", "time", "timeout", "gtimeout", "nice", "ionice", "stdbuf"],
  ...["env", "retry", "call"],
]);

function startOf(words: readonly Word[]): number {
  let at = 0;
  while (prefixes.has(programOf(words[at]))) {
    at++;
    while (at < words.length && isOfPrefix(words[at])) at += takesValue(words[at]) ? 2 : 1;
  }
  return at;
}

function programOf(word: Word | undefined): string {
  return foldWord(literalOf(word) ?? "").replace(/^.*[\\/]/, "");
}

/** An option, a duration or number, or a variable of the environment. */
function isOfPrefix(word: Word | undefined): boolean {
  const [first] = word?.pieces ?? [];
  return first?.kind === "text" && /^(?:-|\d+(?:\.\d+)?[smhd]?$|[A-Za-z_]\w*=)/.test(first.text);
}

/** Of `sudo` and `env` the user, group and variable, of `timeout` the signal. */
function takesValue(word: Word | undefined): boolean {
  return /^(?:-[ugs]|--(?:user|group|unset|signal))$/.test(literalOf(word) ?? "");
}
