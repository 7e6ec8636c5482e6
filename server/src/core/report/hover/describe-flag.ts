import { bypass } from "../../access/effective.ts";
import { judge } from "../../access/verdict.ts";
import { type Cause, causesOf, is } from "../../evaluate/values/value.ts";
import { truth } from "../../logic/truth.ts";
import { escapeSentence } from "../../text/markdown.ts";
import type { Words } from "../../words/words.ts";
import { perimeterEffect } from "./perimeter-effect.ts";
import { sayTogether } from "./say-together.ts";
import type { ConfiguredVault, FlagTopic } from "./topic.ts";

/** What a permission of vaults is for, and whether the one who has it comes through the firewall, as Markdown. */
export function describeFlag({ name, places }: FlagTopic, words: Words): string {
  return sayTogether(
    places.map((each) => {
      const { value, slot } = each.vault[name];
      return {
        across: each.across,
        what: `**${slot.path.at(-1) ?? name}**`,
        value: value.kind === "known" ? `**${value.value}**` : "",
        isOpen: value.kind !== "known",
        rest: [words.hover.permissions[name], passage(each, words)],
      };
    }),
    words,
  );
}

/** The services behind the permissions are trusted, so that the bypass decides about them unless a perimeter does. */
function passage({ vault, network }: ConfiguredVault, { hover: { passage: says }, causes }: Words): string {
  const maybe = (because: readonly Cause[]): string => says.maybe(escapeSentence(causes(because)));
  const { verdict, reason } = judge(vault, network, { kind: "trustedService" });
  const perimeter = perimeterEffect(vault, network);
  if (verdict === "denied" && reason === "DENY_PERIMETER") return says.perimeter;
  if (perimeter.kind === "decides") return says.maybe(says.perimeterRules);
  const { value } = bypass(vault);
  if (perimeter.kind === "may-decide") return maybe([...perimeter.because, ...causesOf(value)]);
  const isAllowed = is(value, (word) => truth(word === "AzureServices"));
  return isAllowed === "maybe" ? maybe(causesOf(value)) : says[isAllowed];
}
