import type { RuleList } from "./facts/path-facts.ts";
import { writtenAt } from "../evaluate/values/value.ts";
import type { Item, ListField } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";
import { fix, type Fix, rewrite } from "../fixes/fix.ts";
import { learn, eachVault, type Finding, type Found, type Rule, finding } from "./rule.ts";

export const malformedRule: Rule = {
  code: "KV211",
  name: "malformed-rule",
  severity: "error",
  fixable: true,
  references: learn("templates/microsoft.keyvault/vaults"),
  check: eachVault((vault) => [
    ...checkList(vault, vault.ipRules, "ip", "value"),
    ...checkList(vault, vault.subnetRules, "subnet", "id"),
  ]),
};

/** Near a syntax error, items may be fragments of others. */
function checkList<T>(
  vault: Vault,
  list: ListField<T | string>,
  name: RuleList,
  key: string,
): readonly Finding[] {
  if (list.open.some(({ kind }) => kind === "syntaxError")) return [];
  return list.items.flatMap((item) => checkItem(vault, list, item, name, key));
}

function checkItem<T>(
  vault: Vault,
  list: ListField<T | string>,
  item: Item<T | string>,
  name: RuleList,
  key: string,
): Found {
  const span = writtenAt(item.whole.origin);
  const text = textInstead(item);
  if (text === null && item.field.value.kind !== "absent") return [];
  // In azurerm, rules have no properties: an item that is absent is null.
  const isBare = vault.instance.type()?.startsWith("azurerm_") === true;
  const instead = text !== null ? "text" : isBare ? "null" : "no-key";
  return finding(vault, {
    fact: { kind: "KV211", list: name, number: item.index + 1, key, instead },
    span,
    fixes: text === null ? [] : [wrap(vault, list, item, text, key)],
  });
}

/** The string that is written instead of an object. */
function textInstead({ whole, field }: Item<unknown>): string | null {
  if (whole.kind !== "known" || typeof whole.value !== "string") return null;
  return field.value.kind === "unknown" ? whole.value : null;
}

function wrap<T>(
  vault: Vault,
  list: ListField<T | string>,
  item: Item<T | string>,
  text: string,
  key: string,
): Fix {
  return fix({
    title: { kind: "change-to-object", key },
    preferred: true,
    target: vault,
    edits: [rewrite<T | string>(list, item, text)],
  });
}
