import { labelOf, titleOf } from "../../access/vault-label.ts";
import { bypass } from "../../access/effective.ts";
import { causesOf, is } from "../../evaluate/values/value.ts";
import { truth } from "../../logic/truth.ts";
import type { Vault } from "../../network/network.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import type { HoverWords } from "../../words/hover-words.ts";
import type { Words } from "../../words/words.ts";
import type { FlagName } from "./topic.ts";

/** What a permission of the vault is for, and whether the one who has it comes through the firewall, as Markdown. */
export function describeFlag(vault: Vault, name: FlagName, { hover, causes }: Words): string {
  const { value, slot } = vault[name];
  const shown = value.kind === "known" ? `: **${value.value}**` : "";
  return [
    `${hover.of(`**${slot.path.at(-1) ?? name}**`, escapeMarkdown(titleOf(labelOf(vault))))}${shown}`,
    hover.permissions[name],
    passage(vault, hover, causes),
  ].join("\n\n");
}

/** The services behind the permissions are trusted, so that the bypass alone decides about them. */
function passage(vault: Vault, { passage: says }: HoverWords, sayCauses: Words["causes"]): string {
  const { value } = bypass(vault);
  const isAllowed = is(value, (word) => truth(word === "AzureServices"));
  return isAllowed === "maybe" ? says.maybe(escapeMarkdown(sayCauses(causesOf(value)))) : says[isAllowed];
}
