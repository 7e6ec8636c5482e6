import { textsAmong } from "../evaluate/values/among.ts";
import { equalPlain, equalValues, partsOf, type Text, textOf } from "../evaluate/values/plain.ts";
import { textPieces } from "../evaluate/values/symbol.ts";
import { type Cause, is, known, type Value } from "../evaluate/values/value.ts";
import { agreed, all, any, type Truth } from "../logic/truth.ts";
import { isNamed } from "../network/ids/vault-uri.ts";
import type { Network, PrivateDnsZone, PrivateEndpoint, Vault } from "../network/network.ts";
import { foldWord } from "../text/fold.ts";

/** The private DNS zones of key vaults and managed HSMs, by cloud: https://learn.microsoft.com/azure/private-link/private-endpoint-dns */
export const zoneNames: Readonly<Record<Vault["kind"], readonly string[]>> = {
  vault: [
    "privatelink.vaultcore.azure.net",
    "privatelink.vaultcore.usgovcloudapi.net",
    "privatelink.vaultcore.azure.cn",
  ],
  managedHsm: ["privatelink.managedhsm.azure.net"],
};

/**
 * Zones of a vault: those of the alias of its private endpoints; those of its own name, which come before; and those of all aliases,
 * which come behind (https://learn.microsoft.com/azure/key-vault/general/private-link-diagnostics).
 */
export type Zones = "alias" | "own" | "behind";

/** Each kind of them. */
export const zonesOfVaults: readonly Zones[] = ["alias", "own", "behind"];

/** Zones that answer for all vaults where they are linked, so other vaults do not resolve there (see the caution on the same page). */
export const capturingZones: Readonly<Record<Exclude<Zones, "alias">, typeof zoneNames>> = {
  own: {
    vault: ["vault.azure.net", "vault.usgovcloudapi.net", "vault.azure.cn"],
    managedHsm: ["managedhsm.azure.net"],
  },
  behind: {
    vault: ["vaultcore.azure.net", "vaultcore.usgovcloudapi.net", "vaultcore.azure.cn"],
    managedHsm: [],
  },
};

/** A zone in which a private endpoint is registered, if that is declared here. */
interface Registration {
  readonly zoneId: Value;
  readonly holds: Truth;
  /** What it depends on whether it is deployed. */
  readonly because: readonly Cause[];
}

/**
 * The zones that certainly or possibly contain an address of the endpoint: through its zone groups, or through records
 * written here.
 */
export function registrationsOf(
  endpoint: PrivateEndpoint,
  vault: Vault,
  network: Network,
  zones: Zones = "alias",
): readonly Registration[] {
  const groups = endpoint.zoneGroups.flatMap((group) =>
    group.zones.items.flatMap(({ field: { value } }): readonly Registration[] => {
      // What a group writes into a zone of all aliases, or of one vault, is not documented.
      const isUsual = zones !== "behind" && value.kind !== "absent" && soleVaultOf(value) === null;
      const holds = all([group.exists.truth, isUsual ? "yes" : "maybe"]);
      return value.kind === "absent" ? [] : [{ zoneId: value, holds, because: group.exists.because }];
    }),
  );
  const records = network.privateDnsZones.flatMap((zone) =>
    zone.addressRecords.map((record): Registration => ({
      zoneId: zone.id,
      holds: isRecordOf(record, zone, vault, zones),
      because: record.exists.because,
    })),
  );
  return [...groups, ...records]
    .map((each) => ({ ...each, holds: all([each.holds, isVaultZone(vault, each.zoneId, zones)]) }))
    .filter(({ holds }) => holds !== "no");
}

/** Whether records of a zone are for a vault. */
export function holdsRecord(zone: PrivateDnsZone, vault: Vault, zones: Zones): Truth {
  return any(zone.addressRecords.map((record) => isRecordOf(record, zone, vault, zones)));
}

/** In a zone of all aliases, records are not called as the vault alone; in one for a vault alone, the record is that of the zone itself. */
function isRecordOf(
  { name, exists }: PrivateDnsZone["addressRecords"][number],
  { id }: PrivateDnsZone,
  vault: Vault,
  zones: Zones,
): Truth {
  const mayBeAlias = (text: unknown): Truth =>
    typeof text === "string" && !/\.privatelink$/i.test(text) ? "no" : "maybe";
  const own = soleVaultOf(id) === null ? vault.name : known("@", id.origin);
  const isOf = zones === "behind" ? is(name, mayBeAlias) : equalValues(name, own, true);
  return all([exists.truth, isOf]);
}

/** Whether the ID of a zone is that of one for vaults of this kind. */
export function isVaultZone(vault: Vault, zoneId: Value, zones: Zones = "alias"): Truth {
  const names = zoneNamesAt(zoneId);
  return names ? agreed(names.map((name) => isZoneName(name, vault, zones))) : "maybe";
}

function isZoneName(name: string | Text, vault: Vault, zones: Zones): Truth {
  const names = (zones === "alias" ? zoneNames : capturingZones[zones])[vault.kind];
  if (typeof name === "string") {
    const sole = zones === "behind" ? null : soleVaultNamed(name);
    if (names.includes(name)) return "yes";
    return sole !== null && names.includes(name.slice(sole.length + 1)) ? isNamed(vault, sole) : "no";
  }
  const own = zones === "behind" ? [] : names.map((each) => textOf([...textPieces(vault.name), ".", each]));
  return [...names, ...own].some((each) => equalPlain(name, each, true) !== "no") ? "maybe" : "no";
}

/** The names that the zone of an ID may have; null if it may have any. */
export function zoneNamesAt(zoneId: Value): readonly (string | Text)[] | null {
  const names = textsAmong(zoneId)?.map(zoneNameIn) ?? [null];
  return names.includes(null) ? null : names.flatMap((each) => each ?? []);
}

/** The vault that a zone is for alone, as `kv.privatelink.vaultcore.azure.net` and `kv.vault.azure.net` are; null of all other zones. */
export function soleVaultOf(zoneId: Value): string | null {
  return soleVaultNamed(knownZoneName(zoneId) ?? "");
}

/** The one name that the zone of an ID certainly has, in lower case; null if it is not known. */
export function knownZoneName(zoneId: Value): string | null {
  const [name, ...others] = zoneNamesAt(zoneId) ?? [];
  return typeof name === "string" && others.length === 0 ? name : null;
}

function soleVaultNamed(name: string): string | null {
  const [, sole = "", rest = ""] = /^([^.]+)\.(.+)$/.exec(name) ?? [];
  return zonesOfAll.has(rest) && sole !== "privatelink" ? sole : null;
}

const zonesOfAll = new Set([zoneNames, capturingZones.own].flatMap((names) => Object.values(names).flat()));

/** The name at the end of a zone's ID, in lower case as far as it is known; null if the ID does not say it. */
function zoneNameIn(id: string | Text): string | Text | null {
  const parts = partsOf(id);
  const ends = parts.map((part) => (typeof part === "string" ? marker.exec(part)?.[1] : undefined));
  const at = ends.findLastIndex((each) => each !== undefined);
  const rest = ends[at];
  if (rest === undefined) return null;
  const name = [rest, ...parts.slice(at + 1)].map((part) =>
    typeof part === "string" ? foldWord(part) : part,
  );
  return name.some((part) => typeof part === "string" && part.includes("/")) ? null : textOf(name);
}

const marker = /\/privatednszones\/([^/]*)$/i;
