import type { ListedRules, NetworkSettings, VaultAccess, VaultCommand, Written } from "../access.ts";
import { type Command, literalOf, type Word } from "../scripts/script.ts";
import { type Arguments, argumentsOf, rulesFor } from "./arguments.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * What a cmdlet does with a vault; null if it is none, or does nothing with it that depends on its network or changes that.
 * https://learn.microsoft.com/powershell/module/az.keyvault
 */
export function azurePowerShellCommand({ words, span }: Command): VaultCommand | null {
  const [first, ...others] = words;
  // A name may be qualified by its module.
  const cmdlet = foldWord(literalOf(first) ?? "").replace(/^[\w.]+\\/, "");
  if (!cmdlet.includes("keyvault")) return null;
  const given = argumentsOf(others);
  if (isOnlyShown(given)) return null;
  const access = dataCmdlet.test(cmdlet) ? ({ kind: "use" } as const) : accessOf(cmdlet, given);
  if (access === null) return null;
  const named = optionOf(given, "VaultName") ?? optionOf(given, "Name");
  const isByName = access.kind === "use" ? optionOf(given, "VaultName") : named;
  const vault = isByName ?? optionOf(given, "ResourceId") ?? positionalVault(cmdlet, given);
  return { access, vault, span };
}

/** Cmdlets that call the vault itself. Those that begin with `New` only make objects in memory. */
const dataCmdlet =
  /^(?:get|set|update|remove|backup|restore|undo|add|import|invoke|stop)-az(?:ure)?keyvault(?:secret|key|certificate|managedstorage)\w*$/;

function accessOf(cmdlet: string, given: Arguments): VaultAccess | null {
  switch (cmdlet.replace("-azurerm", "-az")) {
    case "add-azkeyvaultnetworkrule":
      return { kind: "add-rule", rules: rulesIn(given) ?? rulesFor([], []) };
    case "remove-azkeyvaultnetworkrule":
      return { kind: "remove-rule", of: valuesOf(given, "IpAddressRange") ?? [] };
    case "update-azkeyvaultnetworkruleset":
      return settings("update", given, rulesIn(given));
    case "update-azkeyvault":
      return optionOf(given, "PublicNetworkAccess") ? settings("update", given, null) : null;
    case "new-azkeyvault":
      return newVault(given);
    // Its default is Allow: https://learn.microsoft.com/powershell/module/az.keyvault/new-azkeyvaultnetworkrulesetobject
    case "new-azkeyvaultnetworkrulesetobject":
      return rulesIn(given) && settings("create", given, rulesIn(given));
    default:
      return null;
  }
}

/** Its rules and default action are in an object; without one, any address is allowed: https://learn.microsoft.com/powershell/module/az.keyvault/new-azkeyvault */
function newVault(given: Arguments): VaultAccess {
  const isOpen = given.isOpen || optionOf(given, "NetworkRuleSet") !== null;
  return { ...settings("create", given, null), isOpen };
}

function settings(kind: "create" | "update", given: Arguments, rules: ListedRules | null): NetworkSettings {
  return {
    kind,
    publicNetworkAccess: written(given, "PublicNetworkAccess"),
    defaultAction: written(given, "DefaultAction"),
    rules,
    isOpen: given.isOpen,
    isCmdlet: true,
  };
}

function rulesIn(given: Arguments): ListedRules | null {
  const addresses = valuesOf(given, "IpAddressRange");
  const subnets = valuesOf(given, "VirtualNetworkResourceId");
  return addresses || subnets ? rulesFor(addresses ?? [], subnets ?? []) : null;
}

/** The name comes first, except where an object is passed instead. */
function positionalVault(cmdlet: string, { positional, isOpen }: Arguments): Word | null {
  if (cmdlet.startsWith("new-") && cmdlet.endsWith("object")) return null;
  return isOpen && positional.length > 2 ? null : (positional[0] ?? null);
}

function written(given: Arguments, name: string): Written {
  const value = optionOf(given, name);
  if (value === null) return null;
  const text = literalOf(value);
  return text === null ? "unknown" : { text };
}

/** `-WhatIf` says what would be done; `-WhatIf:$false` does it. */
function isOnlyShown({ options }: Arguments): boolean {
  const option = options.find(({ name }) => parameterOf(name) === "whatif");
  const pieces = option?.values[0]?.pieces ?? [];
  return option !== undefined && !pieces.some((piece) => piece.kind === "variable" && piece.name === "false");
}

function optionOf(given: Arguments, name: string): Word | null {
  return valuesOf(given, name)?.[0] ?? null;
}

function valuesOf({ options }: Arguments, name: string): readonly Word[] | null {
  return options.find((option) => parameterOf(option.name) === foldWord(name))?.values ?? null;
}

/**
 * The parameter that an option means: without case, and by any beginning that no other parameter has
 * (https://learn.microsoft.com/powershell/scripting/developer/cmdlet/cmdlet-parameters).
 */
function parameterOf(option: string): string {
  const written = foldWord(option.slice(1));
  const [only, ...others] = parameters.filter((name) => name.startsWith(written));
  return only === undefined || others.length > 0 || parameters.includes(written) ? written : only;
}

/** Those of the cmdlets that are read here. */
const parameters: readonly string[] = [
  ...["vaultname", "virtualnetworkresourceid", "verbose", "version", "whatif", "name", "ipaddressrange"],
  ...["resourceid", "resourcegroupname", "defaultaction", "defaultprofile", "publicnetworkaccess"],
  ...["passthru", "networkruleset"],
  ...["inputobject", "inremovedstate", "includeversions", "bypass", "confirm", "subscriptionid", "location"],
];
