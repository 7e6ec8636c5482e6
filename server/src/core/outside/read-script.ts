import { memoize } from "../logic/memoize.ts";
import type { DocumentId } from "../text/document.ts";
import type { VaultCommand } from "./access.ts";
import { deploysTemplates, hasUnknownValues } from "./commands/deployment.ts";
import { joinsNetwork } from "./commands/joined-network.ts";
import { type AppliedTerraform, areOptionsPlain, terraformApplied } from "./commands/terraform.ts";
import { pathOf, type StartedScript, startedScript } from "./commands/started-script.ts";
import { type Given, givenBy, neededBy } from "./handed-on.ts";
import { mayChangeUnseen } from "./commands/unseen-change.ts";
import { speller, type ToolUse, toolUsesOf } from "./tool-uses.ts";
import { applyAt, deployAt, unreadAt, type VaultCall } from "./job.ts";
import {
  likelyName,
  type Names,
  namesWithin,
  resolveWord,
  type Texts,
  vaultNamesIn,
  withArguments,
  withParameters,
} from "./names.ts";
import { findUpwards, type OutsideFiles } from "./outside-files.ts";
import { type Language, languageOf, scriptIn, stopsAtFailure, vaultCommand } from "./script-commands.ts";
import { type Command, literalOf, type Piece, type Word } from "./scripts/script.ts";
import { readShell } from "./scripts/shell.ts";
import { sourcedAssignments } from "./sourced-assignments.ts";
import { type SourceText, wholeText } from "./source-text.ts";

/** What a script does with vaults, in order, with the scripts that it runs. */
export interface ScriptCalls {
  readonly calls: readonly VaultCall[];
  /** It runs a script that cannot be read, is not read to its end, or connects its machine with another network. */
  readonly isUnread: boolean;
  /** It ends at the first command that fails. */
  readonly stopsAtFailure: boolean;
  /** It deploys templates with values that only the run knows. */
  readonly deploys: boolean;
  readonly given: readonly Given[];
  readonly tools: readonly ToolUse[];
}

/** Many jobs may run the same script. */
const isDeployment = memoize(deploysTemplates);
const isJoining = memoize(joinsNetwork);
const appliedBy = memoize(terraformApplied);
const startedBy = memoize(startedScript);

/** Reads what a script does; `names` are those of its environment. */
export function readScript(
  source: SourceText,
  language: Language,
  names: Names,
  files: OutsideFiles,
  seen = new Set<string>(),
): ScriptCalls {
  const script = scriptIn(source, language);
  // What a file that is run gets from outside is not followed.
  const isInJob = seen.size === 0;
  const sourced = sourcedAssignments(script.commands, source.document, files);
  const own = sourced
    ? namesWithin([...script.assignments, ...sourced], names)
    : { ...names, variable: () => null };
  const folderOf = folders(script.commands, source, own);
  const spell = speller(script.assignments, own);
  const read = script.commands.map((command, index) =>
    readCommand(command, spell, { source, language, folder: () => folderOf(index), names: own, files, seen }),
  );
  const assigned = new Set(script.assignments.map(({ name }) => name));
  const placed = (call: VaultCall, at: number): VaultCall => {
    const { access } = call;
    const isOwn = isInJob && sourced !== null && call.span.document === source.document;
    return isOwn && access.kind === "remove-rule"
      ? { ...call, at, needs: neededBy(access.of, assigned, own, names) }
      : { ...call, at };
  };
  return {
    calls: read.flatMap(({ calls }, at) => calls.map((call) => placed(call, at))),
    given: givenBy(script, source),
    isUnread:
      script.isCut ||
      read.some((each) => each.isUnread) ||
      script.uncalled.some((command) => command.isMentioned && mayChange(command, language)),
    stopsAtFailure: language === "shell" && stopsAtFailure(source.text),
    deploys: read.some((each) => each.deploys),
    // A request in a function counts even if no call of the function is found.
    tools: [
      ...read.flatMap((each) => each.tools),
      ...script.uncalled.flatMap((each) => toolUsesOf(each, spell).filter(({ kind }) => kind === "request")),
    ],
  };
}

/** Whether a command may change the network settings of a vault. */
function mayChange(command: Command, language: Language): boolean {
  const found = vaultCommand(command);
  if (found) return found.access.kind !== "use";
  return isDeployment(command) || startedBy(command) !== null || mayChangeUnseen(command, language);
}

interface ScriptContext {
  readonly source: SourceText;
  readonly language: Language;
  /** The folder that the command runs in, relative to that of its job; null if it is not known. */
  readonly folder: () => string | null;
  readonly names: Names;
  readonly files: OutsideFiles;
  readonly seen: Set<string>;
}

function readCommand(
  command: Command,
  spell: ReturnType<typeof speller>,
  context: ScriptContext,
): ScriptCalls {
  const { source, names, files, seen } = context;
  const nothing = { ...nothingCalled, tools: toolUsesOf(command, spell) };
  const { span, runsAtExit } = command;
  const found = vaultCommand(command);
  if (found) return { ...nothing, calls: [callOf(found, command, names)] };
  const applied = appliedBy(command);
  const own = applied ? [applyOf(applied, context.folder(), command, names)] : [];
  if (isDeployment(command)) {
    const calls = [{ ...deployAt(span, applied ? "terraform" : null), runsAtExit }, ...own];
    return { ...nothing, calls, deploys: hasUnknownValues(command, names) };
  }
  if (applied) return { ...nothing, calls: own };
  const started = startedBy(command);
  if (started) {
    const run = runStarted(started, source.document, names, files, seen);
    const calls = run.calls.map((each) => ({
      ...each,
      runsAtExit: each.runsAtExit || runsAtExit,
      isInBranch: each.isInBranch === true || command.isInBranch === true,
    }));
    return { ...run, calls };
  }
  return isJoining(command) || mayChangeUnseen(command, context.language)
    ? { ...nothing, calls: [{ ...unreadAt(span), runsAtExit }] }
    : nothing;
}

