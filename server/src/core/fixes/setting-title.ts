import { bypass, defaultAction, publicAccess } from "../access/effective.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import { type Field, spellingOf } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";
import type { BlockedCaller, SettingEffect, SettingTitle } from "./fix-title.ts";

/** The title of a fix that sets a property, spelled with its value as its syntax spells them. */
export function setTitle<T extends string | boolean>(
  field: Field<T>,
  value: NoInfer<T>,
  effect: SettingEffect | null = null,
): SettingTitle {
  const written = field.encode(value);
  return {
    kind: "set",
    property: spellingOf(field),
    value: typeof written === "boolean" ? written : String(value),
    effect,
    blocked: [],
    permits: null,
  };
}

/** The title of a fix that sets one of a vault's settings; it says whose access changes, unless the value is in force already. */
export function settingTitle(
  vault: Vault,
  field: Field<string>,
  value: string,
  blocked: readonly BlockedCaller[] = [],
): SettingTitle {
  const effect = isInForce(vault, field, value) ? null : (effects.get(value) ?? null);
  return { ...setTitle(field, value, effect), blocked };
}

const effects: ReadonlyMap<string, SettingEffect> = new Map<string, SettingEffect>([
  ["Deny", "blocks-unlisted"],
  ["Allow", "allows-all"],
  ["Disabled", "blocks-public"],
  ["Enabled", "applies-rules"],
  ["None", "blocks-trusted"],
  ["AzureServices", "allows-trusted"],
]);

function isInForce(vault: Vault, field: Field<string>, word: string): boolean {
  const { value } =
    field === vault.bypass
      ? bypass(vault)
      : field === vault.defaultAction
        ? defaultAction(vault)
        : publicAccess(vault);
  return is(value, (each: string) => truth(each === word)) === "yes";
}
