import { framesAround } from "../evaluate/instances/frames.ts";
import type { Frame } from "../evaluate/types.ts";

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

/**
 * Whether the azurerm that templates select has an argument of a resource. What is not in the table is in all versions, and where nothing
 * is selected nothing is known to be missing.
 */
export function hasArgument(type: string, name: string, frame: Frame): boolean {
  const extent = writtenArguments[type]?.[name];
  const newest = extent ? newestOf("azurerm", frame) : null;
  if (!extent || !newest) return true;
  const [since, until] = extent;
  const { version, isIncluded } = newest;
  const order = compare(version, numbersOf(since));
  const isOld = isIncluded ? order < 0 : order <= 0;
  const isOver = until !== null && compare(version, numbersOf(until)) >= (isIncluded ? 0 : 1);
  return !isOld && !isOver;
}

interface Bound {
  readonly version: readonly number[];
  readonly isIncluded: boolean;
}

/**
 * The newest version of a provider that the templates around a frame allow, which Terraform selects unless the lock file of the root says
 * otherwise; null if they allow all.
 */
function newestOf(provider: string, frame: Frame): Bound | null {
  const templates = framesAround(frame).map(({ template }) => template);
  const locked = (templates.at(-1)?.locked ?? []).filter(({ name }) => name === provider);
  const conditions = templates
    .flatMap(({ providers }) => providers?.get(provider) ?? [])
    .flatMap((versions) => versions.split(","));
  const bounds = [...locked.map(({ version }) => version), ...conditions].flatMap(
    (each) => boundOf(each) ?? [],
  );
  return (
    bounds.toSorted(
      (a, b) => compare(a.version, b.version) || Number(a.isIncluded) - Number(b.isIncluded),
    )[0] ?? null
  );
}

/** https://developer.hashicorp.com/terraform/language/expressions/version-constraints */
function boundOf(condition: string): Bound | null {
  const found = /^(=|<=|<|~>|)\s*v?(\d+(?:\.\d+)*)/.exec(condition.trim());
  const [, operator, text = ""] = found ?? [];
  const version = numbersOf(text);
  if (operator === undefined || (operator === "~>" && version.length < 2)) return null;
  if (operator !== "~>") return { version, isIncluded: operator !== "<" };
  const last = version.length - 2;
  return { version: [...version.slice(0, last), (version[last] ?? 0) + 1], isIncluded: false };
}

function numbersOf(text: string): readonly number[] {
  return text.split(".").map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const order = (a[at] ?? 0) - (b[at] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
