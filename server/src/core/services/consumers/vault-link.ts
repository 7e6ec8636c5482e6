import {
  equalPlain,
  equalValues,
  isDict,
  isList,
  isText,
  type Plain,
  type Text,
} from "../../evaluate/values/plain.ts";
import { known, type Value } from "../../evaluate/values/value.ts";
import { isIdText, type Link, flatten, standIn } from "../../network/ids/links.ts";
import type { Vault } from "../../network/network.ts";
import { vaultOf } from "../../network/ids/vault-uri.ts";
import type { ValueKind } from "../service.ts";

/** The vaults that the value at a place refers to; none if it is not a reference. */
export function vaultsIn(value: Value, kind: ValueKind, vaults: readonly Vault[]): readonly Link<Vault>[] {
  const mentioned = mentionedAt(value, kind, vaults);
  return mentioned.length > 0 ? mentioned : vaultsReferredTo(value, kind, vaults);
}

function mentionedAt(value: Value, kind: ValueKind, vaults: readonly Vault[]): readonly Link<Vault>[] {
  if (kind === "vault-address") return namedBy(value, vaults);
  return kind === "vault-mention" ? mentionedIn(value, vaults) : [];
}

function vaultsReferredTo(value: Value, kind: ValueKind, vaults: readonly Vault[]): readonly Link<Vault>[] {
  const read = readers[kind];
  if (!read) return [];
  if (value.kind === "oneOf") return choice(value.options.map((each) => vaultsIn(each, kind, vaults)));
  if (value.kind === "unknown") return wholeReferences.has(kind) ? [vaultOf(value, vaults)] : [];
  return linksTo(read(value.value), value, vaults);
}

/** An ID or URI that refers to a vault; null if it refers to an unknown vault. */
export type FoundReference = string | Text | null;

type Reader = (plain: Plain) => readonly FoundReference[];

const id = `[^\\s"',;]*/providers/Microsoft\\.KeyVault/(?:vaults|managedHSMs)/[^/\\s"'?]+`;
const host = `(?:[\\w-]|${standIn})+(?:\\.(?:vault|(?:privatelink\\.)?managedhsm|privatelink\\.vaultcore)\\.[\\w.]+)?`;
const wholeId = new RegExp(`^${id}`, "i");
const uriHost = /^https:\/\/([^/]*)/i;
const anywhere = new RegExp(`https://${host}|(?<![^\\s"',;])${id}`, "gi");
const vaultHost = /\.(?:vault|managedhsm|privatelink\.vaultcore)\./i;
const hasUnknown = new RegExp(standIn);
const setting = /^@Microsoft\.KeyVault\((.*)\)\s*$/is;

const readers: Readonly<Partial<Record<ValueKind, Reader>>> = {
  "vault-id": reference,
  "vault-uri": reference,
  "vault-name": name,
  "vault-address": address,
  "vault-child": reference,
  "secret-uri": reference,
  "key-uri": reference,
  "certificate-id": reference,
  "secret-resource-id": reference,
  "secret-uri-list": textsWith(reference),
  "key-uri-list": textsWith(reference),
  "app-setting-reference": appSetting,
  json: textsWith(freeText),
  "json-with-base-url": textsWith(freeText),
  "json-with-reference": textsWith(freeText),
  "json-with-secret-uri": textsWith(freeText),
  "json-with-vault-url": textsWith(freeText),
  "xml-with-vault-url": freeText,
  "vault-mention": freeText,
  "some-vault": () => [null],
};

/** What can be nothing but a reference, even where its value is not known. */
const wholeReferences: ReadonlySet<ValueKind> = new Set([
  "vault-id",
  "vault-uri",
  "vault-name",
  "secret-uri",
  "key-uri",
  "certificate-id",
  "secret-resource-id",
]);

function reference(plain: Plain): readonly FoundReference[] {
  if (typeof plain !== "string" && !isText(plain)) return [];
  const { flat, restore } = flatten(plain);
  const [vaultId] = wholeId.exec(flat) ?? [];
  if (vaultId !== undefined) return [restore(vaultId)];
  const [, at] = uriHost.exec(flat) ?? [];
  if (at !== undefined) return canBeVaultHost(at) ? [plain] : [];
  const [begin = ""] = flat;
  return hasUnknown.test(begin) ? [restore(begin)] : [];
}

/** A host known in part is taken for a vault's as long as nothing in it speaks against that. */
function canBeVaultHost(name: string): boolean {
  return vaultHost.test(name) || (hasUnknown.test(name) && !name.includes("."));
}

function name(plain: Plain): readonly FoundReference[] {
  if (typeof plain !== "string" && !isText(plain)) return [];
  const { flat, restore } = flatten(plain);
  return flat === "" ? [] : [restore(`https://${flat}.vault.azure.net/`)];
}

