import { bypass, defaultAction, publicAccess } from "../access/effective.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Field } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";

/** "Set defaultAction to 'Deny'", with the property and the value as its syntax spells them. */
export function setTitle<T extends string>(field: Field<T>, word: NoInfer<T>): string {
  const written = field.encode(word);
  const value = typeof written === "boolean" ? String(written) : `'${word}'`;
  return `Set ${field.slot.path.at(-1) ?? "it"} to ${value}`;
}

/** The title of a fix that sets one of a vault's settings; it says who gets in or is shut out, unless the word holds already. */
export function settingTitle(vault: Vault, field: Field<string>, word: string): string {
  const effect = isInForce(vault, field, word) ? undefined : effects.get(word);
  return effect === undefined ? setTitle(field, word) : `${setTitle(field, word)}, which ${effect}`;
}

const effects: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Deny: "shuts out whoever is not listed",
    Allow: "lets in everybody",
    Disabled: "shuts out all public addresses",
    Enabled: "puts the rules in force",
    None: "shuts out trusted services",
    AzureServices: "lets in trusted services",
  }),
);

function isInForce(vault: Vault, field: Field<string>, word: string): boolean {
  const { value } =
    field === vault.bypass
      ? bypass(vault)
      : field === vault.defaultAction
        ? defaultAction(vault)
        : publicAccess(vault);
  return is(value, (each: string) => truth(each === word)) === "yes";
}
