import type { Written } from "../../../template/written.ts";

type Dictionary = Readonly<Record<string, Written>>;

/**
 * Attributes that a new block cannot do without, as Azure has them by default
 * (https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/key_vault#network_acls).
 */
const required: Readonly<Record<string, Dictionary>> = {
  network_acls: { bypass: "AzureServices", default_action: "Allow" },
};

/** The attributes of a new block, in the order of their names. */
export function withRequired(type: string, value: Dictionary): Dictionary {
  const all = Object.entries({ ...required[type], ...value });
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