/** A text that is a vault's URI, or one of something in the vault, and nothing else. */
function address(plain: Plain): readonly FoundReference[] {
  return isIdText(plain) && uriHost.test(flatten(plain).flat) ? reference(plain) : [];
}

/** https://learn.microsoft.com/azure/app-service/app-service-key-vault-references#source-app-settings-from-key-vault */
function appSetting(plain: Plain): readonly FoundReference[] {
  if (typeof plain !== "string" && !isText(plain)) return [];
  const { flat, restore } = flatten(plain);
  const [, inside] = setting.exec(flat) ?? [];
  if (inside === undefined) return [];
  const [, uri] = /SecretUri=([^;]*)/i.exec(inside) ?? [];
  if (uri !== undefined) return reference(restore(uri.trim()));
  const [, vault] = /VaultName=([^;]*)/i.exec(inside) ?? [];
  return vault === undefined ? [null] : name(restore(vault.trim()));
}

/** The IDs and addresses of vaults that a longer text holds; an address known in part counts only if what is known is a vault's. */
function freeText(plain: Plain): readonly FoundReference[] {
  return referencesIn(plain, (text) => vaultHost.test(text) || wholeId.test(text));
}

/** The addresses of vaults that a longer text holds. */
export function addressesIn(plain: Plain): readonly FoundReference[] {
  return referencesIn(plain, (text) => vaultHost.test(text) && !wholeId.test(text));
}

function referencesIn(plain: Plain, isMeant: (text: string) => boolean): readonly FoundReference[] {
  if (typeof plain !== "string" && !isText(plain)) return [];
  const { flat, restore } = flatten(plain);
  const found = [...flat.matchAll(anywhere)].map(([each]) => each);
  return [...new Set(found.filter(isMeant))].map(restore);
}

/** All texts in lists and objects. Unknown parts contain no identifiable reference. */
function textsWith(read: Reader): Reader {
  const deep = (plain: Plain, depth: number): readonly FoundReference[] => {
    const inner = isList(plain)
      ? plain.items
      : isDict(plain)
        ? [...plain.entries.values()].map((entry) => entry.value)
        : null;
    if (!inner || depth === 0) return read(plain);
    return inner.flatMap((value) => (value.kind === "known" ? deep(value.value, depth - 1) : []));
  };
  return (plain) => deep(plain, deepest);
}

const deepest = 30;

/** The vault whose name a value certainly is. */
function namedBy(value: Value, vaults: readonly Vault[]): readonly Link<Vault>[] {
  const named = vaults.filter(({ name: called }) => equalValues(value, called, true) === "yes");
  return named.map((to) => ({ kind: "declared", to }));
}

/** The vaults of the deployment whose names stand alone in a text. */
export function mentionedIn(value: Value, vaults: readonly Vault[]): readonly Link<Vault>[] {
  if (value.kind === "unknown") {
    const named = vaults.filter((vault) => equalValues(value, vault.name) === "yes");
    return named.map((to) => ({ kind: "declared", to }));
  }
  if (value.kind !== "known" || !isIdText(value.value)) return [];
  const { flat, restore } = flatten(value.value);
  const words = [...new Set(flat.split(/[^\w\-\uE000-\uF8FF]+/))].map(restore);
  const named = vaults.filter(
    ({ name: called }) =>
      called.kind === "known" && words.some((word) => equalPlain(word, called.value, true) === "yes"),
  );
  return named.map((to) => ({ kind: "declared", to }));
}

/** The vaults that references in a value refer to. */
export function linksTo(
  found: readonly FoundReference[],
  value: Value,
  vaults: readonly Vault[],
): readonly Link<Vault>[] {
  return found.map((each) =>
    each === null ? { kind: "unknown", candidates: vaults } : vaultOf(valueOf(each, value), vaults),
  );
}

function valueOf(found: string | Text, { origin }: Value): Value<string | Text> {
  const parts = isText(found) ? found.parts : [found];
  const [only] = parts;
  return parts.length === 1 && only !== undefined && typeof only !== "string" ? only : known(found, origin);
}

/** One of several: certain only if all of them refer to the same vault. */
export function choice(options: readonly (readonly Link<Vault>[])[]): readonly Link<Vault>[] {
  const links = options.flat();
  const [first] = links;
  if (!first) return [];
  const targets = new Set(links.map((link) => (link.kind === "declared" ? link.to.key : link.kind)));
  if (targets.size === 1 && options.every((each) => each.length > 0)) return [first];
  const candidates = links.flatMap((link) => {
    if (link.kind === "declared") return [link.to];
    return link.kind === "unknown" ? link.candidates : [];
  });
  return [{ kind: "unknown", candidates: [...new Set(candidates)] }];
}
