import type { Origin } from "../evaluate/values/value.ts";
import type { Item } from "./fields/field.ts";
import type { Vault } from "./network.ts";

/** The origins of a vault's settings and rules. */
export function originsOfVault(vault: Vault): readonly Origin[] {
  const fields = [vault.publicNetworkAccess, vault.networkAcls, vault.defaultAction, vault.bypass];
  const lists: readonly { readonly items: readonly Item<unknown>[] }[] = [vault.ipRules, vault.subnetRules];
  return [
    ...fields.flatMap(({ value }) => (value.kind === "absent" ? [] : [value.origin])),
    ...lists.flatMap(({ items }) =>
      items.map(({ field, whole }) => (field.value.kind === "absent" ? whole.origin : field.value.origin)),
    ),
  ];
}
