import { type Field, spellingOf } from "../network/fields/field.ts";
import { bypassWords, defaultActionWords, publicAccessWords, wordOf } from "../access/effective.ts";
import type { Vault } from "../network/network.ts";
import type { Span } from "../text/document.ts";
import { fix, set, settingTitle } from "../fixes/fix.ts";
import { nearestWord } from "./questions/nearest-word.ts";
import { placeOfSetting } from "../network/places.ts";
import { learn, eachVault, type Finding, type Found, type Rule, finding } from "./rule.ts";
import { storageBypass } from "./questions/storage-words.ts";

export const invalidValue: Rule = {
  code: "KV209",
  name: "invalid-value",
  severity: "warning",
  fixable: true,
  references: learn("templates/microsoft.keyvault/vaults"),
  check: eachVault((vault) => {
    const settings: readonly Setting[] = [
      {
        field: vault.publicNetworkAccess,
        words: publicAccessWords(vault),
        ...(vault.exactWords ? switchWords : {}),
      },
      { field: vault.defaultAction, words: defaultActionWords },
      { field: vault.bypass, words: bypassWords },
    ];
    return [...settings.flatMap((setting) => checkSetting(vault, setting)), ...twoSpellings(vault)];
  }),
};

interface Setting {
  readonly field: Field<string>;
  readonly words: readonly string[];
  /** As azurerm calls them. */
  readonly spelled?: readonly string[];
}

/** It converts "true" and "1", but not "True". */
const switchWords: Pick<Setting, "spelled"> = { spelled: ["true", "false"] };

/** Keys of one property that differ in case, with different values: which of them counts is not documented. */
function twoSpellings(vault: Vault): readonly Finding[] {
  const { publicNetworkAccess, networkAcls, defaultAction, bypass, ipRules, subnetRules } = vault;
  const found = new Map<string, Span>();
  for (const field of [publicNetworkAccess, networkAcls, defaultAction, bypass, ipRules, subnetRules])
    if (field.spellings !== undefined && !found.has(field.spellings))
      found.set(field.spellings, "value" in field ? placeOfSetting(vault, field) : vault.label);
  return [...found].map(([spellings, span]) => finding(vault, { fact: { kind: "KV209", spellings }, span }));
}

function checkSetting(vault: Vault, { field, words, spelled = words }: Setting): Found {
  const { value } = field;
  if (value.kind !== "known" || wordOf(vault, value.value, words) !== undefined) return [];
  // KV210 reports values that storage accounts accept.
  if (field === vault.bypass && storageBypass(value.value)) return [];
  const text = value.value.replace(/^"(.*)"$/s, "$1");
  const nearest = nearestWord(text, words);
  return finding(vault, {
    fact: { kind: "KV209", value: text, property: spellingOf(field), words: spelled },
    span: placeOfSetting(vault, field),
    severity: vault.exactWords ? "error" : "warning",
    fixes:
      nearest === null
        ? []
        : [
            fix({
              title: settingTitle(vault, field, nearest),
              preferred: true,
              target: vault,
              edits: [set(field, nearest)],
            }),
          ],
  });
}
