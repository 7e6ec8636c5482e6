import { partsOf, type Text, textOf } from "../../evaluate/values/plain.ts";
import { vaultSuffix } from "../../evaluate/expressions/runtime-view.ts";
import {
  type Absent,
  type Known,
  known,
  knownText,
  type Unknown,
  type Value,
} from "../../evaluate/values/value.ts";
import { foldedText } from "../../evaluate/values/symbol.ts";
import { memoize } from "../../logic/memoize.ts";
import { candidatesBy } from "./candidates-by-name.ts";
import { type Link, linkTo } from "./links.ts";
import { canBeName, isNamedBy } from "./vault-named.ts";
import type { Vault } from "../network.ts";
import { readField } from "../fields/read-field.ts";
import { id } from "../schema/spelling.ts";
import { foldWord } from "../../text/fold.ts";

/** The vault that an ID refers to, or a URI of the vault or of its content. */
export function vaultOf(reference: Value<string | Text> | Absent, vaults: readonly Vault[]): Link<Vault> {
  const name = reference.kind === "known" ? nameInUri(reference.value) : null;
  return reference.kind === "known" && name !== null
    ? linkByName(known(name, reference.origin), reference, vaults)
    : linkTo(reference, vaults);
}

/** The name that is written in the id or URI of a vault, or of something in it; null if it is not written. */
export function nameOfVaultAt(reference: string | Text): string | null {
  const inUri = nameInUri(reference);
  if (inUri !== null) return typeof inUri === "string" ? inUri : null;
  const last = partsOf(reference).at(-1);
  const name =
    typeof last === "string" ? /\/(?:vaults|managedHSMs)\/([^/\s"'?]+)/i.exec(last)?.[1] : undefined;
  return name ?? null;
}

/** The same, also where the name is known only in part; null if it cannot be told from the rest. */
export function nameTextAt(reference: string | Text): string | Text | null {
  const inUri = nameInUri(reference);
  if (inUri !== null) return inUri;
  const parts = partsOf(reference);
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    const [, rest] = typeof part === "string" ? (/\/(?:vaults|managedHSMs)\/([^/]*)$/i.exec(part) ?? []) : [];
    if (rest !== undefined) return textOf([rest, ...parts.slice(index + 1)]);
  }
  return null;
}

/** The vault that an ID refers to, if the ID is not yet known to be one of a vault. */
export function linkOf(reference: Value, vaults: readonly Vault[]): Link<Vault> {
  return linkTo(readField(reference, anId, reference.origin.span).value, vaults);
}

const anId = id();

/**
 * The name in `https://NAME.vault.azure.net/…` and the equivalents in other clouds
 * (https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#dns-suffixes-for-object-identifiers);
 * null if it is not such a URI. Names contain no dots, and unknown parts are assumed to contain none.
 */
function nameInUri(uri: string | Text): string | Text | null {
  const [first, ...others] = partsOf(uri);
  const scheme = typeof first === "string" ? /^https:\/\//i.exec(first) : null;
  if (typeof first !== "string" || !scheme) return null;
  const name: (string | Unknown)[] = [];
  for (const part of [first.slice(scheme[0].length), ...others]) {
    if (typeof part !== "string" && part.symbol === vaultSuffix) break;
    const end = typeof part === "string" ? part.search(/[./]/) : -1;
    name.push(typeof part === "string" && end >= 0 ? part.slice(0, end) : part);
    if (end >= 0) break;
  }
  return textOf(name);
}

/** Names of vaults, and those of managed HSMs, are unique in all of Azure. */
function linkByName(
  name: Value,
  { value: uri }: Known<string | Text>,
  vaults: readonly Vault[],
): Link<Vault> {
  const isHsm = partsOf(uri).some((part) => typeof part === "string" && /\.managedhsm\./i.test(part));
  const answers = named(isHsm ? "managedHsm" : "vault", name, vaults).map((vault) => ({
    vault,
    same: isNamedBy(vault, name),
  }));
  const found = answers.find(({ same }) => same === "yes");
  if (found) return { kind: "declared", to: found.vault };
  const candidates = answers.filter(({ same }) => same === "maybe").map(({ vault }) => vault);
  return candidates.length > 0 ? { kind: "unknown", candidates } : { kind: "external", id: uri };
}

/** The vault that certainly has the name, else those that may. */
function named(kind: Vault["kind"], name: Value, vaults: readonly Vault[]): readonly Vault[] {
  const { exactly, perhaps } = byName(vaults)[kind];
  const key = foldedText(name);
  const exact = key === null ? undefined : exactly.get(key);
  return exact ? [exact] : perhaps(knownName(name));
}

const byName = memoize((vaults: readonly Vault[]) => {
  const among = (kind: Vault["kind"]): Named => {
    const own = vaults.filter((vault) => vault.kind === kind);
    const keyed = own.map((vault) => [foldedText(vault.name), vault] as const);
    const exactly = new Map(
      keyed.toReversed().flatMap(([key, vault]) => (key === null ? [] : [[key, vault]])),
    );
    return { exactly, perhaps: candidatesBy(own, (vault) => knownName(vault.name)) };
  };
  return { vault: among("vault"), managedHsm: among("managedHsm") };
});

interface Named {
  readonly exactly: ReadonlyMap<string, Vault>;
  readonly perhaps: (name: string | null) => readonly Vault[];
}

function knownName(name: Value): string | null {
  const text = knownText(name);
  return text !== null && canBeName(text) ? foldWord(text) : null;
}
