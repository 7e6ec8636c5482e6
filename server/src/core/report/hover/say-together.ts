import { labelOf, titleOf } from "../../access/vault-label.ts";
import type { VaultAcrossWorlds } from "../../access/worlds.ts";
import { grouped } from "../../logic/grouped.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import type { Words } from "../../words/words.ts";

/** What is said of a vault in one world, as Markdown. */
export interface Said {
  readonly across: VaultAcrossWorlds;
  /** What of the vault: "**bypass**". */
  readonly what: string;
  /** What that is: "**None**"; empty if nothing can be said. */
  readonly value: string;
  /** Whether the value is not known. */
  readonly isOpen: boolean;
  /** The paragraphs that follow. */
  readonly rest: readonly string[];
}

const mostLines = 4;
const mostVaults = 4;

/** What is said of vaults that one text configures: each value with the vaults that have it, then what holds for all of them. */
export function sayTogether(said: readonly Said[], words: Words): string {
  const { hover, document } = words;
  const ofVaults = [...grouped(said, ({ across, what }) => [`${across.key}\n${what}`]).values()].map(
    (own) => {
      const [{ across, what }] = own;
      const [open] = own.filter(({ isOpen }) => isOpen);
      const value = open?.value ?? document.sentences.either([...new Set(own.map((each) => each.value))]);
      return { title: escapeMarkdown(titleOf(labelOf(across.vault))), what, value };
    },
  );
  const lines = [...grouped(ofVaults, ({ what, value }) => [`${what}\n${value}`]).values()].map((own) => {
    const [{ what, value }] = own;
    const titles = [...new Set(own.map(({ title }) => title))];
    const more = titles.length - mostVaults;
    const named = titles.slice(0, mostVaults).join(", ");
    const whose = more > 0 ? `${named} ${document.sentences.more(more)}` : named;
    return `${hover.of(what, whose)}${value === "" ? "" : `: ${value}`}`;
  });
  const [first, ...others] = said;
  const rest = first?.rest.filter((each) => others.every((other) => other.rest.includes(each))) ?? [];
  const heading =
    lines.length === 1
      ? lines
      : [
          lines
            .slice(0, mostLines)
            .map((each) => `- ${each}`)
            .join("\n"),
        ];
  const more = lines.length - mostLines;
  return [...heading, ...(more > 0 ? [hover.andMore(more)] : []), ...rest]
    .filter((each) => each !== "")
    .join("\n\n");
}
