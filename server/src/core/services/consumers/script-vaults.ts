import { isText, partsOf, type Plain, type Text, textOf } from "../../evaluate/values/plain.ts";
import { known, type Value } from "../../evaluate/values/value.ts";
import { agreed, type Truth } from "../../logic/truth.ts";
import { type Link, flatten, type FlatText } from "../../network/ids/links.ts";
import type { Vault } from "../../network/network.ts";
import { mayOpen, type VaultAccess } from "../../outside/access.ts";
import { type Names, namesWithin, noNames, resolveWord } from "../../outside/names.ts";
import type { ToolUse } from "../../outside/tool-uses.ts";
import {
  type Command,
  mayChangeUnseen,
  requestedObjects,
  scriptIn,
  speller,
  startedPath,
  stopsAtFailure,
  toolUsesOf,
  vaultCommand,
} from "../../outside/readers.ts";
import { scriptsIn, type WrittenScript } from "./written-scripts.ts";
import { addressesIn, choice, type FoundReference, linksTo, mentionedIn } from "./vault-link.ts";

/** What a resource gives a script in variables of its environment, by their names. */
export type ScriptEnvironment = ReadonlyMap<string, string | Text>;

/**
 * The vaults that a script uses which a resource runs. What only changes settings of vaults or looks them up goes through Azure Resource
 * Manager, and uses none. An address that is not requested may be used by what it is given to, or only be printed.
 */
export function vaultsInScript(
  value: Value,
  environment: ScriptEnvironment,
  vaults: readonly Vault[],
): readonly Link<Vault>[] {
  if (value.kind === "oneOf")
    return choice(value.options.map((each) => vaultsInScript(each, environment, vaults)));
  if (value.kind === "unknown")
    return value.encodes ? vaultsInScript(value.encodes, environment, vaults) : [];
  const { value: plain } = value;
  if (typeof plain !== "string" && !isText(plain)) return [];
  const { scripts, addresses } = readScripts(plain, environment);
  const uses = scripts.flatMap(usesIn);
  const opened = uses.filter(({ isOpened }) => isOpened).map(({ vault }) => vault);
  const found = distinct(uses.filter(({ isOpened }) => !isOpened).map(({ vault }) => vault));
  const mentioned = found.includes(null) ? mentionedIn(known<Plain>(plain, value.origin), vaults) : [];
  const maybe = linksTo(distinct([...opened, ...addresses]), value, vaults).map(asCandidate);
  if (mentioned.length === 0) return [...linksTo(found, value, vaults), ...maybe];
  return [
    ...maybe,
    ...linksTo(
      found.filter((each) => each !== null),
      value,
      vaults,
    ),
    ...mentioned,
  ];
}

/** Whether a script uses a vault of which it does not say itself which one that is. */
export function usesUntoldVault(
  value: Value,
  environment: ScriptEnvironment,
  vaults: readonly Vault[],
): Truth {
  if (value.kind === "oneOf")
    return agreed(value.options.map((each) => usesUntoldVault(each, environment, vaults)));
  if (value.kind === "unknown")
    return value.encodes ? usesUntoldVault(value.encodes, environment, vaults) : "maybe";
  if (typeof value.value !== "string" && !isText(value.value)) return "maybe";
  const { scripts, addresses } = readScripts(value.value, environment);
  const uses = scripts.flatMap(usesIn);
  const used = uses.filter(({ isOpened }) => !isOpened).map(({ vault }) => vault);
  if (linksTo(distinct(used), value, vaults).some(({ kind }) => kind === "unknown")) return "yes";
  const isOpened = used.length < uses.length;
  return isOpened || addresses.length > 0 || scripts.some(({ isUnread }) => isUnread) ? "maybe" : "no";
}

/** The uses of vaults in a script. One that it opens itself is not what the template says when it is used. */
function usesIn({
  calls,
}: ReadScript): readonly { readonly vault: FoundReference; readonly isOpened: boolean }[] {
  const opened = calls.filter(({ access }) => mayOpen(access)).map(({ vault }) => JSON.stringify(vault));
  return calls.filter(isUse).map(({ vault }) => ({
    vault,
    isOpened: vault !== null && (opened.includes("null") || opened.includes(JSON.stringify(vault))),
  }));
}

function asCandidate(link: Link<Vault>): Link<Vault> {
  return link.kind === "declared" ? { kind: "unknown", candidates: [link.to] } : link;
}

/** A command of a script that changes network settings of a vault; which one is unknown if only the running script knows it. */
export interface ScriptChange {
  readonly access: VaultAccess;
  readonly vault: Link<Vault>;
  readonly runsAtExit: boolean;
}

