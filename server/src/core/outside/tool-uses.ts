import type { Span } from "../text/document.ts";
import { foldWord } from "../text/fold.ts";
import { type Names, resolveText, resolveWord, type Texts } from "./names.ts";
import { type Assignment, type Command, literalOf, type Word } from "./scripts/script.ts";
import { valueOf, type YamlNode } from "./yaml.ts";

/** A tool or package by the name that its documentation gives it. */
export type Tool = "Azure CLI" | "Az.KeyVault" | "Az" | "Azure.ResourceManager.KeyVault" | "armkeyvault";

/** What a command, a step or a file says about the control plane of Key Vault, or about the tools that call it. */
export type ToolUse =
  /** It selects a version of a tool; null if that may be any. What a step selects is only for that step. */
  | {
      readonly kind: "pin";
      readonly tool: Tool;
      readonly version: string | null;
      readonly span: Span;
      readonly isOfStep?: true;
    }
  /** It manages vaults with a tool. */
  | { readonly kind: "manage"; readonly tool: Tool; readonly span: Span }
  /** It calls the control plane itself, with a version of its API. */
  | { readonly kind: "request"; readonly version: string; readonly span: Span };

/** The version of a tool that an input selects for its step. */
export function pinOfStep(tool: Tool, input: YamlNode | null, names: Names): readonly ToolUse[] {
  if (input?.kind !== "scalar") return [];
  const version = versionIn(resolveText(input.text, names));
  return [{ kind: "pin", tool, version, span: input.span, isOfStep: true }];
}

/** The version of a tool in the container that a job runs in: https://learn.microsoft.com/cli/azure/run-azure-cli-docker */
export function pinOfContainer(container: YamlNode | null, names: Names): readonly ToolUse[] {
  const image = valueOf(container, "image") ?? container;
  const [only = "", ...others] = (image?.kind === "scalar" ? resolveText(image.text, names) : null) ?? [];
  const [, name, tag = ""] = /^mcr\.microsoft\.com\/azure-(cli|powershell):([\d.]+)(?:-|$)/.exec(only) ?? [];
  if (!image || name === undefined || others.length > 0) return [];
  const tool = name === "cli" ? "Azure CLI" : "Az";
  return [{ kind: "pin", tool, version: versionIn([tag]), span: image.span }];
}

/** The version that texts agree on; null of what leaves it open. */
export function versionIn(texts: Texts): string | null {
  const [only = "", ...others] = texts ?? [];
  return others.length === 0 ? (/^v?(\d+(?:\.\d+){1,2})$/.exec(only)?.[1] ?? null) : null;
}

/** What takes the place of what is not known in a word. */
const hidden = "\uFFFC";

/** No address is longer; what variables hold can be put together to any length. */
const mostCharacters = 4000;

/** Says what a word is when it runs, as far as that is known, with the variables that a script gives one value. */
export function speller(assignments: readonly Assignment[], names: Names): (word: Word) => string {
  const own = new Map<string, string>();
  const spell = (word: Word): string => {
    const texts = word.pieces.map((piece) => {
      const [only, ...others] = resolveWord({ pieces: [piece] }, names) ?? [];
      if (only !== undefined && others.length === 0) return only;
      return piece.kind === "variable" ? (own.get(piece.name) ?? hidden) : hidden;
    });
    return texts.join("").slice(0, mostCharacters);
  };
  for (const { name, written } of assignments)
    own.set(name, own.has(name) || !written ? hidden : spell(written));
  return spell;
}

/**
 * What a command does with the control plane of Key Vault, or with the tools that call it. What is done with secrets, keys and certificates
 * goes to the vault itself, and lists of vaults come from Azure Resource Manager: https://github.com/Azure/azure-cli/issues/34020,
 * https://github.com/Azure/azure-powershell/issues/30098
 */
export function toolUsesOf({ words, span }: Command, spell: (word: Word) => string): readonly ToolUse[] {
  const written = words.slice(0, 3).map((word) => literalOf(word) ?? hidden);
  const program = foldWord(written[0] ?? "").replace(/^.*[\\/]|\.cmd$/g, "");
  const start = [program, ...written.slice(1)].join(" ");
  if (managingCommand.test(start)) return [{ kind: "manage", tool: "Azure CLI", span }];
  const isList = program.startsWith("get-") && words.length === 1;
  if (managingCmdlet.test(program) && !isList) return [{ kind: "manage", tool: "Az.KeyVault", span }];
  return requests.test(start)
    ? requestOf(words, spell)
    : pinsOf(program, () => words.slice(1).map(spell), span);
}

/** https://learn.microsoft.com/cli/azure/keyvault */
const managingCommand =
  /^az keyvault (?:create|delete|purge|recover|show|update|set-policy|delete-policy|(?:list|show)-deleted|check-name|update-hsm|wait|wait-hsm|network-rule|private-endpoint-connection|private-link-resource)$/;