const nothingCalled: ScriptCalls = {
  ...{ calls: [], tools: [], given: [] },
  ...{ isUnread: false, stopsAtFailure: false, deploys: false },
};

function runStarted(
  { file, given }: StartedScript,
  from: DocumentId,
  names: Names,
  files: OutsideFiles,
  seen: Set<string>,
): ScriptCalls {
  const path = pathOf(file, names);
  if (path === null) return { ...nothingCalled, isUnread: true };
  return runScript(path, from, names, files, argumentsIn({ given }, names), seen);
}

/** Scripts that run each other may do so with further arguments each time. */
const mostRuns = 100;

/**
 * Reads a script in a file, which inherits the environment but not the variables of what runs it. What is run more than once with the
 * same arguments is read the first time.
 */
export function runScript(
  path: string,
  from: DocumentId,
  names: Names,
  files: OutsideFiles,
  given: readonly Texts[] | null = null,
  seen = new Set<string>(),
): ScriptCalls {
  const found = findUpwards(from, path, files);
  if (!found) return { ...nothingCalled, isUnread: true };
  const key = `${found.id} ${JSON.stringify(given)}`;
  if (!found.document || seen.has(key)) return nothingCalled;
  if (seen.size >= mostRuns) return { ...nothingCalled, isUnread: true };
  seen.add(key);
  const source = wholeText(found.document);
  const language = languageOf(found.id);
  const own =
    language === "shell"
      ? withArguments(names, given)
      : withParameters(names, scriptIn(source, language), given);
  const read = readScript(source, language, own, files, seen);
  // What includes the file may call its functions.
  const mayBeCalled = scriptIn(source, language).uncalled.some((command) => mayChange(command, language));
  return { ...read, isUnread: read.isUnread || mayBeCalled };
}

function callOf({ access, vault, span }: VaultCommand, command: Command, names: Names): VaultCall {
  const vaults = vault ? vaultNamesIn(addressOf(resolveWord(vault, names))) : null;
  return {
    ...{ access, vaults, likely: vault && vaults === null ? likelyName(vault, names) : null },
    written: vault ? writtenAs(vault) : "",
    span: vault?.span ?? span,
    runsAtExit: command.runsAtExit,
    isInBranch: command.isInBranch === true,
  };
}

function applyOf(
  { folder, options }: AppliedTerraform,
  before: string | null,
  { span, runsAtExit }: Command,
  names: Names,
): VaultCall {
  const own = folder === null ? [""] : resolveWord(folder, names);
  const [only, ...others] = own ?? [];
  const isPlain = options.every((word) => resolveWord(word, names)?.every(areOptionsPlain));
  const isKnown = isPlain && before !== null && only !== undefined && others.length === 0;
  return { ...applyAt(isKnown ? joinPaths(before, only) : null, span), runsAtExit };
}

/** The folder that a command at a place runs in, relative to that of its job; null if it is not known. */
function folders(
  commands: readonly Command[],
  { text }: SourceText,
  names: Names,
): (index: number) => string | null {
  const changes = commands.flatMap((command, index) => (changesFolder(command) ? [{ command, index }] : []));
  const [first, second] = changes;
  const target = first?.command.words[1];
  const [only, ...more] = (target && resolveWord(target, names)) ?? [];
  const isKnown = more.length === 0 && only !== undefined && !/^[-~]/.test(only);
  const isSet = givesVariables(text);
  return (index) => {
    if (isSet) return null;
    if (!first || first.index >= index) return "";
    return isKnown && !(second && second.index < index) ? only : null;
  };
}

function changesFolder({ words }: Command): boolean {
  return /^(?:cd|pushd|popd|set-location|push-location)$/i.test(literalOf(words[0]) ?? "");
}

/** Whether a text gives Terraform values of variables: https://developer.hashicorp.com/terraform/cli/config/environment-variables */
export function givesVariables(text: string): boolean {
  return text.includes("TF_VAR_") || text.includes("TF_CLI_ARGS");
}

/** The calls of a script that runs in a folder, relative to that of its job; null if it is not known. */
export function callsAt(folder: string | null, calls: readonly VaultCall[]): readonly VaultCall[] {
  if (folder === "") return calls;
  return calls.map((call) => {
    if (call.through?.kind !== "terraform") return call;
    const own = call.through.folder;
    const joined = folder === null || own === null ? null : joinPaths(folder, own);
    return { ...call, through: { ...call.through, folder: joined } };
  });
}

/** A path within a folder. */
function joinPaths(folder: string, path: string): string {
  return folder === "" || path.startsWith("/") ? path : path === "" ? folder : `${folder}/${path}`;
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

/** What is not known, or has blanks in it, may be several arguments. */
function argumentsIn({ given }: Pick<StartedScript, "given">, names: Names): readonly Texts[] {
  const texts = given.map((word) => resolveWord(word, names));
  const end = texts.findIndex((each) => each === null || each.some((text) => /^$|\s/.test(text)));
  return end < 0 ? texts : texts.map((each, index) => (index < end ? each : null));
}

/** The arguments that a text gives a script. */
export function argumentsWritten(source: SourceText, names: Names): readonly Texts[] {
  return argumentsIn({ given: readShell(source).commands[0]?.words ?? [] }, names);
}
