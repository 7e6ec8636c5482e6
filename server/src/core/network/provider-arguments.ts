import type { Frame } from "../evaluate/types.ts";
import { versionNumber, versionsOf } from "./schema/provider-version.ts";

/** The first version of azurerm with an argument, and the first one without it again; null if there is none. */
type Extent = readonly [since: string, until: string | null];

const always: Extent = ["2.0.0", null];
const before5: Extent = ["2.0.0", "5.0.0"];

/**
 * The arguments that fixes write, of versions from 2 on: https://github.com/hashicorp/terraform-provider-azurerm/blob/main/CHANGELOG-v3.md,
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/5.0-upgrade-guide (read 2026-12-02).
 */
const writtenArguments: Readonly<Record<string, Readonly<Record<string, Extent>>>> = {
  azurerm_key_vault: {
    network_acls: always,
    public_network_access_enabled: ["3.19.0", null],
    enabled_for_deployment: always,
    enabled_for_disk_encryption: always,
    enabled_for_template_deployment: always,
  },
  azurerm_key_vault_managed_hardware_security_module: {
    network_acls: ["3.36.0", null],
    public_network_access_enabled: ["3.36.0", null],
  },
  azurerm_subnet: { service_endpoints: before5, service_endpoint: ["5.0.0", null] },
  azurerm_virtual_network: {
    subnet: always,
    service_endpoints: ["4.0.0", "5.0.0"],
    service_endpoint: ["5.0.0", null],
  },
  azurerm_network_security_group: { security_rule: always },
  azurerm_network_security_rule: { network_security_group_name: always },
  azurerm_private_endpoint: { private_dns_zone_group: ["2.15.0", null], private_service_connection: always },
  azurerm_private_dns_zone: { name: always },
  azurerm_private_dns_zone_virtual_network_link: {
    private_dns_zone_name: before5,
    private_dns_zone_id: ["5.0.0", null],
    resolution_policy: ["4.36.0", null],
  },
  azurerm_private_dns_a_record: { zone_name: before5, private_dns_zone_id: ["5.0.0", null] },
  azurerm_virtual_network_peering: { virtual_network_name: always, allow_virtual_network_access: always },
};

const extents: ReadonlyMap<string, Extent> = new Map(
  Object.entries(writtenArguments).flatMap(([type, all]) =>
    Object.entries(all).map(([name, extent]) => [`${type}.${name}`, extent] as const),
  ),
);

/**
 * Whether the azurerm that templates select has an argument of a resource. What is not in the table is in all versions, and where nothing
 * is selected nothing is known to be missing.
 */
export function hasArgument(type: string, name: string, frame: Frame): boolean {
  const extent = extents.get(`${type}.${name}`);
  const newest = (extent && versionsOf("azurerm", frame)?.newest) ?? Infinity;
  if (!extent || newest === Infinity) return true;
  const [since, until] = extent;
  return newest >= versionNumber(since) && (until === null || newest < versionNumber(until));
}
