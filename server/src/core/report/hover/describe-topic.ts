import { labelOf, titleOf } from "../../access/vault-label.ts";
import { bypass, defaultAction, publicAccess } from "../../access/effective.ts";
import type { Effective } from "../../access/effective.ts";
import type { Value } from "../../evaluate/values/value.ts";
import type { Vault } from "../../network/network.ts";
import { builtInTags } from "../../services/built-in-tags.ts";
import type { ServiceTags } from "../../services/service-tags.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import type { HoverWords } from "../../words/hover-words.ts";
import type { Words } from "../../words/words.ts";
import { bypassSummary } from "../describe-service.ts";
import { describeConsumer } from "./describe-consumer.ts";
import { describeFlag } from "./describe-flag.ts";
import { describeLookup } from "./describe-lookup.ts";
import { describeVaults } from "./describe-vault.ts";
import { describeIpRule } from "./describe-ip-rule.ts";
import type { Topic } from "./topic.ts";

/** Explains what is under the cursor, as Markdown of at most twelve lines; names from the template are escaped. */
export function describeTopic(
  topic: Topic,
  words: Words,
  tags: ServiceTags = builtInTags,
  areOthersRead = true,
): string {
  switch (topic.kind) {
    case "ipRule":
      return describeIpRule(topic.vault, topic.rule, tags, words.hover);
    case "consumer":
      return describeConsumer(topic, words);
    case "flag":
      return describeFlag(topic.vault, topic.name, words);
    case "setting":
      return describeSetting(topic, words);
    case "lookup":
      return describeLookup(topic, words, areOthersRead);
    case "vault":
      return describeVaults(topic, words, areOthersRead);
  }
}

function describeSetting(topic: Extract<Topic, { readonly kind: "setting" }>, words: Words): string {
  switch (topic.name) {
    case "bypass":
      return paragraphs(heading("bypass", topic.vault, bypass(topic.vault), words), bypassSummary(words));
    case "defaultAction":
      return paragraphs(
        heading("defaultAction", topic.vault, defaultAction(topic.vault), words),
        defaultActionMeanings(topic.vault, words.hover),
        link(words.hover.learnMore, "general/network-security"),
      );
    case "publicNetworkAccess":
      return paragraphs(
        heading("publicNetworkAccess", topic.vault, publicAccess(topic.vault), words),
        publicAccessMeanings(topic.vault, words.hover),
        link(words.hover.learnMore, "general/network-security"),
      );
  }
}

function heading(name: string, vault: Vault, effective: Effective<string>, words: Words): string {
  const byDefault = effective.byDefault ? `, ${words.hover.byDefault}` : "";
  const what = words.hover.of(`**${name}**`, escapeMarkdown(titleOf(labelOf(vault))));
  return `${what}: ${sayValue(effective.value, words)}${byDefault}`;
}

function sayValue(value: Value<string>, words: Words): string {
  const { sentences } = words.document;
  switch (value.kind) {
    case "known":
      return `**${escapeMarkdown(value.value)}**`;
    case "oneOf":
      return sentences.either(value.options.map((option) => `**${escapeMarkdown(option.value)}**`));
    case "unknown":
      return sentences.dependsOn([escapeMarkdown(words.causes(value.because))]);
  }
}

function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

function link(text: string, page: string): string {
  return `[${text}](https://learn.microsoft.com/azure/key-vault/${page})`;
}

function defaultActionMeanings(vault: Vault, { defaultAction: says }: HoverWords): string {
  const { value } = publicAccess(vault);
  const isOverridden = value.kind === "known" && value.value === "Disabled";
  const meanings = [`- ${says.allow}`, `- ${says.deny(vault.kind === "vault")}`];
  return [...meanings, "", isOverridden ? says.overridden : ""].join("\n");
}

function publicAccessMeanings(vault: Vault, { publicAccess: says }: HoverWords): string {
  const meanings = [says.enabled, says.disabled, ...(vault.kind === "vault" ? [says.perimeter] : [])];
  return meanings.map((each) => `- ${each}`).join("\n");
}