/** https://learn.microsoft.com/powershell/module/az.keyvault */
const managingCmdlet =
  /^(?:(?:new|get|update|remove)-azkeyvault(?:managedhsm)?|undo-azkeyvault(?:managedhsm)?removal|(?:set|remove)-azkeyvaultaccesspolicy|(?:add|remove)-azkeyvaultnetworkrule|update-azkeyvaultnetworkruleset)$/;

const requests =
  /^(?:az (?:rest|resource)|invoke-azrest(?:method)?|(?:get|set|new|remove)-azresource|invoke-azresourceaction|invoke-(?:restmethod|webrequest)|irm|iwr|curl|wget|armclient)(?= |$)/;

/** What is asked for of a resource of another provider behind a vault, such as its role assignments, has a version of that provider. */
const target =
  /^(?:https:\/\/management\.)?[^:?]*\/providers\/microsoft\.keyvault\/(?:vaults|managedhsms|deletedvaults|deletedmanagedhsms|locations|check\w*nameavailability)(?:\/(?!providers\/)[^/?]*)*(?:\?(?:[^#]*&)?api-version=(\d{4}-\d\d-\d\d[\w-]*))?/i;
const type = /^microsoft\.keyvault\/(?:vaults|managedhsms)(?:\/(?!providers\b)[^/]+)*$/i;

/** A request of the control plane, whose version is in its address or in an argument of its own. */
function requestOf(words: readonly Word[], spell: (word: Word) => string): readonly ToolUse[] {
  const texts = words.map((word) => ({ text: spell(word).replace(/^["']/, ""), span: word.span }));
  const has = (pattern: RegExp): boolean => texts.some(({ text }) => pattern.test(text));
  // Without a name, resources are listed, which is not asked of their provider.
  const isNamed = has(/^--?(?:n|(?:resource)?name|(?:resource-?)?ids?|path|u|ur[il])$/i);
  const addresses = texts.flatMap(({ text, span }) => {
    const found = target.exec(text);
    const isWhole = found !== null && !/[/\w]/.test(text.charAt(found[0].length));
    return isWhole ? [{ version: found[1], span }] : [];
  });
  const isTyped = isNamed && (has(type) || has(/^microsoft\.keyvault$/i));
  const given = texts.flatMap(({ text, span }, index) => {
    const isBehind = /^--?api-?version$/i.test(texts[index - 1]?.text ?? "");
    const version = (isBehind ? date : option).exec(text)?.[1];
    return version === undefined ? [] : [{ version, span }];
  });
  const isOpen = isTyped || addresses.some(({ version }) => version === undefined);
  const found = addresses.find(({ version }) => version !== undefined) ?? (isOpen ? given[0] : undefined);
  return found?.version === undefined ? [] : [{ kind: "request", version: found.version, span: found.span }];
}

const date = /^(\d{4}-\d\d-\d\d[\w-]*)$/;
const option = /^(?:--?)?api-?version[=:](\d{4}-\d\d-\d\d[\w-]*)$/i;

/** A version with a star is open, and so is the last part of one with `~=`: https://packaging.python.org/specifications/version-specifiers */
const packages = /^azure-cli(?:(?:==?|-)(\d+(?:\.\d+){1,2})|~=(\d+\.\d+\.\d+))(?!\S*\*)/;

const installers =
  /^(?:az|pip[\d.]*|python[\d.]*|py|uv|pipx|apt|apt-get|yum|dnf|tdnf|zypper|choco|winget|(?:install|update|import|save)-(?:module|psresource))$/;

/** The version of a tool that a command installs or imports. */
function pinsOf(program: string, spelled: () => readonly string[], span: Span): readonly ToolUse[] {
  if (!installers.test(program)) return [];
  const given = spelled();
  const has = (pattern: RegExp): boolean => given.some((text) => pattern.test(text));
  const at = given.findIndex((text) => /^--?(?:required|maximum)?version$/i.test(text));
  const joined = given.flatMap((text) => packages.exec(text)?.slice(1).join("") ?? [])[0];
  const version = joined ?? (at < 0 ? null : versionIn(given.slice(at + 1, at + 2)));
  if (program === "az")
    return given[0] === "upgrade" ? [{ kind: "pin", tool: "Azure CLI", version: null, span }] : [];
  if (!program.includes("-") || program === "apt-get") {
    const isTool = /^(?:azure-cli(?:[=~<>-].*)?|microsoft\.azurecli)$/i;
    const isInstalled = given.includes("install") && has(isTool);
    return isInstalled ? [{ kind: "pin", tool: "Azure CLI", version, span }] : [];
  }
  const tool = has(/^az\.keyvault$/i) ? "Az.KeyVault" : has(/^az$/i) ? "Az" : null;
  const isOpen = tool === null || (program.startsWith("import-") && version === null);
  return isOpen ? [] : [{ kind: "pin", tool, version, span }];
}
