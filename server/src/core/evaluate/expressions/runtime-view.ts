import type { ResourceInstance } from "../types.ts";
import { findEntry } from "../values/find-entry.ts";
import { type Dict, type DictEntry, isDict, isList, textOf } from "../values/plain.ts";
import { addressShape } from "../values/shape.ts";
import { textPieces } from "../values/symbol.ts";
import {
  type Cause,
  causesOf,
  known,
  knownText,
  type Origin,
  type Unknown,
  unknown,
  type Value,
} from "../values/value.ts";
import { Remembered } from "../../logic/memoize.ts";
import { foldWord } from "../../text/fold.ts";

const cache = new Remembered<ResourceInstance, Dict>();

/** At deeper levels, no template reads what Azure adds to the written properties. */
const deepestView = 6;

/**
 * The properties of a resource as a reference reads them: as written, with what follows from the name, and open at every level
 * for what Azure adds.
 */
export function runtimeProperties(instance: ResourceInstance, origin: Origin): Dict {
  const before = cache.get(instance);
  if (before) return before;
  const view = propertiesOf(instance, origin);
  cache.set(instance, view);
  return view;
}

/** The identity of a resource as written, open for the ids that Azure gives it. */
export function runtimeIdentity(instance: ResourceInstance, written: Value): Value {
  return openBelow(written, whyNotSeen(instance, "identity"), symbolOfMember(instance, "identity"));
}

/** Why a member that is not written cannot be seen. */
export function whyNotSeen(instance: ResourceInstance, member: string): readonly Cause[] {
  const { symbol } = instance;
  return [
    instance.declaration.existing
      ? { kind: "existing", symbol }
      : { kind: "runtime", call: `${symbol}.${member}` },
  ];
}

/** Null if one instance represents an unknown number of them. */
export function symbolOfMember(instance: ResourceInstance, name: string): string | null {
  if (instance.repeats) return null;
  return `resource ${instance.frame.identity}/${instance.type() ?? ""} ${instance.symbol}.${name}`;
}

function propertiesOf(instance: ResourceInstance, origin: Origin): Dict {
  const body = instance.body();
  const written =
    body.kind === "known" && isDict(body.value) ? body.value.entries.get("properties")?.value : undefined;
  const seen = instance.declaration.existing ? undefined : written;
  const because = seen && seen.kind !== "known" ? causesOf(seen) : whyNotSeen(instance, "properties");
  const dict = seen?.kind === "known" && isDict(seen.value) ? seen.value : null;
  const symbol = symbolOfMember(instance, "properties");
  const entries = new Map<string, DictEntry>();
  for (const [key, entry] of dict?.entries ?? []) {
    const name = symbol === null ? null : `${symbol}.${key}`;
    entries.set(key, { ...entry, value: openBelow(entry.value, because, name) });
  }
  for (const [key, value] of derived(instance, dict, because, origin))
    entries.set(key, { value, span: null, keySpan: null });
  return { kind: "dict", entries, open: because, site: null, symbol };
}

/** The same value, with every dictionary in it open; what Azure adds there is named after the way to it. */
function openBelow(value: Value, because: readonly Cause[], name: string | null, depth = deepestView): Value {
  if (value.kind !== "known" || depth === 0) return value;
  const plain = value.value;
  const below = (each: Value, step: string | number): Value =>
    openBelow(each, because, name === null ? null : `${name}.${step}`, depth - 1);
  if (isList(plain)) return { ...value, value: { ...plain, items: plain.items.map(below) } };
  if (!isDict(plain)) return value;
  const entries = new Map<string, DictEntry>();
  for (const [key, entry] of plain.entries) entries.set(key, { ...entry, value: below(entry.value, key) });
  const open = plain.open.length > 0 ? plain.open : because;
  // Azure may add an entry of any key.
  const { kind, site } = plain;
  return { ...value, value: { kind, entries, open, site, symbol: plain.symbol ?? name } };
}

type Derived = readonly (readonly [string, Value])[];

