import { bypassWords, defaultActionWords, publicAccessWords, wordOf } from "../access/effective.ts";
import { nameOf } from "../access/say.ts";
import type { Field } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";
import { set } from "../fixes/edit.ts";
import { finding } from "./finding.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { fix } from "../fixes/fix.ts";
import { nearestWord } from "./questions/nearest-word.ts";
import { placeOfSetting } from "../network/places.ts";
import type { Finding, Rule } from "./rule.ts";
import { storageBypass } from "./questions/storage-words.ts";
import { settingTitle } from "../fixes/setting-title.ts";
import { listAnd } from "../text/list.ts";

export const unknownWord: Rule = {
  code: "KV209",
  name: "unknown-word",
  severity: "warning",
  onByDefault: true,
  fixable: true,
  summary: "A setting holds a word that Azure does not know.",
  why: `\`publicNetworkAccess\` of vaults is a free string to Bicep's compiler, so that *Disable* or *true* passes it. What the
service makes of such a word is not documented; nobody can say whether the vault is open.`,
  fix: "Write one of the words that the setting takes. Azure compares them without case, Terraform's azurerm exactly.",
  references: ["https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults"],
  alsoKnownAs: [],
  check: (network) => judgedVaults(network).flatMap(checkVault),
};

interface Setting {
  readonly noun: string;
  readonly field: Field<string>;
  readonly words: readonly string[];
}

function checkVault(vault: Vault): readonly Finding[] {
  const settings: readonly Setting[] = [
    { noun: "public access", field: vault.publicNetworkAccess, words: publicAccessWords(vault) },
    { noun: "default action", field: vault.defaultAction, words: defaultActionWords },
    { noun: "bypass", field: vault.bypass, words: bypassWords },
  ];
  return settings.flatMap((setting) => checkSetting(vault, setting));
}

function checkSetting(vault: Vault, { noun, field, words }: Setting): readonly Finding[] {
  const { value } = field;
  if (value.kind !== "known" || wordOf(vault, value.value, words) !== undefined) return [];
  // What storage accounts take is a mistake of its own.
  if (field === vault.bypass && storageBypass(value.value)) return [];
  const nearest = nearestWord(value.value, words);
  return [
    finding(vault, {
      message: `'${value.value}' is no ${noun} for ${nameOf(vault)}: Azure knows ${listAnd(words)}.`,
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
    }),
  ];
}
