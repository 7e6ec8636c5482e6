import type { ListedRules, VaultAccess, VaultCommand, Written } from "../access.ts";
import { type Command, literalOf, type Word } from "../scripts/script.ts";
import { allValuesOf, type Arguments, argumentsOf, rulesFor, valuesOf } from "./arguments.ts";

/**
 * What a command of Azure CLI does with a vault; null if it is none, or does nothing with it that depends on its network or changes
 * that. https://learn.microsoft.com/cli/azure/keyvault
 */
export function azureCliCommand(command: Command): VaultCommand | null {
  const { words, span } = command;
  if (!isAzureCli(words[0]) || words.some(asksForHelp)) return null;
  if (literalOf(words[1]) !== "keyvault") return certificateUse(command);
  const group = literalOf(words[2]) ?? "";
  const verb = literalOf(words[3]) ?? "";
  if (group === "secret" || group === "key" || group === "certificate") {
    if (verb === "" || localVerbs.has(verb)) return null;
    const given = argumentsOf(words.slice(4));
    const vault = valuesOf(given, ["--vault-name"])?.[0] ?? valuesOf(given, ["--id"])?.[0] ?? null;
    return { access: { kind: "use" }, vault, span };
  }
  const isRule = group === "network-rule";
  const given = argumentsOf(words.slice(isRule ? 4 : 3));
  const access = isRule ? ruleAccess(verb, given) : settingsOf(group, given);
  const vault = valuesOf(given, ["--name", "-n"])?.[0] ?? null;
  return access && { access, vault, span };
}

/**
 * Commands about identities and machines that read a certificate of a vault, or create one in it:
 * https://learn.microsoft.com/cli/azure/ad/sp#az-ad-sp-create-for-rbac, https://learn.microsoft.com/cli/azure/vm/secret#az-vm-secret-add.
 * A machine's is looked up in the vault only by its name, not by its URL.
 */
function certificateUse({ words, span }: Command): VaultCommand | null {
  const written = words
    .slice(1, 5)
    .map((word) => literalOf(word) ?? "")
    .join(" ");
  const given = argumentsOf(words.slice(3));
  const certificate = literalOf(valuesOf(given, ["--certificate"])?.[0]);
  const isByName = certificate !== null && !certificate.includes("://");
  const isUse =
    /^ad (?:sp create-for-rbac|(?:sp|app) credential reset)\b/.test(written) ||
    (isByName && /^vm secret add\b/.test(written));
  if (!isUse) return null;
  const vault = valuesOf(given, ["--keyvault"])?.[0];
  return vault ? { access: { kind: "use" }, vault, span } : null;
}

/** Verbs that only print a template for a local file. */
const localVerbs: ReadonlySet<string> = new Set(["get-default-policy", "get-policy-template"]);

function isAzureCli(word: Word | undefined): boolean {
  return /^(?:.*[\\/])?az(?:\.cmd)?$/.test(literalOf(word) ?? "");
}

function asksForHelp(word: Word): boolean {
  return /^(?:--help|-h)$/.test(literalOf(word) ?? "");
}

/** https://learn.microsoft.com/cli/azure/keyvault/network-rule */
function ruleAccess(verb: string, given: Arguments): VaultAccess | null {
  const [addresses = [], subnets = []] = ["--ip-address", "--subnet"].map(
    (name) => valuesOf(given, [name]) ?? [],
  );
  if (verb === "remove") return { kind: "remove-rule", of: [...addresses, ...subnets] };
  return verb === "add" ? { kind: "add-rule", rules: rulesFor(addresses, subnets) } : null;
}

/**
 * A vault that is created without other network settings is open to any address:
 * https://learn.microsoft.com/cli/azure/keyvault#az-keyvault-create
 */
function settingsOf(verb: string, given: Arguments): VaultAccess | null {
  // A managed HSM is created with a name of its own.
  if ((verb !== "create" && verb !== "update") || valuesOf(given, ["--hsm-name"])) return null;
  const set = allValuesOf(given, ["--set"]);
  const publicNetworkAccess =
    written(valuesOf(given, ["--public-network-access"])) ?? setTo(set, "properties.publicNetworkAccess");
  const defaultAction =
    written(valuesOf(given, ["--default-action"])) ?? setTo(set, "properties.networkAcls.defaultAction");
  const changed = allValuesOf(given, ["--set", "--add", "--remove"]);
  const rules = rulesIn(given, changed);
  if (verb === "update" && publicNetworkAccess === null && defaultAction === null && !rules) return null;
  // With a bypass alone, the default action is left to the service; what replaces all rules may say anything.
  const isOpen =
    given.isOpen ||
    (verb === "create" && valuesOf(given, ["--bypass"]) !== null) ||
    changed.some((word) => /^properties(?:\.networkAcls)?$/i.test(pathIn(word)));
  return {
    kind: verb,
    publicNetworkAccess,
    defaultAction,
    rules,
    isOpen,
    isCmdlet: false,
  };
}

function rulesIn(given: Arguments, changed: readonly Word[]): ListedRules | null {
  const [addresses, subnets] = ["--network-acls-ips", "--network-acls-vnets"].map((name) =>
    given.options.find((option) => option.name === name),
  );
  const isOpen =
    given.options.some(({ name }) => name === "--network-acls") ||
    changed.some((word) => /^properties\.networkAcls\b/i.test(pathIn(word)));
  if (!addresses && !subnets) return isOpen ? { addresses: [], isOpen } : null;
  const rules = rulesFor(addresses?.values ?? [], subnets?.values ?? []);
  return { ...rules, isOpen: rules.isOpen || isOpen };
}

/** The path that a word begins with, as properties are spelled; the tool also accepts `network_acls`. */
function pathIn({ pieces: [first] }: Word): string {
  const [path = ""] = first?.kind === "text" ? first.text.split("=", 1) : [];
  return path.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What `--set path=value` writes; the value may be in JSON. The last of several counts. */
function setTo(words: readonly Word[], path: string): Written {
  const word = words.findLast((each) => pathIn(each) === path);
  if (!word) return null;
  const text = literalOf(word);
  return text === null ? "unknown" : { text: text.slice(text.indexOf("=") + 1).replace(/^"(.*)"$/s, "$1") };
}

function written(values: readonly Word[] | null): Written {
  if (values === null) return null;
  const text = literalOf(values[0]);
  return text === null ? "unknown" : { text };
}
