import {
  type Folded,
  readableSymbol,
  type UnknownFact,
  type Reported,
} from "../../../server/src/protocol.ts";
import type { Location } from "../../../server/src/protocol/names.ts";
import type { VaultConsumerResult, VaultResult } from "../../../server/src/protocol/vaults.ts";
import { type Agreement, agreements, groupsBy } from "../agreement.ts";
import { escapeMarkdown } from "../markdown.ts";
import { decoded, fileName, folderName, folderOf, linkToPlace, sayPlace } from "../places.ts";
import { type Say, toSay, sayVaults } from "../say.ts";
import { verdictLook } from "../verdicts/verdict-words.ts";
import { vaultId } from "../vault-id.ts";
import { commonName } from "../vault-name.ts";
import { shortNames } from "../tree/short-name.ts";
import { type Arrangement, overview, ranked, rankOf } from "./arrangement.ts";
import { distinctLookups, foldVaults, referenceRows, vaultLabels } from "../verdicts/references.ts";
import { type NodeIcon, textRow, type TreeNode } from "../tree/tree-node.ts";

/**
 * The rows of the *Overview*: the vaults that are declared, or files or folders with them, and what is only referenced, folded at the end.
 * The lookups of other roots are beneath the vault that they refer to.
 */
export function vaultNodes(
  say: Say,
  all: readonly VaultResult[],
  { group, order }: Arrangement = overview,
): readonly TreeNode[] {
  const { entries, referencesTo } = foldVaults(all);
  const inOrder = <T>(things: readonly T[], rank: (thing: T) => number) =>
    order === "file" ? things : ranked(things, rank);
  const label = labelsIn(entries);
  const short = shortNames(
    groupsBy(entries, vaultId).flatMap((own) => agreements(own).map((each) => nameIn(each, label))),
  );
  const rowsOf = (own: readonly VaultResult[]): readonly TreeNode[] => {
    const rows = groupsBy(own, vaultId).flatMap((each) => agreements(each));
    return inOrder(rows, ({ first }) => rankOf(first)).map((row) =>
      vaultRow(say, row, { referencesTo, group, short, label }),
    );
  };
  if (group === "none") {
    const declared = entries.filter(isDeclared);
    const isOpen = declared.length === 0;
    const fold = (id: string, own: readonly VaultResult[], label: string): readonly TreeNode[] => {
      const row = { ...textRow(id, label, "", null), icon: { name: "references" } };
      return own.length === 0 ? [] : [{ ...row, expanded: isOpen, children: rowsOf(own) }];
    };
    const [referenced, deployed] = [
      entries.filter(({ existing, state }) => existing && state === null),
      entries.filter(({ state }) => state !== null),
    ];
    const [first, ...others] = rowsOf(declared);
    // Who calls the first public vault is in sight without a click.
    const isPublic = declared.some(({ exposure }) => exposure === "public");
    return [
      ...(first ? [{ ...first, expanded: isPublic }] : []),
      ...others,
      ...fold("referenced", referenced, say("{0} referenced", groupsBy(referenced, vaultId).length)),
      ...fold("deployed", deployed, say("States: {0}", groupsBy(deployed, vaultId).length)),
    ];
  }
  const groups = groupsBy(entries, ({ uri }) => (group === "file" ? uri : folderOf(uri)));
  return inOrder(groups, (own) => Math.min(...own.map(rankOf))).map((own) => {
    const count = sayVaults(
      say,
      groupsBy(own, vaultId).map(([first]) => first),
    );
    return group === "file"
      ? fileNode(say, own[0].uri, count, rowsOf(own))
      : folderNode(say, folderOf(own[0].uri), count, rowsOf(own));
  });
}

/** Only what a template creates is shown at once: of references and states, nothing here decides. */
function isDeclared({ existing, state }: VaultResult): boolean {
  return !existing && state === null;
}

type Label = (vault: VaultResult) => string;

/** Rows show the file name, so a label says more only for vaults in files of the same name. */
function labelsIn(vaults: readonly VaultResult[]): Label {
  const named = (vault: VaultResult) => ({
    ...vault,
    vault: vault.symbol,
    vaultName: typeof vault.name === "string" ? vault.name : null,
  });
  const inFile = ({ uri }: VaultResult) => fileName(uri);
  const labels = new Map(
    groupsBy(vaults, inFile).map((own) => [inFile(own[0]), vaultLabels(own.map(named))] as const),
  );
  return (vault) => labels.get(inFile(vault))?.(named(vault)) ?? vault.symbol;
}

/** "kv (dev, test)" where environments differ. */
function nameIn({ first, all, environments }: Agreement<VaultResult>, label: Label): string {
  const name = environments === "" ? label(first) : commonName(all);
  return environments === "" ? name : `${name} (${environments})`;
}

