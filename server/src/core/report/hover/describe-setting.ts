import { bypass, defaultAction, publicAccess } from "../../access/effective.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { spellingOf } from "../../network/fields/field.ts";
import type { Vault } from "../../network/network.ts";
import { escapeMarkdown, escapeSentence } from "../../text/markdown.ts";
import type { HoverWords } from "../../words/hover-words.ts";
import type { Words } from "../../words/words.ts";
import { bypassSummary } from "../describe-service.ts";
import { type PerimeterEffect, perimeterEffect } from "./perimeter-effect.ts";
import { sayTogether } from "./say-together.ts";
import type { ConfiguredVault, SettingTopic } from "./topic.ts";

/** What a setting of vaults is, what its values mean, and what overrides it, as Markdown. */
export function describeSetting({ name, places }: SettingTopic, words: Words): string {
  return sayTogether(
    places.map((each) => ({
      across: each.across,
      what: `**${spellingOf(each.vault[name])}**`,
      ...saidOf(each.vault, name, words),
      rest: meanings(each, name, words),
    })),
    words,
  );
}

function saidOf(
  vault: Vault,
  name: SettingTopic["name"],
  words: Words,
): { readonly value: string; readonly isOpen: boolean } {
  const { value, byDefault } = effective[name](vault);
  const suffix = byDefault ? `, ${words.hover.byDefault}` : "";
  return {
    value: `${sayValue(value, isSwitch(vault, name), words)}${suffix}`,
    isOpen: value.kind === "unknown",
  };
}

const effective = { bypass, defaultAction, publicNetworkAccess: publicAccess };

function meanings(
  { vault, network }: ConfiguredVault,
  name: SettingTopic["name"],
  words: Words,
): readonly string[] {
  const perimeter = sayPerimeter(perimeterEffect(vault, network), words);
  switch (name) {
    case "bypass":
      return [
        bypassSummary(words, { kind: vault.kind, isDefault: !isOfAzurerm(vault, "bypass") }),
        perimeter,
      ];
    case "defaultAction":
      return [
        defaultActionMeanings(vault, words.hover),
        isDisabled(vault) ? words.hover.overridden.disabled : "",
        perimeter,
        link(vault, words),
      ];
    case "publicNetworkAccess":
      return [
        publicAccessMeanings(vault, words.hover),
        isSecured(vault) ? "" : perimeter,
        link(vault, words),
      ];
  }
}

function sayValue(value: Value<string>, asSwitch: boolean, words: Words): string {
  const { sentences } = words.document;
  const say = (word: string): string => `**${escapeMarkdown(asSwitch ? String(word === "Enabled") : word)}**`;
  switch (value.kind) {
    case "known":
      return say(value.value);
    case "oneOf":
      return sentences.either(value.options.map((option) => say(option.value)));
    case "unknown":
      return sentences.dependsOn([escapeSentence(words.causes(value.because))]);
  }
}

/** azurerm has a switch for public access, and spells properties with underscores. */
function isSwitch(vault: Vault, name: SettingTopic["name"]): boolean {
  return name === "publicNetworkAccess" && isOfAzurerm(vault, name);
}

/** Whether azurerm writes a setting; another provider may write those of the same vault. */
function isOfAzurerm(vault: Vault, name: SettingTopic["name"]): boolean {
  return [vault, ...vault.writes].findLast((write) => write[name] === vault[name])?.exactWords === true;
}

function link({ kind }: Vault, { hover }: Words): string {
  const folder = kind === "vault" ? "general" : "managed-hsm";
  return `[${hover.learnMore}](https://learn.microsoft.com/azure/key-vault/${folder}/network-security)`;
}

function isDisabled(vault: Vault): boolean {
  const { value } = publicAccess(vault);
  return value.kind === "known" && value.value === "Disabled";
}

function isSecured(vault: Vault): boolean {
  const { value } = publicAccess(vault);
  return value.kind === "known" && value.value === "SecuredByPerimeter";
}

function sayPerimeter(effect: PerimeterEffect, { hover, causes }: Words): string {
  const says = hover.overridden;
  switch (effect.kind) {
    case "none":
      return "";
    case "decides":
      return says.byPerimeter;
    case "may-decide":
      return says.perhapsByPerimeter(escapeSentence(causes(effect.because)));
    case "adds":
      return says.besides;
  }
}

function defaultActionMeanings({ kind }: Vault, { defaultAction: says }: HoverWords): string {
  const hasSubnetRules = kind === "vault";
  return `- ${says.allow(hasSubnetRules)}\n- ${says.deny(hasSubnetRules)}`;
}

function publicAccessMeanings(vault: Vault, { publicAccess: says }: HoverWords): string {
  const asSwitch = isSwitch(vault, "publicNetworkAccess");
  const [enabled, disabled, block] = asSwitch
    ? (["true", "false", "network_acls"] as const)
    : (["Enabled", "Disabled", "networkAcls"] as const);
  const hasSubnetRules = vault.kind === "vault";
  const meanings = [says.enabled(enabled, block), says.disabled(disabled, hasSubnetRules)];
  return [...meanings, ...(hasSubnetRules && !asSwitch ? [says.perimeter] : [])]
    .map((each) => `- ${each}`)
    .join("\n");
}
