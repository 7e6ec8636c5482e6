import { labelOf, titleOf } from "../../access/vault-label.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import type { Words } from "../../words/words.ts";
import { sayRules, sayWord } from "../say-setting.ts";
import type { VaultFacts } from "../vault-facts.ts";
import { summarizeVault } from "../summary.ts";
import { reportVault } from "../vaults.ts";
import type { LookupTopic } from "./lookup-topic.ts";

/** What the network of a vault is that another root declares, as Markdown; if that is not known, only that it is looked up. */
export function describeLookup({ across }: LookupTopic, words: Words, areOthersRead: boolean): string {
  const { labels } = words.document;
  const vault = reportVault(across, words);
  const { declared, access } = summarizeVault(across, words.lens, areOthersRead);
  const name = titleOf(labelOf(across.vault));
  const heading = `**${escapeMarkdown(name)}**: ${escapeMarkdown(access === "" ? declared : access)}`;
  if (access === "") return heading;
  const rows = [
    [labels.publicAccess, sayWord(vault.publicNetworkAccess, words)],
    [labels.defaultAction, sayWord(vault.defaultAction, words)],
    [labels.bypass, sayWord(vault.bypass, words)],
    [labels.ipRules, sayFew(vault.ipRules, vault.ipRulesOpen, words)],
    [labels.subnetRules, sayFew(vault.subnetRules, vault.subnetRulesOpen, words)],
    [labels.privateEndpoints, String(vault.privateEndpoints)],
  ];
  return [
    heading,
    "",
    ...rows.map(([label = "", value = ""]) => `- ${label}: ${escapeMarkdown(value)}`),
  ].join("\n");
}

const mostRules = 4;

function sayFew(rules: VaultFacts["ipRules"], isOpen: boolean, words: Words): string {
  const more = rules.length - mostRules;
  const said = sayRules(rules.slice(0, mostRules), isOpen, words);
  return more > 0 ? `${said} ${words.document.sentences.more(more)}` : said;
}
