import { labelOf, titleOf, shortened } from "../../access/vault-label.ts";
import type { VaultAcrossWorlds } from "../../access/worlds.ts";
import { escapeMarkdown, escapeSentence } from "../../text/markdown.ts";
import type { Words } from "../../words/words.ts";
import { sayEndpoints, sayPerimeter, sayRules, sayWord } from "../say-setting.ts";
import { joined, summarizeVault } from "../summary.ts";
import type { VaultFacts } from "../vault-facts.ts";
import { reportVault } from "../vaults.ts";
import type { VaultTopic } from "./vault-topic.ts";
import type { LookupTopic } from "./lookup-topic.ts";

/** The most vaults that a hover lists. */
const mostVaults = 6;

/** What the network of vaults is, as Markdown: of one with its settings, of several in a line each. */
export function describeVaults({ vaults }: VaultTopic, words: Words, areOthersRead: boolean): string {
  const [only, ...others] = vaults;
  if (only && others.length === 0) return describeVault(only, words, areOthersRead);
  const more = vaults.length - mostVaults;
  return [
    ...vaults.slice(0, mostVaults).map((each) => `- ${vaultLine(each, words, areOthersRead)}`),
    ...(more > 0 ? ["", words.hover.andMore(more)] : []),
  ].join("\n");
}

/** A vault with its settings. */
function describeVault(across: VaultAcrossWorlds, words: Words, areOthersRead: boolean): string {
  return [vaultLine(across, words, areOthersRead), "", ...settingRows(across, words)].join("\n");
}

/** "**kv-shop**: Deny by default · 1 subnet". */
export function vaultLine(across: VaultAcrossWorlds, { lens }: Words, areOthersRead: boolean): string {
  const { declared, access } = summarizeVault(across, lens, areOthersRead);
  return `**${escapeMarkdown(titleOf(labelOf(across.vault)))}**: ${escapeSentence(joined([declared, access]))}`;
}

/** The settings of a vault, as items of a list. */
function settingRows(across: VaultAcrossWorlds, words: Words): readonly string[] {
  const { labels } = words.document;
  const vault = reportVault(across, words);
  const rows = [
    [labels.publicAccess, sayWord(vault.publicNetworkAccess, words)],
    [labels.defaultAction, sayWord(vault.defaultAction, words)],
    [labels.bypass, sayWord(vault.bypass, words)],
    [labels.ipRules, sayFew(vault.ipRules, vault.ipRulesOpen, words)],
    [labels.subnetRules, sayFew(vault.subnetRules, vault.subnetRulesOpen, words)],
    [labels.privateEndpoints, sayEndpoints(vault, words)],
    ...vault.perimeters.map((each) => [words.document.gates.perimeter, sayPerimeter(each, words)]),
  ];
  return rows.map(([label = "", value = ""]) => `- ${label}: ${escapeSentence(value)}`);
}

const mostRules = 4;

function sayFew(rules: VaultFacts["ipRules"], isOpen: boolean, words: Words): string {
  const more = rules.length - mostRules;
  const shown = rules.slice(0, mostRules).map((each) => (typeof each === "string" ? shortened(each) : each));
  const said = sayRules(shown, isOpen, words);
  return more > 0 ? `${said} ${words.document.sentences.more(more)}` : said;
}

/** What the network of a vault is that another root declares, as Markdown; if that is not known, only that it is looked up. */
export function describeLookup({ across }: LookupTopic, words: Words, areOthersRead: boolean): string {
  const { declared, access } = summarizeVault(across, words.lens, areOthersRead);
  const name = titleOf(labelOf(across.vault));
  const heading = `**${escapeMarkdown(name)}**: ${escapeSentence(access === "" ? declared : access)}`;
  return access === "" ? heading : [heading, "", ...settingRows(across, words)].join("\n");
}