type ReferencesTo = Folded<VaultResult>["referencesTo"];

function fileNode(say: Say, uri: string, count: string, children: readonly TreeNode[]): TreeNode {
  return {
    ...textRow(`file|${uri}`, fileName(uri), folderName(uri), null),
    icon: { name: "file-code" },
    spoken: say("File {0}, {1}", fileName(uri), count),
    words: ["file"],
    expanded: true,
    children,
  };
}

function folderNode(say: Say, uri: string, count: string, children: readonly TreeNode[]): TreeNode {
  const path = decoded(uri);
  return {
    ...textRow(`folder|${uri}`, fileName(uri), count, null),
    icon: { name: "folder" },
    tooltip: escapeMarkdown(path),
    spoken: say("Folder {0}, {1}", path, count),
    words: ["file"],
    expanded: true,
    children,
  };
}

/** How rows are drawn. */
interface Drawing {
  readonly referencesTo: ReferencesTo;
  readonly group: Arrangement["group"];
  readonly short: (name: string) => string;
  readonly label: Label;
}

/** One row if all environments agree; otherwise one for each different result: "kv (dev, test)". */
function vaultRow(
  say: Say,
  agreement: Agreement<VaultResult>,
  { referencesTo, group, short, label }: Drawing,
): TreeNode {
  const { first, all } = agreement;
  const name = nameIn(agreement, label);
  const references = distinctLookups(all.flatMap(referencesTo));
  const row = vaultNode(say, first, { name, short: short(name), references });
  return group === "file" ? row : { ...row, description: `${row.description} · ${fileName(first.uri)}` };
}

const exposures: Readonly<
  Record<VaultResult["exposure"], { readonly word: string; readonly icon: NodeIcon }>
> = {
  public: { word: toSay("Public"), icon: { name: "warning", color: "list.warningForeground" } },
  selected: { word: toSay("Selected networks"), icon: { name: "filter" } },
  private: { word: toSay("Private"), icon: { name: "lock" } },
  perimeter: { word: toSay("Perimeter"), icon: { name: "shield" } },
  depends: { word: toSay("Depends"), icon: { name: "question", color: "testing.iconUnset" } },
};

interface VaultParts {
  readonly name: string;
  /** The name as the row has it. */
  readonly short: string;
  readonly references: readonly VaultResult[];
}

function vaultNode(say: Say, vault: VaultResult, { name, short, references }: VaultParts): TreeNode {
  const id = `vault|${vaultId(vault)}|in ${vault.environment ?? ""}`;
  const { icon } = exposures[vault.exposure];
  const word = say(exposures[vault.exposure].word);
  const callers = vault.consumers.filter(isCaller);
  const said = [
    word,
    ...(vault.exposure === "depends" ? vault.dependsOn.slice(0, 1) : []),
    ...sayCallers(say, callers),
    ...(vault.module === null || name.includes(vault.module) ? [] : [vault.module]),
    ...(vault.exists === "no"
      ? [vault.environment === null ? say("not created by default") : say("not created")]
      : []),
    ...(vault.notes.includes("NOTE_NOT_CALLED") ? [say("not called here")] : []),
    ...(vault.notes.includes("NOTE_ASSUMED_DEPLOYED") ? [say("assumed as deployed")] : []),
    ...(vault.was === null ? [] : [say("changed")]),
  ];
  const was = vault.was === null ? "" : say("In the baseline: {0}", vault.was);
  return {
    ...textRow(id, short, said.join(" · "), vault),
    icon: vault.was === null ? icon : { name: "arrow-swap" },
    tooltip: [
      `**${escapeMarkdown(name)}**: ${word}`,
      escapeMarkdown(vault.summary),
      ...(was === "" ? [] : [escapeMarkdown(was)]),
      ...vault.noteTexts.map(escapeMarkdown),
      linkToPlace(vault),
    ].join("\n\n"),
    spoken: `${say("Vault {0}: {1}.", name, word)} ${vault.summary}. ${was === "" ? "" : `${was}. `}${sayPlace(vault)}`,
    words: ["vault"],
    vault: { root: vault.root, key: vault.key },
    children: [
      ...consumerNodes(say, vault, id),
      ...childNodes(say, vault, id),
      ...(vault.existing ? [] : policyNodes(say, vault, id)),
      ...referenceRows(say, references, id, {
        symbolOf: ({ symbol }) => symbol,
        // What a root does with a vault that is only probably this one does not count for it.
        childrenOf: (lookup, own) =>
          lookup.linkedTo?.certain === true ? [] : consumerNodes(say, lookup, own),
      }),
    ],
  };
}