/** What a script changes about vaults, in order. */
export interface ScriptChanges {
  readonly changes: readonly ScriptChange[];
  /** The paths of scripts in files that it runs. */
  readonly files: readonly string[];
  /** There is something in it, or of it, that is not read and that may change vaults. */
  readonly isUnread: boolean;
  /** It ends at the first command that fails. */
  readonly stopsAtFailure: boolean;
  /** What it does with the control plane of Key Vault; places are in the script itself. */
  readonly tools: readonly ToolUse[];
}

/** The network settings of vaults that a script changes which a resource runs. */
export function changesBy(
  value: Value,
  environment: ScriptEnvironment,
  vaults: readonly Vault[],
): ScriptChanges {
  if (value.kind === "unknown") return value.encodes ? changesBy(value.encodes, environment, vaults) : unread;
  if (value.kind === "oneOf" || (typeof value.value !== "string" && !isText(value.value))) return unread;
  const { scripts } = readScripts(value.value, environment);
  return {
    changes: scripts.flatMap(({ calls }) =>
      calls.flatMap(({ access, vault, runsAtExit }) =>
        isUse({ access })
          ? []
          : linksTo([vault], value, vaults).map((link) => ({ access, vault: link, runsAtExit })),
      ),
    ),
    files: scripts.flatMap((script) => script.files),
    isUnread: scripts.some((script) => script.isUnread),
    stopsAtFailure: scripts.some((script) => script.stopsAtFailure),
    tools: scripts.flatMap((script) => script.tools),
  };
}

/** A script of which nothing is known. */
export const unread: ScriptChanges = {
  ...{ changes: [], files: [], tools: [] },
  ...{ isUnread: true, stopsAtFailure: false },
};

interface ReadScript extends Omit<ScriptChanges, "changes"> {
  readonly calls: readonly ScriptCall[];
}

/** A command of a script, and the vault that it concerns; null if that is not known. */
interface ScriptCall {
  readonly access: VaultAccess;
  readonly vault: FoundReference;
  readonly runsAtExit: boolean;
}

/** Otherwise it changes the vault's settings. */
function isUse({ access }: Pick<ScriptCall, "access">): boolean {
  return access.kind === "use";
}

/** A character that no script has. */
const between = "\0";

function readScripts(
  plain: string | Text,
  environment: ScriptEnvironment,
): { readonly scripts: readonly ReadScript[]; readonly addresses: readonly FoundReference[] } {
  // One set of placeholders for the script and its environment, so that they mean the same in both.
  const given = [...environment];
  const { flat, restore } = flatten(
    textOf([...partsOf(plain), ...given.flatMap(([, value]) => [between, ...partsOf(value)])]),
  );
  const [text = "", ...values] = flat.split(between);
  const byName = new Map(given.map(([name], index) => [name, values[index] ?? ""]));
  const names: Names = {
    ...noNames,
    variable: (name) => {
      const found =
        byName.get(name.replace(/^env:/, "")) ?? byName.get(name.replace(/^env:/, "").toUpperCase());
      return found === undefined ? null : [found];
    },
  };
  const written = scriptsIn(text);
  return {
    scripts: written.map((script) => readScript(script, names, restore)),
    addresses: written.flatMap((script) => addressesIn(restore(script.text))),
  };
}

function readScript(
  { text, language }: WrittenScript,
  names: Names,
  restore: FlatText["restore"],
): ReadScript {
  const script = scriptIn({ document: "", text, at: (offset) => offset }, language);
  const own = namesWithin(script.assignments, names);
  const calls = script.commands.flatMap((command) => callsOf(command, own, restore));
  const spell = speller(script.assignments, own);
  return {
    calls,
    tools: script.commands.flatMap((command) => toolUsesOf(command, spell)),
    files: script.commands.flatMap((command) => startedPath(command) ?? []),
    isUnread:
      script.isCut ||
      script.uncalled.some(({ isMentioned }) => isMentioned) ||
      script.commands.some((command) => !vaultCommand(command) && mayChangeUnseen(command, language)),
    stopsAtFailure: language === "shell" && stopsAtFailure(text),
  };
}

function callsOf(command: Command, names: Names, restore: FlatText["restore"]): readonly ScriptCall[] {
  const { runsAtExit } = command;
  const found = vaultCommand(command);
  const texts = found?.vault ? resolveWord(found.vault, names) : null;
  const calls = (texts ?? (found ? [null] : [])).map((each) => each && restore(addressOf(each)));
  // The address of a request may be in variables.
  const requested = found ? [] : requestedObjects(command, names).map((each) => restore(each));
  const access = found?.access ?? ({ kind: "use" } as const);
  return [...calls, ...requested].map((vault) => ({ access, vault, runsAtExit }));
}

/** An ID or address as it is; a name as the address that it stands for. */
function addressOf(text: string): string {
  return /^https:|\/providers\//i.test(text) ? text : `https://${text}.vault.azure.net/`;
}

function distinct(found: readonly FoundReference[]): readonly FoundReference[] {
  const texts = new Map(found.map((each) => [JSON.stringify(each), each]));
  return [...texts.values()];
}
