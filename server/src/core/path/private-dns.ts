import type { Text } from "../evaluate/values/plain.ts";
import { equalValues, partsOf } from "../evaluate/values/plain.ts";
import type { Cause, Value } from "../evaluate/values/value.ts";
import type { Truth } from "../logic/truth.ts";
import { all, truth } from "../logic/truth.ts";
import { isIdText } from "../network/ids/links.ts";
import type { Network, PrivateEndpoint, Vault } from "../network/network.ts";

/** The private DNS zones of key vaults and managed HSMs, by cloud: https://learn.microsoft.com/azure/private-link/private-endpoint-dns */
export const zoneNames: Readonly<Record<Vault["kind"], readonly string[]>> = {
  vault: [
    "privatelink.vaultcore.azure.net",
    "privatelink.vaultcore.usgovcloudapi.net",
    "privatelink.vaultcore.azure.cn",
  ],
  managedHsm: ["privatelink.managedhsm.azure.net"],
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
): readonly Registration[] {
  const groups = endpoint.zoneGroups.flatMap(({ zones, exists }) =>
    zones.items.flatMap(({ field: { value } }): readonly Registration[] =>
      value.kind === "absent" ? [] : [{ zoneId: value, holds: exists.truth, because: exists.because }],
    ),
  );
  const records = network.privateDnsZones.flatMap((zone) =>
    zone.addressRecords.map(({ name, exists }): Registration => ({
      zoneId: zone.id,
      holds: all([exists.truth, equalValues(name, vault.name, true)]),
      because: exists.because,
    })),
  );
  return [...groups, ...records]
    .map((each) => ({ ...each, holds: all([each.holds, isVaultZone(vault, each.zoneId)]) }))
    .filter(({ holds }) => holds !== "no");
}

/** Whether the ID of a zone is that of one for vaults of this kind. */
export function isVaultZone(vault: Vault, zoneId: Value): Truth {
  const name = zoneId.kind === "known" && isIdText(zoneId.value) ? zoneNameIn(zoneId.value) : null;
  return name === null ? "maybe" : truth(zoneNames[vault.kind].includes(name));
}

/** The name at the end of a zone's ID, in lower case; null if it is not known. */
export function zoneNameIn(id: string | Text): string | null {
  const last = partsOf(id).at(-1);
  if (typeof last !== "string") return null;
  return /\/privatednszones\/([^/]+)$/i.exec(last)?.[1]?.toLowerCase() ?? null;
}