/** Properties that follow from names: the addresses of a vault and of what it holds, the ids of the subnets of a network. */
function derived(
  instance: ResourceInstance,
  dict: Dict | null,
  because: readonly Cause[],
  origin: Origin,
): Derived {
  switch (foldWord(instance.type())) {
    case "microsoft.keyvault/vaults":
      return vaultUri(instance, origin);
    case "microsoft.keyvault/vaults/secrets":
      return contentUris(instance, "secret", origin);
    case "microsoft.keyvault/vaults/keys":
      return contentUris(instance, "key", origin);
    case "microsoft.network/publicipaddresses":
      return dict ? address(instance, dict, because, origin) : [];
    case "microsoft.app/managedenvironments":
      return [["defaultDomain", defaultDomain(instance, "properties.defaultDomain", origin)]];
    case "microsoft.network/virtualnetworks":
      return dict ? subnets(instance, dict, because, origin) : [];
    default:
      return [];
  }
}

/** https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates */
function vaultUri(instance: ResourceInstance, origin: Origin): Derived {
  const name = instance.nameSegments().at(-1);
  return name ? [["vaultUri", known(textOf(uriPieces(name, origin)), origin)]] : [];
}

/** The domain of a container environment, which ends like those of all of them: https://learn.microsoft.com/azure/container-apps/networking */
export function defaultDomain(instance: ResourceInstance, member: string, origin: Origin): Value {
  const symbol = symbolOfMember(instance, member);
  const part = (name: string): Unknown =>
    unknown(whyNotSeen(instance, member), origin, symbol === null ? null : `${name} of ${symbol}`);
  return known(textOf([part("label"), ".azurecontainerapps.", part("domain")]), origin);
}

/** What ends the name of a vault in its URI, which differs from cloud to cloud. */
export const vaultSuffix = "environment().suffixes.keyvaultDns";

/** The URI of a vault, by its name. */
export function uriPieces(vault: Value, origin: Origin): readonly (string | Unknown)[] {
  const suffix = unknown({ kind: "runtime", call: vaultSuffix }, origin, vaultSuffix);
  return ["https://", ...textPieces(vault), suffix, "/"];
}

/** https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults/secrets; the version is Azure's to choose. */
function contentUris(instance: ResourceInstance, what: "secret" | "key", origin: Origin): Derived {
  const [vault, name] = instance.nameSegments();
  if (!vault || !name) return [];
  const pieces = [...uriPieces(vault, origin), `${what}s/`, ...textPieces(name)];
  const version = unknown(whyNotSeen(instance, "version"), origin, symbolOfMember(instance, "version"));
  return [
    [`${what}Uri`, known(textOf(pieces), origin)],
    [`${what}UriWithVersion`, known(textOf([...pieces, "/", version]), origin)],
  ];
}

/** A static address exists as soon as its resource does: https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses */
function address(instance: ResourceInstance, dict: Dict, because: readonly Cause[], origin: Origin): Derived {
  const word = (name: string): string => foldWord(knownText(findEntry(dict, name)?.value)) ?? "";
  const isStatic = word("publicIPAllocationMethod") === "static" && !findEntry(dict, "ipAddress");
  if (!isStatic || word("publicIPAddressVersion") === "ipv6") return [];
  const symbol = symbolOfMember(instance, "properties");
  const value = unknown(because, origin, symbol && `${symbol}.ipAddress`);
  return [["ipAddress", { ...value, shape: addressShape }]];
}

/** Azure adds to each subnet of a network its id: https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks */
function subnets(network: ResourceInstance, dict: Dict, because: readonly Cause[], origin: Origin): Derived {
  const written = findEntry(dict, "subnets");
  if (written?.value.kind !== "known" || !isList(written.value.value)) return [];
  const list = written.value.value;
  const items = list.items.map((item) => withId(network, openBelow(item, because, null), origin));
  return [[written.key, { ...written.value, value: { ...list, items } }]];
}

function withId(network: ResourceInstance, subnet: Value, origin: Origin): Value {
  if (subnet.kind !== "known" || !isDict(subnet.value)) return subnet;
  const name = findEntry(subnet.value, "name");
  if (!name || findEntry(subnet.value, "id")) return subnet;
  const id = textOf([...textPieces(network.id()), "/subnets/", ...textPieces(name.value)]);
  const entries = new Map(subnet.value.entries);
  entries.set("id", { value: known(id, origin), span: null, keySpan: null });
  return { ...subnet, value: { ...subnet.value, entries } };
}