function policyNodes(say: Say, vault: VaultResult, id: string): readonly TreeNode[] {
  const { places } = vault;
  return [
    textRow(
      `${id}|public`,
      say("Public access"),
      sayWord(say, vault.publicNetworkAccess),
      places.publicNetworkAccess,
    ),
    textRow(`${id}|default`, say("Default action"), sayWord(say, vault.defaultAction), places.defaultAction),
    textRow(`${id}|bypass`, say("Bypass"), sayWord(say, vault.bypass), places.bypass),
    rulesNode(say, `${id}|ip`, say("IP rules"), vault.ipRules, vault.ipRulesOpen, places.ipRules),
    rulesNode(
      say,
      `${id}|subnet`,
      say("Subnet rules"),
      vault.subnetRules,
      vault.subnetRulesOpen,
      places.subnetRules,
    ),
    textRow(
      `${id}|endpoints`,
      say("Private endpoints"),
      sayOpenAmount(say, vault.privateEndpoints, vault.privateEndpointsOpen),
      null,
    ),
    ...vault.perimeterTexts.map((text, index) =>
      textRow(`${id}|perimeter|${index}`, say("Perimeter"), text, null),
    ),
  ];
}

/** "2 callers, 1 blocked"; nothing without any. */
function sayCallers(say: Say, consumers: VaultResult["consumers"]): readonly string[] {
  if (consumers.length === 0) return [];
  const blocked = consumers.filter(({ verdict }) => verdict === "denied").length;
  const count = consumers.length === 1 ? say("1 caller") : say("{0} callers", consumers.length);
  return [blocked === 0 ? count : say("{0}, {1} blocked", count, blocked)];
}

/** The resources of the deployment that use the vault, and whether they can reach it; nothing if there are none. */
function consumerNodes(say: Say, vault: VaultResult, id: string): readonly TreeNode[] {
  const consumers = vault.consumers.filter(isCaller);
  if (consumers.length === 0) return [];
  const cutOff = consumers.filter(({ verdict }) => verdict === "denied").length;
  const amount = cutOff === 0 ? String(consumers.length) : say("{0} · {1} blocked", consumers.length, cutOff);
  const children = consumers.map((consumer, index) =>
    consumerNode(say, consumer, `${id}|consumers|${index}`),
  );
  return [{ ...textRow(`${id}|consumers`, say("Consumers"), amount, null), expanded: true, children }];
}

/** Azure Resource Manager creates content through the control plane, which no firewall filters. */
function isCaller({ scenario }: VaultConsumerResult): boolean {
  return scenario.service !== "arm-child-secrets-and-keys";
}

function childNodes(say: Say, { consumers }: VaultResult, id: string): readonly TreeNode[] {
  const children = consumers
    .filter((each) => !isCaller(each))
    .map((each, index) => textRow(`${id}|children|${index}`, readableSymbol(each.label), "", each));
  if (children.length === 0) return [];
  const label = say("Deployed with it");
  return [{ ...textRow(`${id}|children`, label, String(children.length), null), children }];
}

function consumerNode(say: Say, consumer: VaultConsumerResult, id: string): TreeNode {
  const { scenario, uses, verdict, assumed } = consumer;
  const label = readableSymbol(consumer.label);
  const { word, icon } = verdictLook(say, verdict, false);
  const sure = uses === "maybe" ? say("{0}, if it uses the vault", word) : word;
  const says = [sure, scenario.name, ...(assumed ? [say("assumed as deployed")] : [])].join(" · ");
  return {
    ...textRow(id, label, says, consumer),
    icon,
    tooltip: [
      `**${escapeMarkdown(label)}**: ${says}`,
      escapeMarkdown(scenario.text),
      linkToPlace(consumer),
    ].join("\n\n"),
    words: ["consumer"],
  };
}

function rulesNode(
  say: Say,
  id: string,
  label: string,
  rules: readonly (string | UnknownFact)[],
  open: boolean,
  places: readonly (Location | null)[],
): TreeNode {
  return {
    ...textRow(id, label, sayOpenAmount(say, rules.length, open), null),
    children: rules.map((rule, index) => {
      const place = places[index] ?? null;
      return typeof rule === "string"
        ? textRow(`${id}|${index}`, rule, "", place)
        : textRow(`${id}|${index}`, say("not known"), rule.unknown, place);
    }),
  };
}

/** How many there are; of what is open, there may be more. */
function sayOpenAmount(say: Say, count: number, isOpen: boolean): string {
  if (count === 0) return isOpen ? say("not known") : say("none");
  return isOpen ? say("{0} or more", count) : String(count);
}

/**
 * A value as written in the file; a setting that is not written is shown as such, because the platform's default
 * applies.
 */
function sayWord(say: Say, word: Reported): string {
  if (word === null) return say("not set");
  if (typeof word === "string") return word;
  if ("unknown" in word) return say("depends on {0}", word.unknown);
  return word.oneOf.map((each) => each ?? say("not set")).join(say(" or "));
}
