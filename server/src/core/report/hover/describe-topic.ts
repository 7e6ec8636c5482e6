import { bypass, defaultAction, publicAccess } from "../../access/effective.ts";
import type { Effective } from "../../access/effective.ts";
import { sayCauses } from "../../access/say.ts";
import type { Value } from "../../evaluate/values/value.ts";
import type { Vault } from "../../network/network.ts";
import { builtInTags } from "../../services/built-in-tags.ts";
import { bypassSummary } from "../../services/bypass-summary.ts";
import type { ServiceTags } from "../../services/service-tags.ts";
import { listOr } from "../../text/list.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import { describeConsumer } from "./describe-consumer.ts";
import { describeFlag } from "./describe-flag.ts";
import { describeIpRule } from "./describe-ip-rule.ts";
import type { Topic } from "./topic.ts";

/** Explains what stands under a cursor, as Markdown of at most twelve lines; names out of the template are escaped. */
export function describeTopic(topic: Topic, tags: ServiceTags = builtInTags): string {
  switch (topic.kind) {
    case "ipRule":
      return describeIpRule(topic.vault, topic.rule, tags);
    case "consumer":
      return describeConsumer(topic);
    case "flag":
      return describeFlag(topic.vault, topic.name);
    case "setting":
      return describeSetting(topic);
  }
}

function describeSetting(topic: Extract<Topic, { readonly kind: "setting" }>): string {
  switch (topic.name) {
    case "bypass":
      return paragraphs(heading("bypass", topic.vault, bypass(topic.vault)), bypassSummary());
    case "defaultAction":
      return paragraphs(
        heading("defaultAction", topic.vault, defaultAction(topic.vault)),
        defaultActionMeanings(topic.vault),
        link("Configure network security", "general/network-security"),
      );
    case "publicNetworkAccess":
      return paragraphs(
        heading("publicNetworkAccess", topic.vault, publicAccess(topic.vault)),
        publicAccessMeanings(topic.vault),
        link("Configure network security", "general/network-security"),
      );
  }
}

function heading(name: string, vault: Vault, effective: Effective<string>): string {
  const byDefault = effective.byDefault ? ", the default" : "";
  return `**${name}** of ${escapeMarkdown(vault.symbol)}: ${sayValue(effective.value)}${byDefault}`;
}

function sayValue(value: Value<string>): string {
  switch (value.kind) {
    case "known":
      return `**${escapeMarkdown(value.value)}**`;
    case "oneOf":
      return listOr(value.options.map((option) => `**${escapeMarkdown(option.value)}**`));
    case "unknown":
      return `depends on ${escapeMarkdown(sayCauses(value.because))}`;
  }
}

function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

function link(text: string, page: string): string {
  return `[${text}](https://learn.microsoft.com/azure/key-vault/${page})`;
}

function defaultActionMeanings(vault: Vault): string {
  const subnets = vault.kind === "vault" ? "subnet rule or " : "";
  return [
    "- `Allow`: the firewall is off. Every network reaches the vault, and its IP and subnet rules have no effect.",
    `- \`Deny\`: the firewall is on. Traffic that no ${subnets}IP rule admits is refused; private endpoints and trusted services have ways of their own.`,
    "",
    whenDisabled(vault),
  ].join("\n");
}

function whenDisabled(vault: Vault): string {
  const { value } = publicAccess(vault);
  return value.kind === "known" && value.value === "Disabled"
    ? "Public network access is disabled here, which overrides this setting."
    : "";
}

function publicAccessMeanings(vault: Vault): string {
  const meanings = [
    "- `Enabled`, the default: the firewall (`networkAcls`) decides.",
    "- `Disabled`: only private endpoints, and trusted services while `bypass` is `AzureServices`. IP and subnet rules have no effect.",
    "- `SecuredByPerimeter`: the rules of a network security perimeter decide alone; trusted services do not pass.",
  ];
  return (vault.kind === "vault" ? meanings : meanings.slice(0, 2)).join("\n");
}
