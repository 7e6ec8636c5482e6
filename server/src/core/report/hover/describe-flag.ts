import { labelOf, titleOf } from "../../access/vault-label.ts";
import { bypass } from "../../access/effective.ts";
import { judge } from "../../access/verdict.ts";
import type { Cause } from "../../evaluate/values/value.ts";
import { causesOf, is } from "../../evaluate/values/value.ts";
import { truth } from "../../logic/truth.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import type { Words } from "../../words/words.ts";
import { perimeterEffect } from "./perimeter-effect.ts";
import type { Topic } from "./topic.ts";

type FlagTopic = Extract<Topic, { readonly kind: "flag" }>;

/** What a permission of the vault is for, and whether the one who has it comes through the firewall, as Markdown. */
export function describeFlag(topic: FlagTopic, words: Words): string {
  const { vault, name } = topic;
  const { hover } = words;
  const { value, slot } = vault[name];
  const shown = value.kind === "known" ? `: **${value.value}**` : "";
  return [
    `${hover.of(`**${slot.path.at(-1) ?? name}**`, escapeMarkdown(titleOf(labelOf(vault))))}${shown}`,
    hover.permissions[name],
    passage(topic, words),
  ].join("\n\n");
}

/** The services behind the permissions are trusted, so that the bypass decides about them unless a perimeter does. */
function passage({ vault, network }: FlagTopic, { hover: { passage: says }, causes }: Words): string {
  const maybe = (because: readonly Cause[]): string => says.maybe(escapeMarkdown(causes(because)));
  const { verdict, reason } = judge(vault, network, { kind: "trustedService" });
  const perimeter = perimeterEffect(vault, network);
  if (verdict === "denied" && reason === "DENY_PERIMETER") return says.perimeter;
  if (perimeter.kind === "decides") return says.maybe(says.perimeterRules);
  const { value } = bypass(vault);
  if (perimeter.kind === "may-decide") return maybe([...perimeter.because, ...causesOf(value)]);
  const isAllowed = is(value, (word) => truth(word === "AzureServices"));
  return isAllowed === "maybe" ? maybe(causesOf(value)) : says[isAllowed];
}
