import type { FixTitle } from "../fixes/fix-title.ts";
import { type Field, spellingOf } from "../network/fields/field.ts";
import { bypassWords } from "../access/effective.ts";
import type { Vault } from "../network/network.ts";
import { fix, type Fix, clear, set, settingTitle } from "../fixes/fix.ts";
import { placeOfSetting } from "../network/places.ts";
import { learn, eachVault, type Finding, type Found, type Rule, finding } from "./rule.ts";
import { storageBypass } from "./questions/storage-words.ts";
import { foldWord } from "../text/fold.ts";

export const storageAccountProperties: Rule = {
  code: "KV210",
  name: "storage-account-properties",
  severity: "warning",
  fixable: true,
  references: learn("templates/microsoft.keyvault/vaults", "templates/microsoft.storage/storageaccounts"),
  check: eachVault((vault) => [checkFields(vault), checkBypass(vault)].flat()),
};

function checkFields(vault: Vault): readonly Finding[] {
  const { foreignFields } = vault;
  const all: readonly Fix[] =
    foreignFields.length > 1
      ? [removal(vault, foreignFields, { kind: "remove-storage-properties", count: foreignFields.length })]
      : [];
  return foreignFields.map((field) => {
    const name = spellingOf(field);
    return finding(vault, {
      fact: { kind: "KV210", what: "property", property: name },
      span: field.slot.key ?? field.slot.near,
      fixes: [
        {
          ...removal(vault, [field], { kind: "remove", what: name, blocksUnlisted: false }),
          preferred: true,
        },
        ...all,
      ],
    });
  });
}

/** Azure does not read these properties, so removing them does not change access. */
function removal(vault: Vault, fields: readonly Field<unknown>[], title: FixTitle): Fix {
  return fix({ title, keepsAccess: true, target: vault, edits: fields.map((field) => clear(field)) });
}

function checkBypass(vault: Vault): Found {
  const { value } = vault.bypass;
  const words = value.kind === "known" ? storageBypass(value.value) : null;
  if (!words || value.kind !== "known") return [];
  const kept = bypassWords.find((word) => words.includes(foldWord(word))) ?? "None";
  return finding(vault, {
    fact: { kind: "KV210", what: "bypass", property: spellingOf(vault.bypass), value: value.value },
    span: placeOfSetting(vault, vault.bypass),
    fixes: [
      fix({
        title: settingTitle(vault, vault.bypass, kept),
        preferred: true,
        target: vault,
        edits: [set(vault.bypass, kept)],
      }),
    ],
  });
}
