import { expressionsWithin } from "../evaluate/expressions/uses.ts";
import type { DictionaryExpression, Entry, Expression, MemberExpression } from "../template/expression.ts";
import { type Template, addressOfSource, type WhyUnread } from "../template/template.ts";
import type { Span } from "../text/document.ts";
import type { UnreadCall } from "./network.ts";

/** A call that cannot be read, for people. */
export interface UnreadDescription {
  /** ARM JSON calls a template, the others call modules. */
  readonly kind: "module" | "template" | "resource" | "deployment";
  /** What the caller names it. */
  readonly symbol: string;
  /** Where it comes from, as written. */
  readonly source: string;
  /** Where that is written. */
  readonly span: Span;
  /** Its name, its source, or its arguments mention key vaults, and it is not merely given one that is declared or looked up elsewhere. */
  readonly isLikelyAboutVaults: boolean;
}

/** What there is to say of a call that cannot be read, by its text alone. */
export function describeUnread({ call: { declaration, caller }, why }: UnreadCall): UnreadDescription {
  const { symbol, source, arguments: given } = declaration;
  const text = addressOfSource(source) ?? symbol;
  const names = [symbol, ...text.split(/[/?]/)];
  return {
    kind: declaration.writtenAs === "using" ? "deployment" : kindOf(caller.template, why),
    symbol,
    source: text,
    span: source.span,
    isLikelyAboutVaults:
      why === "in-resource"
        ? withVariables(given, caller.template).some((part) =>
            wordsIn(part).some((each) => declaresVaults.test(each)),
          )
        : mayDeclareVault(text, names, given, caller.template),
  };
}

/**
 * Whether a call speaks of vaults by its names or arguments, and is not merely given a vault that is declared or looked up elsewhere.
 * With the settings of a vault among its arguments, or in a vault's name, it may be given one and declare another.
 */
function mayDeclareVault(
  source: string,
  names: readonly string[],
  given: Expression,
  { resources }: Template,
): boolean {
  if (isVerifiedWithoutVault(source)) return false;
  const words = [...names, ...wordsIn(given).filter((each) => !isBeside.test(each))].filter(
    (each) => !isZone.test(each),
  );
  if (words.some((each) => isSetting.test(each))) return words.some(speaksOfVaults);
  if (!words.some((each) => speaksOfVaults(each) && !isUse.test(each))) return false;
  if (names.some((each) => isNamedVault.test(each))) return true;
  const vaults = new Set(resources.filter(({ type }) => isVaultType(type)).map(({ key }) => key));
  return !(
    words.some((each) => isUse.test(each)) ||
    expressionsWithin(given).some((each) => {
      if (each.kind === "dictionary") return each.entries.some(isReference);
      if (each.kind === "member") return isOutputOfVault(each);
      if (each.kind !== "name") return isVaultType(each);
      return each.space === "module" ? speaksOfVaults(each.name) : vaults.has(each.name);
    })
  );
}

/** Whether a module of Azure Verified Modules deploys one resource that is not a vault, whatever it is called and given. */
export function isVerifiedWithoutVault(source: string): boolean {
  const resource = verified.map((each) => each.exec(source)?.[1]).find((each) => each !== undefined);
  return resource !== undefined && !createsVault.test(resource);
}

/** What the module deploys, in the places where Microsoft publishes them: a copy elsewhere may do more. */
const verified: readonly RegExp[] = [
  /^br(?:\/public:|:mcr\.microsoft\.com\/bicep\/)avm\/res\/([^:@]+)/i,
  /^https:\/\/raw\.githubusercontent\.com\/azure\/bicep-registry-modules\/(?:[^/?]+\/){1,4}avm\/res\/((?:[^/?]+\/){1,4})main\.json/i,
  /^(?:registry\.(?:terraform\.io|opentofu\.org)\/)?azure\/avm-res-([^/]+\/azurerm(?:\/\/.+)?)$/i,
  /^(?:git::)?(?:https:\/\/)?github\.com\/azure\/terraform-azurerm-avm-res-([^/?]+(?:\/\/[^?]+)?)/i,
];

/** The resources whose modules create a vault: some create one for themselves. */
const createsVault =
  /^(?:key-?vault[-/]vault|machinelearningservices-workspace|azurestackhci-cluster)(?:\.git)?(?:\/(?:azurerm)?)?$/i;

const isSetting = /network_?acls|purge_?protection|soft_?delete|enabled_?for_/i;

/** What an argument says of a vault without declaring one: roles, `secret_key_vault_name`, parameters of linked services. */
const isBeside =
  /^Key Vault (?:Administrator|Certificate|Contributor|Crypto|Data|Purge|Reader|Secrets)|secrets?[\s_-]?key[\s_-]?vault|_typeProperties_/i;
const isZone = /dns[\s_-]?zone|privatelink|vaultcore/i;

