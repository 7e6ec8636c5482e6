import { labelOf, titleOf } from "../../access/vault-label.ts";
import { bypass, defaultAction, publicAccess } from "../../access/effective.ts";
import type { Effective } from "../../access/effective.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { spellingOf } from "../../network/fields/spelling.ts";
import type { Vault } from "../../network/network.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import type { HoverWords } from "../../words/hover-words.ts";
import type { Words } from "../../words/words.ts";
import { bypassSummary } from "../describe-service.ts";
import type { PerimeterEffect } from "./perimeter-effect.ts";
import { perimeterEffect } from "./perimeter-effect.ts";
import type { Topic } from "./topic.ts";

type SettingTopic = Extract<Topic, { readonly kind: "setting" }>;

/** What a setting of a vault is, what its values mean, and what overrides it, as Markdown. */
export function describeSetting(topic: SettingTopic, words: Words): string {
  const { name, vault, network } = topic;
  const perimeter = perimeterEffect(vault, network);
  switch (name) {
    case "bypass":
      return paragraphs(
        heading(vault, "bypass", bypass(vault), words),
        bypassSummary(words, { kind: vault.kind, isDefault: !isOfAzurerm(vault, "bypass") }),
        sayPerimeter(perimeter, words),
      );
    case "defaultAction":
      return paragraphs(
        heading(vault, "defaultAction", defaultAction(vault), words),
        defaultActionMeanings(vault, words.hover),
        isDisabled(vault) ? words.hover.overridden.disabled : "",
        sayPerimeter(perimeter, words),
        link(vault, words),
      );
    case "publicNetworkAccess":
      return paragraphs(
        heading(vault, "publicNetworkAccess", publicAccess(vault), words),
        publicAccessMeanings(vault, words.hover),
        isSecured(vault) ? "" : sayPerimeter(perimeter, words),
        link(vault, words),
      );
  }
}

function heading(
  vault: Vault,
  name: SettingTopic["name"],
  effective: Effective<string>,
  words: Words,
): string {
  const byDefault = effective.byDefault ? `, ${words.hover.byDefault}` : "";
  const what = words.hover.of(`**${spellingOf(vault[name])}**`, escapeMarkdown(titleOf(labelOf(vault))));
  return `${what}: ${sayValue(effective.value, isSwitch(vault, name), words)}${byDefault}`;
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
      return sentences.dependsOn([escapeMarkdown(words.causes(value.because))]);
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

function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
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
      return says.perhapsByPerimeter(escapeMarkdown(causes(effect.because)));
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
