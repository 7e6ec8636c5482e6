import { expressionsWithin } from "../evaluate/expressions/uses.ts";
import type { Expression } from "../template/expression.ts";
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
        : mayDeclareVault(names, given, caller.template),
  };
}

/**
 * Whether a call speaks of vaults by its names or arguments, and is not merely given a vault that is declared or looked up elsewhere.
 * With the settings of a vault among its arguments, or in a vault's name, it may be given one and declare another.
 */
function mayDeclareVault(names: readonly string[], given: Expression, { resources }: Template): boolean {
  const words = [...names, ...wordsIn(given)];
  if (words.some((each) => isSetting.test(each))) return words.some(speaksOfVaults);
  if (!words.some((each) => speaksOfVaults(each) && !isUse.test(each))) return false;
  if (names.some((each) => isNamedVault.test(each))) return true;
  const vaults = new Set(resources.filter(({ type }) => isVaultType(type)).map(({ key }) => key));
  return !(
    words.some((each) => isUse.test(each)) ||
    expressionsWithin(given).some((each) => {
      if (each.kind !== "name") return isVaultType(each);
      return each.space === "module" ? speaksOfVaults(each.name) : vaults.has(each.name);
    })
  );
}

const isSetting = /network_?acls|purge_?protection|soft_?delete|enabled_?for_/i;

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
