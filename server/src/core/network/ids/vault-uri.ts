import { vaultSuffix } from "../../evaluate/expressions/runtime-view.ts";
import { typeOfId } from "../../evaluate/terraform/members.ts";
import type { ResourceInstance, Run } from "../../evaluate/types.ts";
import { equalValues, partsOf, type Text, textOf } from "../../evaluate/values/plain.ts";
import { foldedText } from "../../evaluate/values/symbol.ts";
import {
  type Absent,
  type Known,
  known,
  knownText,
  type Unknown,
  unknown,
  type Value,
} from "../../evaluate/values/value.ts";
import { memoize } from "../../logic/memoize.ts";
import type { Truth } from "../../logic/truth.ts";
import { foldWord } from "../../text/fold.ts";
import { readField } from "../fields/read-field.ts";
import type { Vault } from "../network.ts";
import { waitsFor } from "../order/dependencies.ts";
import { id } from "../schema/spelling.ts";
import { sameVault } from "../writes/writes.ts";
import { candidatesBy } from "./candidates-by-name.ts";
import { type Link, linkTo, namesakes, sameResource } from "./links.ts";

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

/**
 * The vault that a resource means; of one that is only looked up its declaration, if there is a single one. Where it is not known, it may
 * be any that the resource's own root declares or looks up: that other roots have vaults as well says nothing about it.
 */
export function meantVault(
  instance: ResourceInstance,
  link: Link<Vault>,
  vaults: readonly Vault[],
): Link<Vault> {
  switch (link.kind) {
    case "declared":
      return { kind: "declared", to: declared(amongTwins(instance, link.to, vaults), vaults) };
    case "unknown":
      return { kind: "unknown", candidates: ownAmong(link.candidates)(instance.frame.run, vaults) };
    case "external":
      return link;
  }
}

/** The vault that an id means; none if it is that of a resource of another type, although azurerm alone knows what that is. */
export function targetVault(instance: ResourceInstance, id: Value, vaults: readonly Vault[]): Link<Vault> {
  const type = typeOfId(id);
  return type !== null && !type.startsWith("azurerm_key_vault")
    ? { kind: "unknown", candidates: [] }
    : meantVault(instance, linkTo(id, vaults), vaults);
}

function declared(vault: Vault, vaults: readonly Vault[]): Vault {
  return vault.existing ? (declarationOf(vault, vaults) ?? vault) : vault;
}

/** Of some vaults those of a root, each list once, however many resources may mean any of them. */
const ownAmong = memoize((candidates: readonly Vault[]) => {
  const known = new Map<Run, readonly Vault[]>();
  return (run: Run, vaults: readonly Vault[]): readonly Vault[] => {
    const before = known.get(run);
    if (before) return before;
    const own = candidates.filter(({ instance }) => instance.frame.run === run);
    const found = [...new Set(own.flatMap((each) => [each, declared(each, vaults)]))];
    known.set(run, found);
    return found;
  };
});

/**
 * Two vaults of Terraform that have one literal name have one id as well, and so what refers to the second would seem to mean the
 * first; the order of the resources says which of them it refers to.
 */
function amongTwins(instance: ResourceInstance, vault: Vault, vaults: readonly Vault[]): Vault {
  if (instance.frame.template.dialect !== "terraform") return vault;
  const twins = namesakes(vault.id, vaults).filter((each) => sameResource(vault.id, each.id) === "yes");
  if (twins.length < 2) return vault;
  const [meant, ...others] = twins.filter((each) => waitsFor(instance, each.instance) === "yes");
  return meant && others.length === 0 ? meant : vault;
}

function declarationOf(lookup: Vault, vaults: readonly Vault[]): Vault | null {
  const linked = lookup.linked && byKey(vaults).get(lookup.linked.key);
  const among = linked ? [linked] : namesakes(lookup.id, vaults);
  const [declared, ...others] = among.filter((each) => !each.existing && sameVault(each, lookup));
  return declared && others.length === 0 ? declared : null;
}

const byKey = memoize(
  (vaults: readonly Vault[]): ReadonlyMap<string, Vault> =>
    new Map(vaults.map((vault) => [vault.key, vault])),
);

/** Whether a vault has a name, as far as its own is known. */
export function isNamed(vault: Vault, text: string): Truth {
  return isNamedBy(vault, known(text, vault.name.origin));
}

/** Whether a name is that of a vault, without case. A text without placeholders is completed by nothing, whether Azure accepts it or not. */
function isNamedBy({ name, instance: { declaration } }: Vault, other: Value): Truth {
  const same = equalValues(name, other, true);
  const isWhole =
    declaration.name?.kind === "literal" && /^[a-z0-9-]*$/i.test(String(declaration.name.value));
  return same === "no" ? equalValues(isWhole ? name : completed(name), completed(other), true) : same;
}

/** Whether Azure can accept a text as the name of a vault: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#vault-name-and-object-name */
export function canBeName(text: string): boolean {
  return /^[a-z](?:-?[a-z0-9]){2,23}$/i.test(text) && text.length <= 24;
}

/**
 * A name that Azure cannot accept is not the one that is deployed: a parameter adds what is missing at its ends or between two hyphens, and
 * a placeholder what its signs are around.
 */
function completed(name: Value): Value {
  const text = knownText(name);
  if (text === null || canBeName(text)) return name;
  const hidden = unknown([], name.origin);
  if (text.length > 24) return hidden;
  const parts = text.split(/[^a-z0-9-](?:.*[^a-z0-9-])?|(?<=-)(?=-)/i).flatMap((part) => [hidden, part]);
  const [, ...inner] = parts;
  const needsHead = !/^[a-z]/i.test(text) || text.length < 3;
  const needsTail = !/[a-z0-9]$/i.test(text) || text.length < 3;
  return known(textOf([...(needsHead ? parts : inner), ...(needsTail ? [hidden] : [])]), name.origin);
}
