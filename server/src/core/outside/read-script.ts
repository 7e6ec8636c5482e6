import { memoize } from "../logic/memoize.ts";
import type { DocumentId } from "../text/span.ts";
import type { VaultCommand } from "./access.ts";
import { azureCliCommand } from "./commands/azure-cli.ts";
import { azurePowerShellCommand } from "./commands/azure-powershell.ts";
import { deploysUnknownValues } from "./commands/deployment.ts";
import { rawRequest } from "./commands/raw-request.ts";
import type { VaultCall } from "./job.ts";
import type { Names } from "./names.ts";
import { namesWithin, resolveWord, vaultNamesIn } from "./names.ts";
import type { OutsideFiles } from "./outside-files.ts";
import { findUpwards } from "./outside-files.ts";
import { readPowerShell } from "./scripts/powershell.ts";
import type { Command, Piece, Script, Word } from "./scripts/script.ts";
import { literalOf } from "./scripts/script.ts";
import { readShell } from "./scripts/shell.ts";
import type { SourceText } from "./source-text.ts";
import { wholeText } from "./source-text.ts";

export type Language = "shell" | "powershell";

/** What a script does with vaults, in order, with the scripts that it runs. */
export interface ScriptCalls {
  readonly calls: readonly VaultCall[];
  /** It runs a script that cannot be read, or is not read to its end. */
  readonly isUnread: boolean;
  /** It ends at the first command that fails. */
  readonly stopsAtFailure: boolean;
  /** It deploys templates with values that only the run knows. */
  readonly deploys: boolean;
}

/** Reads what a script does; `names` are those of its environment. */
export function readScript(
  source: SourceText,
  language: Language,
  names: Names,
  files: OutsideFiles,
  seen = new Set<DocumentId>(),
): ScriptCalls {
  const script = scriptOf(source, language);
  const own = namesWithin(script.assignments, names);
  const calls: VaultCall[] = [];
  let isUnread = script.isCut;
  let deploys = script.commands.some(deploysUnknownValues);
  for (const command of script.commands) {
    const found = vaultCommand(command);
    if (found) calls.push(callOf(found, command, own));
    else {
      const path = scriptRunBy(command);
      const run = path === null ? nothing : runScript(path, source.document, own, files, seen);
      calls.push(
        ...run.calls.map((each) => ({ ...each, runsAtExit: each.runsAtExit || command.runsAtExit })),
      );
      isUnread ||= run.isUnread;
      deploys ||= run.deploys;
    }
  }
  return { calls, isUnread, stopsAtFailure: language === "shell" && stopping.test(source.text), deploys };
}

/** https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html */
const stopping = /^[ \t]*set[ \t]+(?:-[a-z]*e|-o[ \t]+errexit)/m;

const nothing: ScriptCalls = { calls: [], isUnread: false, stopsAtFailure: false, deploys: false };

/**
 * Reads a script in a file, which inherits the environment but not the variables of what runs it. What is run more than once is read
 * the first time.
 */
export function runScript(
  path: string,
  from: DocumentId,
  names: Names,
  files: OutsideFiles,
  seen = new Set<DocumentId>(),
): ScriptCalls {
  const found = findUpwards(from, path, files);
  if (!found) return { ...nothing, isUnread: true };
  if (!found.document || seen.has(found.id)) return nothing;
  seen.add(found.id);
  return readScript(wholeText(found.document), languageOf(found.id), names, files, seen);
}

/** The language of a script's file. */
export function languageOf(path: string): Language {
  return /\.psm?1$/i.test(path) ? "powershell" : "shell";
}

/** Jobs and callers of a script share what is read of it. */
const shellScript = memoize(readShell);
const powerShellScript = memoize(readPowerShell);

function scriptOf(source: SourceText, language: Language): Script {
  return language === "shell" ? shellScript(source) : powerShellScript(source);
}

function vaultCommand(command: Command): VaultCommand | null {
  return azureCliCommand(command) ?? azurePowerShellCommand(command) ?? rawRequest(command);
}

function callOf({ access, vault, span }: VaultCommand, command: Command, names: Names): VaultCall {
  return {
    access,
    vaults: vault ? vaultNamesIn(addressOf(resolveWord(vault, names))) : null,
    written: vault ? writtenAs(vault) : "",
    span: vault?.span ?? span,
    runsAtExit: command.runsAtExit,
  };
}

/** Of an ID in the form of a resource, the last name is that of the vault. */
function addressOf(texts: readonly string[] | null): readonly string[] | null {
  return texts?.map((text) => /\/vaults\/([\w-]+)$/i.exec(text)?.[1] ?? text) ?? null;
}

/** The word as a reader sees it, without quotes; the same for equal words. */
function writtenAs({ pieces }: Word): string {
  return pieces.map(printPiece).join("");
}

function printPiece(piece: Piece): string {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "variable":
      return `$${piece.name}`;
    case "macro":
      return `$(${piece.name})`;
    case "expression":
      return `\${{ ${piece.text} }}`;
    case "unknown":
      return "…";
  }
}

/** The file of a script that a command runs; null of any other command. */
function scriptRunBy({ words }: Command): string | null {
  const [first, ...others] = words.map(literalOf);
  const isShell = /^(?:bash|sh|zsh|source|\.|pwsh|powershell)(?:\.exe)?$/i.test(first ?? "");
  const path = isShell ? others.find((word) => word !== null && isScript(word)) : first;
  return path !== undefined && path !== null && isScript(path) ? path : null;
}

function isScript(word: string): boolean {
  return /^[\w./\\-]+\.(?:sh|bash|ps1)$/i.test(word);
}
