import { bypass, defaultAction, publicAccess } from "../../access/effective.ts";
import { inboundRules, membershipsOf } from "../../access/perimeter.ts";
import { labelOf, titleOf } from "../../access/vault-label.ts";
import { judge } from "../../access/verdict.ts";
import type { VaultAcrossWorlds } from "../../access/worlds.ts";
import type { Cause, Value } from "../../evaluate/values/value.ts";
import { grouped } from "../../logic/grouped.ts";
import { spellingOf } from "../../network/fields/field.ts";
import type { Network, Vault } from "../../network/network.ts";
import { escapeMarkdown, escapeSentence } from "../../text/markdown.ts";
import type { HoverWords } from "../../words/hover-words.ts";
import type { Words } from "../../words/words.ts";
import { bypassSummary } from "../describe-service.ts";
import type { ConfiguredVault, SettingTopic } from "./topic.ts";

/** What a setting of vaults is, what its values mean, and what overrides it, as Markdown. */
export function describeSetting({ name, places }: SettingTopic, words: Words): string {
  return sayTogether(
    places.map((each) => ({
      across: each.across,
      what: `**${spellingOf(each.vault[name])}**`,
      ...saidOf(each.vault, name, words),
      rest: meanings(each, name, words),
    })),
    words,
  );
}

function saidOf(
  vault: Vault,
  name: SettingTopic["name"],
  words: Words,
): { readonly value: string; readonly isOpen: boolean } {
  const { value, byDefault } = effective[name](vault);
  const suffix = byDefault ? `, ${words.hover.byDefault}` : "";
  return {
    value: `${sayValue(value, isSwitch(vault, name), words)}${suffix}`,
    isOpen: value.kind === "unknown",
  };
}

const effective = { bypass, defaultAction, publicNetworkAccess: publicAccess };

function meanings(
  { vault, network }: ConfiguredVault,
  name: SettingTopic["name"],
  words: Words,
): readonly string[] {
  const perimeter = sayPerimeter(perimeterEffect(vault, network), words);
  switch (name) {
    case "bypass":
      return [
        bypassSummary(words, { kind: vault.kind, isDefault: !isOfAzurerm(vault, "bypass") }),
        perimeter,
      ];
    case "defaultAction":
      return [
        defaultActionMeanings(vault, words.hover),
        isDisabled(vault) ? words.hover.overridden.disabled : "",
        perimeter,
        link(vault, words),
      ];
    case "publicNetworkAccess":
      return [
        publicAccessMeanings(vault, words.hover),
        isSecured(vault) ? "" : perimeter,
        link(vault, words),
      ];
  }
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
      return sentences.dependsOn([escapeSentence(words.causes(value.because))]);
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
      return says.perhapsByPerimeter(escapeSentence(causes(effect.because)));
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

/** What a network security perimeter makes of the settings of a vault. */
type PerimeterEffect =
  /** Only the perimeter decides about public traffic; the settings have no effect. */
  | { readonly kind: "decides" }
  | { readonly kind: "may-decide"; readonly because: readonly Cause[] }
  /** Its rules allow callers, whatever the settings are. */
  | { readonly kind: "adds" }
  | { readonly kind: "none" };

/** The effect of the perimeter's gate on a caller that reaches it in any case. */
export function perimeterEffect(vault: Vault, network: Network): PerimeterEffect {
  const { steps } = judge(vault, network, { kind: "trustedService" });
  const step = steps.findLast(({ gate }) => gate.name === "perimeter");
  if (step?.outcome === "deny") return { kind: "decides" };
  if (step?.outcome === "maybe") return { kind: "may-decide", because: step.gate.because };
  const hasRules = membershipsOf(vault, network).some((each) => inboundRules(each).length > 0);
  return { kind: hasRules ? "adds" : "none" };
}

/** What is said of a vault in one world, as Markdown. */
interface Said {
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
