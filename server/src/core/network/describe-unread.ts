import { expressionsWithin } from "../evaluate/expressions/uses.ts";
import type { Expression } from "../template/expression.ts";
import { type Template, addressOfSource } from "../template/template.ts";
import type { WhyUnread } from "../template/why-unread.ts";
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
  /** Its name, its source, or its arguments mention key vaults. */
  readonly isLikelyAboutVaults: boolean;
}

/** What there is to say of a call that cannot be read, by its text alone. */
export function describeUnread({ call: { declaration, caller }, why }: UnreadCall): UnreadDescription {
  const { symbol, source, arguments: given } = declaration;
  const text = addressOfSource(source) ?? symbol;
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
        : [symbol, text, ...wordsIn(given)].some(speaksOfVaults),
  };
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
