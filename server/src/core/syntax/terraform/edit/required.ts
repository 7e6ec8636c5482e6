import type { WrittenDictionary } from "../../../template/written.ts";

/**
 * Attributes that a new block cannot do without, as Azure has them by default
 * (https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/key_vault#network_acls,
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/private_endpoint).
 */
const required: ReadonlyMap<string, WrittenDictionary> = new Map(
  Object.entries({
    network_acls: { bypass: "AzureServices", default_action: "Allow" },
    private_dns_zone_group: { name: "default" },
  }),
);

/** The attributes of a new block, in the order of their names. */
export function withRequired(type: string, value: WrittenDictionary): WrittenDictionary {
  const all = Object.entries({ ...required.get(type), ...value });
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
