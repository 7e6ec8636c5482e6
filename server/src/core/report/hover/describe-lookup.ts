import { labelOf, titleOf } from "../../access/vault-label.ts";
import { escapeMarkdown, escapeSentence } from "../../text/markdown.ts";
import type { Words } from "../../words/words.ts";
import { summarizeVault } from "../summary.ts";
import { settingRows } from "./describe-vault.ts";
import type { LookupTopic } from "./lookup-topic.ts";

/** What the network of a vault is that another root declares, as Markdown; if that is not known, only that it is looked up. */
export function describeLookup({ across }: LookupTopic, words: Words, areOthersRead: boolean): string {
  const { declared, access } = summarizeVault(across, words.lens, areOthersRead);
  const name = titleOf(labelOf(across.vault));
  const heading = `**${escapeMarkdown(name)}**: ${escapeSentence(access === "" ? declared : access)}`;
  return access === "" ? heading : [heading, "", ...settingRows(across, words)].join("\n");
}
