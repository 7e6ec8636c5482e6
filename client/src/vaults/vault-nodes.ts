import type {
  Place,
  UnknownResult,
  VaultConsumerResult,
  VaultResult,
  WordResult,
} from "../../../server/src/protocol.ts";
import { escapeMarkdown } from "../markdown.ts";
import { fileName, sayPlace } from "../places.ts";
import { verdictLook } from "../simulator/verdict-words.ts";
import { vaultId } from "../vault-id.ts";
import { vaultName } from "../vault-name.ts";
import type { NodeIcon, TreeNode } from "../tree/tree-node.ts";

/** The rows of the view *Vaults*: files, their vaults, and what the network of each will be. */
export function vaultNodes(vaults: readonly VaultResult[]): readonly TreeNode[] {
  const uris = [...new Set(vaults.map((vault) => vault.uri))];
  return uris.map((uri) =>
    fileNode(
      uri,
      vaults.filter((vault) => vault.uri === uri),
    ),
  );
}

function fileNode(uri: string, vaults: readonly VaultResult[]): TreeNode {
  const count = `${vaults.length} ${vaults.length === 1 ? "vault" : "vaults"}`;
  return {
    ...row(`file|${uri}`, fileName(uri), folderName(uri), null),
    icon: { name: "file-code" },
    spoken: `File ${fileName(uri)}, ${count}`,
    words: ["file"],
    expanded: true,
    children: vaults.map(vaultNode),
  };
}

function folderName(uri: string): string {
  return fileName(uri.slice(0, uri.lastIndexOf("/")));
}

const exposures: Readonly<
  Record<VaultResult["exposure"], { readonly word: string; readonly icon: NodeIcon }>
> = {
  public: { word: "Public", icon: { name: "warning", color: "list.warningForeground" } },
  selected: { word: "Selected networks", icon: { name: "filter" } },
  private: { word: "Private", icon: { name: "lock" } },
  perimeter: { word: "Perimeter", icon: { name: "shield" } },
  depends: { word: "Depends", icon: { name: "question", color: "testing.iconUnset" } },
};

function vaultNode(vault: VaultResult): TreeNode {
  const id = `vault|${vaultId(vault)}`;
  const name = vaultName(vault.name, vault.symbol);
  const { word, icon } = exposures[vault.exposure];
  const said = [
    word,
    ...(vault.module === null ? [] : [vault.module]),
    ...(vault.was === null ? [] : ["changed"]),
  ];
  const was = vault.was === null ? "" : `In the baseline: ${vault.was}`;
  return {
    ...row(id, name, said.join(" · "), vault),
    icon: vault.was === null ? icon : { name: "arrow-swap" },
    tooltip: [
      `**${escapeMarkdown(name)}**: ${word}`,
      escapeMarkdown(vault.summary),
      ...(was === "" ? [] : [escapeMarkdown(was)]),
      escapeMarkdown(sayPlace(vault)),
    ].join("\n\n"),
    spoken: `Vault ${name}: ${word}. ${vault.summary}. ${was === "" ? "" : `${was}. `}${sayPlace(vault)}`,
    words: ["vault"],
    children: [...(vault.existing ? [] : policyNodes(vault, id)), ...consumerNodes(vault, id)],
  };
}

function policyNodes(vault: VaultResult, id: string): readonly TreeNode[] {
  const { places } = vault;
  return [
    row(`${id}|public`, "Public access", sayWord(vault.publicNetworkAccess), places.publicNetworkAccess),
    row(`${id}|default`, "Default action", sayWord(vault.defaultAction), places.defaultAction),
    row(`${id}|bypass`, "Bypass", sayWord(vault.bypass), places.bypass),
    rulesNode(`${id}|ip`, "IP rules", vault.ipRules, vault.ipRulesOpen, places.ipRules),
    rulesNode(`${id}|subnet`, "Subnet rules", vault.subnetRules, vault.subnetRulesOpen, places.subnetRules),
    row(`${id}|endpoints`, "Private endpoints", sayAmount(vault.privateEndpoints), null),
  ];
}

/** Who of the deployment uses the vault, and whether they get through; nothing where nobody does. */
function consumerNodes({ consumers }: VaultResult, id: string): readonly TreeNode[] {
  if (consumers.length === 0) return [];
  const cutOff = consumers.filter(({ verdict }) => verdict === "denied").length;
  const amount = cutOff === 0 ? String(consumers.length) : `${consumers.length} · ${cutOff} cut off`;
  const children = consumers.map((consumer, index) => consumerNode(consumer, `${id}|consumers|${index}`));
  return [{ ...row(`${id}|consumers`, "Consumers", amount, null), children }];
}

function consumerNode(consumer: VaultConsumerResult, id: string): TreeNode {
  const { from, label, scenario, uses, verdict } = consumer;
  const { word, icon } = verdictLook(verdict, from);
  const says = `${word}${uses === "maybe" ? ", if it uses the vault" : ""} · ${scenario.name}`;
  return {
    ...row(id, label, says, consumer),
    icon,
    tooltip: [
      `**${escapeMarkdown(label)}**: ${says}`,
      escapeMarkdown(scenario.text),
      escapeMarkdown(sayPlace(consumer)),
    ].join("\n\n"),
    words: ["consumer"],
  };
}

function rulesNode(
  id: string,
  label: string,
  rules: readonly (string | UnknownResult)[],
  open: boolean,
  places: readonly (Place | null)[],
): TreeNode {
  const amount = open ? `${rules.length} or more` : sayAmount(rules.length);
  return {
    ...row(id, label, amount, null),
    children: rules.map((rule, index) => {
      const place = places[index] ?? null;
      return typeof rule === "string"
        ? row(`${id}|${index}`, rule, "", place)
        : row(`${id}|${index}`, "not known", rule.unknown, place);
    }),
  };
}

function row(id: string, label: string, description: string, place: Place | null): TreeNode {
  const said = description === "" ? label : `${label}: ${description}`;
  const where = place ? sayPlace(place) : "";
  return {
    id,
    label,
    description,
    icon: null,
    tooltip: [said, where]
      .filter((text) => text !== "")
      .map(escapeMarkdown)
      .join("\n\n"),
    spoken: where === "" ? said : `${said}, ${where}`,
    place: place && { uri: place.uri, range: place.range },
    words: ["setting"],
    expanded: false,
    children: [],
  };
}

function sayAmount(count: number): string {
  return count === 0 ? "none" : String(count);
}

/** A word as the file says it; what is not written is called so, as the platform's default applies. */
function sayWord(word: WordResult): string {
  if (word === null) return "not set";
  if (typeof word === "string") return word;
  if ("unknown" in word) return `depends on ${word.unknown}`;
  return word.oneOf.map((each) => each ?? "not set").join(" or ");
}