/** Whether an entry says which vault it means: `key_vault = { name = "kv", resource_group_name = "rg" }`. */
function isReference(entry: DictionaryExpression["entries"][number]): boolean {
  if (entry.kind !== "entry" || !speaksOfVaults(keyOf(entry))) return false;
  return expressionsWithin(entry.value).some((value) => {
    if (value.kind !== "dictionary") return false;
    const keys = value.entries.flatMap((each) => (each.kind === "entry" ? [keyOf(each)] : []));
    return (
      keys.some((each) => /^(?:resource_?group(?:_?name)?|(?:resource_?)?id|roles)$/i.test(each)) &&
      !keys.some((each) => /sku|tenant|location|create/i.test(each))
    );
  });
}

function keyOf({ key }: Entry): string {
  return key.kind === "literal" ? String(key.value) : "";
}

/** Whether a value is what another module says of its vault; a module of names only says what one is to be called. */
function isOutputOfVault({ name, target }: MemberExpression): boolean {
  return (
    speaksOfVaults(name) &&
    expressionsWithin(target).some((each) =>
      each.kind === "name"
        ? each.space === "module" && !/nam(?:es?|ing)(?![a-z])/i.test(each.name)
        : each.kind === "member" && each.name === "outputs",
    )
  );
}

/** A part of a source, or the name of a call, that stands for a vault to be declared: `terraform-azurerm-key-vault.git`, `kv:1.0`. */
const isNamedVault = /(?:vault|hsm|(?:^|[^A-Za-z])kv)s?(?:\.(?:bicep|git|json))?(?::[^:]*)?$/i;

/** What is said of a vault that exists: `keyVaultId`, `key_vault_resource_group`, `key_vault_secrets_query`, `@Microsoft.KeyVault(SecretUri=…)`. */
const isUse =
  /(?:vault|hsm|kv)s?(?:[\s_-]?(?:access|cert|(?:resource_?)?ids?(?![a-z])|polic|query|resource_?group|rg(?![a-z])|secret|ur[il])|\()/i;

function isVaultType(type: Expression): boolean {
  return (
    type.kind === "literal" &&
    /^(?:Microsoft\.KeyVault\/(?:vaults|managedHSMs)|azurerm_key_vault(?:_managed_hardware_security_module)?)$/i.test(
      String(type.value),
    )
  );
}

function kindOf({ dialect }: Template, why: WhyUnread): UnreadDescription["kind"] {
  if (why === "type-not-known") return "resource";
  return dialect === "arm" || why === "in-resource" ? "template" : "module";
}

/** An expression and the values of the variables that it is made of. */
function withVariables(expression: Expression, { variables }: Template): readonly Expression[] {
  const found = new Set([expression]);
  // Grows while it is walked.
  for (const each of found)
    for (const part of expressionsWithin(each)) {
      const variable =
        part.kind === "name" && part.space === "variable" ? variables.get(part.name) : undefined;
      if (variable) found.add(variable.value);
    }
  return [...found];
}

/** Whether a name or a short text is about key vaults: `keyVaultId`, `terraform-azurerm-kv`, `privatelink.vaultcore.azure.net`. */
export function speaksOfVaults(text: string): boolean {
  return text.length <= longestName && (wholeWord.test(text) || shortWord.test(text));
}

/** Longer texts are contents, such as policies and scripts, which may mention anything. */
const longestName = 250;
const wholeWord = /key[\s_-]?vault|managed[\s_-]?hsm|\.vault\.azure\.|vaultcore/i;
/** `kv` as a separate word in snake_case, kebab-case and camelCase. */
const shortWord = /(?:^|[^A-Za-z])a?kvs?(?![a-z])|[a-z\d]Kvs?(?![a-z])|(?:^|[^A-Za-z])A?KVs?(?![A-Za-z])/;

/** A type in a template, which is an object or a text. What a template is only given need not be a vault of its own. */
const declaresVaults = /(?:^|")Microsoft\.KeyVault\/(?:vaults|managedHSMs)(?:"|$)/i;

/** A reference to a secret that Azure Resource Manager fetches, or Terraform's `azurerm_key_vault_secret.db.value`. */
function isSecretValue(expression: Expression): boolean {
  if (expression.kind === "unreadable") return expression.construct?.kind === "secret-reference";
  if (expression.kind !== "member" || expression.name !== "value") return false;
  return expressionsWithin(expression.target).some(
    (each) =>
      (each.kind === "name" || each.kind === "member") && each.name.includes("azurerm_key_vault_secret"),
  );
}

/** Keys, names and texts of an expression. What is given the value of a secret alone need not know of vaults. */
function wordsIn(expression: Expression): readonly string[] {
  const all = expressionsWithin(expression);
  const secrets = new Set(all.filter(isSecretValue).flatMap(expressionsWithin));
  return all.flatMap((each) => {
    if (secrets.has(each)) return [];
    if (each.kind === "name" || each.kind === "member") return [each.name];
    return each.kind === "literal" && typeof each.value === "string" ? [each.value] : [];
  });
}
