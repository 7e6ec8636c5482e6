import { labelOf, shortened, titleOf } from "../../access/vault-label.ts";
import { ownVaults, type VaultAcrossWorlds, vaultWithKey, type World } from "../../access/worlds.ts";
import { hops, type Origin, writtenAt } from "../../evaluate/values/value.ts";
import { originsOfVault } from "../../network/places.ts";
import type { ParameterAssignment, ParameterFile } from "../../syntax/syntax.ts";
import { contains, type Span, touches } from "../../text/document.ts";
import { foldName } from "../../text/fold.ts";
import { escapeMarkdown, escapeSentence } from "../../text/markdown.ts";
import type { Words } from "../../words/words.ts";
import { narrowestAt, vaultUses } from "../navigation/references.ts";
import { sayEndpoints, sayPerimeter, sayRules, sayWord } from "../say-setting.ts";
import { joined, summarizeVault } from "../summary.ts";
import type { VaultFacts } from "../vault-facts.ts";
import { reportVault } from "../vaults.ts";
import type { LookupQuestion, LookupTopic } from "./lookup-topic.ts";

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

/** Vaults that a place is about: the one that it names, those of a module that it calls, or those that it gives values. */
export interface VaultTopic {
  readonly kind: "vault";
  readonly vaults: readonly VaultAcrossWorlds[];
  readonly span: Span;
}

/** The vaults that a root declares and that a UTF-16 offset of a document refers to; null if there are none. */
export function vaultsAt({ worlds, documents, document, offset }: LookupQuestion): VaultTopic | null {
  const isAt = (span: Span): boolean => span.document === document && touches(span, offset);
  const found = narrowestAt(vaultUses(worlds, documents), isAt);
  const keys = [...new Set(found.map(({ vault }) => vault.key))];
  const vaults = keys.flatMap((key) => vaultWithKey(worlds, key) ?? []);
  const [first] = found;
  return first ? { kind: "vault", vaults, span: first.span } : null;
}

/**
 * The vaults that a place in a parameter file is about: those whose settings take the value there, or on its first line all that the
 * file gives values.
 */
export function vaultsGivenAt(
  worlds: readonly World[],
  file: ParameterFile,
  { text, offset }: { readonly text: string; readonly offset: number },
): VaultTopic | null {
  const declared = ownVaults(worlds).filter(({ vault, exists }) => !vault.existing && exists !== "no");
  const given = [...file.values].find(([, { nameSpan, value }]) =>
    [nameSpan, value.span].some((span) => touches(span, offset)),
  );
  if (given) {
    const [name, assignment] = given;
    return topicOf(
      declared.filter((each) => takes(each, name, assignment)),
      assignment.nameSpan,
    );
  }
  const end = text.search(/\r?\n|$/);
  return offset <= end ? topicOf(declared, { ...file.span, start: 0, end }) : null;
}

function topicOf(vaults: readonly VaultAcrossWorlds[], span: Span): VaultTopic | null {
  return vaults.length > 0 ? { kind: "vault", vaults, span } : null;
}

/** Whether a setting or rule of a vault is the value that a file gives to a parameter, or is made of it. */
function takes({ views }: VaultAcrossWorlds, name: string, { value }: ParameterAssignment): boolean {
  const folded = foldName(name);
  const isFrom = (origin: Origin): boolean =>
    contains(value.span, writtenAt(origin)) ||
    hops(origin).some((hop) => hop.via === "parameter file" && foldName(hop.name) === folded);
  return views.some(({ vault }) => originsOfVault(vault).some(isFrom));
}
