import { type Folded, foldVaults as fold, foldVerdicts as foldAll } from "../../../server/src/protocol.ts";
import type { LinkedResult, VaultResult, VerdictResult } from "../../../server/src/protocol/vaults.ts";
import type { Location, VaultReference } from "../../../server/src/protocol/names.ts";
import { groupsBy } from "../agreement.ts";
import { decoded, fileName, folderName } from "../places.ts";
import type { Say } from "../say.ts";
import { textRow, type TreeNode } from "../tree/tree-node.ts";
import { vaultId } from "../vault-id.ts";
import { type Called, commonName } from "../vault-name.ts";

/** Vaults, with the lookups of other roots beneath the ones that they refer to. */
export function foldVaults(all: readonly VaultResult[]): Folded<VaultResult> {
  return fold(all, at);
}

/** Verdicts on one source, without those of lookups that repeat the ones of the declaration. */
export function foldVerdicts(all: readonly VerdictResult[]): Folded<VerdictResult> {
  return foldAll(all, at);
}

function at({ uri, range }: Location): readonly unknown[] {
  return [uri, range.start];
}

/** A lookup of a vault of another root. */
interface Lookup extends Location, VaultReference {
  readonly linkedTo: LinkedResult | null;
}

/** Lookups in several environments, each once. */
export function distinctLookups<T extends Lookup>(lookups: readonly T[]): readonly T[] {
  return groupsBy(lookups, vaultId).map(([first]) => first);
}

/** "app/main.tf, probably this vault". */
export function sayLookup(say: Say, { uri, linkedTo }: Lookup): string {
  const where = `${folderName(uri)}/${fileName(uri)}`;
  return linkedTo?.certain !== false ? where : say("{0}, probably this vault", where);
}

/** A row with a row for each lookup of a vault; none without lookups. */
export function referenceRows<T extends Lookup>(
  say: Say,
  lookups: readonly T[],
  id: string,
  { symbolOf, childrenOf = () => [] }: RowParts<T>,
): readonly TreeNode[] {
  if (lookups.length === 0) return [];
  const children = lookups.map((lookup) => {
    const own = `${id}|references|${vaultId(lookup)}`;
    const row = textRow(own, symbolOf(lookup), sayLookup(say, lookup), lookup);
    return { ...row, icon: { name: "references" }, children: childrenOf(lookup, own) };
  });
  return [{ ...textRow(`${id}|references`, say("References"), String(lookups.length), null), children }];
}

/** What a row of a lookup shows besides its place. */
interface RowParts<T> {
  readonly symbolOf: (lookup: T) => string;
  readonly childrenOf?: (lookup: T, id: string) => readonly TreeNode[];
}

type Named = Pick<VerdictResult, "vault" | "vaultName" | "namedBy" | "module" | "root" | "key" | "uri"> & {
  readonly environment?: string | null;
};

/**
 * Gives every vault a label: its name, or its symbol if the name is not known or differs between environments. Vaults
 * with the same label are distinguished by module or file, or by folder if their files have the same name.
 */
export function vaultLabels(vaults: readonly Named[]): (vault: Named) => string {
  const names = new Map(groupsBy(vaults, vaultId).map((own) => [vaultId(own[0]), commonName(named(own))]));
  const nameOf = (vault: Named): string => names.get(vaultId(vault)) ?? vault.vault;
  const firsts = groupsBy(vaults, vaultId).map(([first]) => first);
  const alike = new Map(groupsBy(firsts, nameOf).map((own) => [nameOf(own[0]), own]));
  return (vault) => {
    const name = nameOf(vault);
    const others = alike.get(name) ?? [];
    if (others.length < 2) return name;
    // The call that is part of the name says no more.
    const module = name.startsWith(`${vault.module} ›`) ? null : vault.module;
    const isAlone = others.filter((each) => each.module === module).length === 1;
    return `${name} (${isAlone && module !== null ? module : whereOf(vault, others)})`;
  };
}

/** The name of the file, or of the template that calls it; that of the folder if those of others have the same name, or as much of the path as differs. */
function whereOf(vault: Named, among: readonly Named[]): string {
  const of = among.every(({ uri }) => uri === vault.uri) ? "root" : "uri";
  const parts = (uri: string): readonly string[] => uri.split("/").map(decoded);
  const own = parts(vault[of]);
  const others = [...new Set(among.map((each) => each[of]))].filter((each) => each !== vault[of]).map(parts);
  const differs = [-1, -2].find((at) => others.every((each) => each.at(at) !== own.at(at)));
  if (differs !== undefined) return own.at(differs) ?? "";
  const common = own.findIndex((part, at) => others.some((each) => each[at] !== part));
  return own.slice(Math.max(0, common), -1).join("/");
}

function named([first, ...others]: readonly [Named, ...Named[]]): readonly [Called, ...Called[]] {
  const called = ({ vault, vaultName, namedBy, environment = null }: Named): Called => ({
    environment,
    name: vaultName,
    symbol: vault,
    namedBy,
  });
  return [called(first), ...others.map(called)];
}
