import { addTo } from "../../logic/grouped.ts";
import { defaultAction, type Effective, publicAccess } from "../../access/effective.ts";
import { isBehindPerimeter } from "../../access/perimeter.ts";
import { exposureOf } from "../../access/exposure.ts";
import { ownVaults, type VaultAcrossWorlds } from "../../access/worlds.ts";
import { is, known, type Origin } from "../../evaluate/values/value.ts";
import { memoize } from "../../logic/memoize.ts";
import { truth } from "../../logic/truth.ts";
import type { Field, ListField } from "../../network/fields/field.ts";
import type { Vault } from "../../network/network.ts";
import { nameKey } from "../../network/writes/writes.ts";
import type { Analysis } from "../analyzer.ts";

/** A vault that a root declares under a known name, in one environment. */
export interface DeclaredVault {
  readonly analysis: Analysis;
  readonly across: VaultAcrossWorlds;
}

/** The vaults that a name stands for; all of the same root and of others that declare it, too. */
export type DeclaredVaults = ReadonlyMap<string, readonly DeclaredVault[]>;

/**
 * The vaults of roots by their names in lower case, which are unique in all of Azure
 * (https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates). What is only looked up, planned or deployed is
 * not declared.
 */
export function declaredVaults(analyses: readonly Analysis[]): DeclaredVaults {
  const found = new Map<string, DeclaredVault[]>();
  for (const analysis of analyses)
    for (const { name, across } of namedVaultsOf(analysis)) addTo(found, name, { analysis, across });
  return found;
}

const namedVaultsOf = memoize(({ worlds }: Analysis) =>
  ownVaults(worlds).flatMap((across) => {
    const name = nameInAll(across);
    return name === null || across.exists === "no" || !isDeclared(across.vault) ? [] : [{ name, across }];
  }),
);

/** Whether a template declares a vault, rather than looking it up or showing its state. */
export function isDeclared({ existing, state, kind, instance }: Vault): boolean {
  return !existing && state === null && kind === "vault" && instance.declaration.updates === undefined;
}

/** The name of a vault in lower case, if all worlds know it. */
export function nameInAll({ views }: VaultAcrossWorlds): string | null {
  const [name, ...others] = [...new Set(views.map(({ vault }) => nameKey(vault)))];
  return others.length === 0 ? (name ?? null) : null;
}

/** Whether a vault has disabled public access in all worlds. */
export function isDisabled(across: VaultAcrossWorlds): boolean {
  return isAlways(across, publicAccess, "Disabled");
}

/** Whether whatever rules a vault has, or is given, have no effect in all worlds, because something else denies what they would allow. */
export function ignoresRules(across: VaultAcrossWorlds): boolean {
  const { views } = across;
  return isDisabled(across) || views.every(({ world, vault }) => isBehindPerimeter(vault, world.network));
}

/** Whether a vault has the default action Allow in all worlds, by what is written or documented. */
function isAllowedByDefault(across: VaultAcrossWorlds): boolean {
  return isAlways(across, defaultAction, "Allow");
}

/** Network settings that are written over those of a vault. */
export interface WrittenSettings {
  /** Null if it is left as it is. */
  readonly publicNetworkAccess: string | null;
  readonly defaultAction: string | null;
  /** What is added to its IP rules. */
  readonly addresses: readonly string[];
}

/** A vault as it is with settings that are written over its own. */
export function withSettings(across: VaultAcrossWorlds, settings: WrittenSettings): VaultAcrossWorlds {
  const { publicNetworkAccess, defaultAction: action, addresses } = settings;
  if (publicNetworkAccess === null && action === null && addresses.length === 0) return across;
  const changed = (vault: Vault): Vault => ({
    ...vault,
    publicNetworkAccess: written(vault.publicNetworkAccess, publicNetworkAccess),
    defaultAction: written(vault.defaultAction, action),
    ipRules: withAddresses(vault.ipRules, addresses, originIn(vault.defaultAction)),
  });
  const views = across.views.map(({ world, vault }) => ({ world, vault: changed(vault) }));
  return { ...across, vault: changed(across.vault), views };
}

function written(field: Field<string>, word: string | null): Field<string> {
  return word === null ? field : { ...field, value: known(word, originIn(field)) };
}

function withAddresses(
  list: ListField<string>,
  addresses: readonly string[],
  origin: Origin,
): ListField<string> {
  if (addresses.length === 0) return list;
  const { slot, through, items } = list;
  const added = addresses.map((address, index) => ({
    field: { value: known(address, origin), slot, through, encode: list.encode.bind(list) },
    index: items.length + index,
    slot: null,
    whole: known(address, origin),
  }));
  return { ...list, state: "written", items: [...items, ...added] };
}

function originIn({ value }: Field<string>): Origin {
  return value.kind === "absent" ? { span: value.within } : value.origin;
}

/** Whether a vault is reachable from any address in all worlds, by the gates of access. */
export function isPublic({ views }: VaultAcrossWorlds): boolean {
  return views.every(({ world, vault }) => exposureOf(vault, world.network).exposure === "public");
}

/** Whether the rules of a vault have no effect in all worlds because any public address is allowed. */
export function isOpen(across: VaultAcrossWorlds): boolean {
  return isAlways(across, publicAccess, "Enabled") && isAllowedByDefault(across);
}

function isAlways<T extends string>(
  { views }: VaultAcrossWorlds,
  settingOf: (vault: Vault) => Effective<T>,
  word: T,
): boolean {
  return views.every(({ vault }) => {
    const { value, note } = settingOf(vault);
    return note === null && is(value, (written) => truth(written === word)) === "yes";
  });
}
