import { describe, expect, it } from "vitest";
import {
  analyze,
  type Files,
  readSource,
  reportVaults,
  reportVerdicts,
} from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";

/** What azurerm says of egress and perimeters in resources of their own comes to the same as what Azure takes. */
function answer(source: string, ...blocks: readonly string[]): string {
  const document = { id: "/main.tf", text: blocks.join("\n") };
  const files: Files = {
    get: (id) => (id === document.id ? document : null),
    resolve: (_from, path) => path,
    list: (folder) => (folder === "/" ? [document.id] : null),
  };
  const reading = readSource(source);
  if (!("source" in reading)) throw new Error(reading.fault.kind);
  const [verdict] = reportVerdicts(analyze({ root: document.id, files }).worlds, source, reading.source);
  return verdict ? `${verdict.verdict} ${verdict.reason}` : "no vault";
}

function vault(rules = "", access = true): string {
  return `resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  resource_group_name           = "rg"
  public_network_access_enabled = ${String(access)}
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ${rules}
  }
}`;
}

const subnet = `resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = "vnet"
}`;
const gateway = `resource "azurerm_nat_gateway" "nat" {
  name                = "nat"
  resource_group_name = "rg"
}
resource "azurerm_subnet_nat_gateway_association" "nat" {
  subnet_id      = azurerm_subnet.app.id
  nat_gateway_id = azurerm_nat_gateway.nat.id
}`;
const address = `resource "azurerm_public_ip" "pip" {
  name                = "pip"
  resource_group_name = "rg"
}
resource "azurerm_nat_gateway_public_ip_association" "pip" {
  nat_gateway_id       = azurerm_nat_gateway.nat.id
  public_ip_address_id = azurerm_public_ip.pip.id
}`;
const routes = `resource "azurerm_subnet_route_table_association" "rt" {
  subnet_id      = azurerm_subnet.app.id
  route_table_id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt"
}`;

it("takes two addresses for two vaults, whatever they are called", () => {
  const text = `${vault()}\n${vault().replace('"kv" {', '"other" {').replace("Deny", "Allow")}`;
  const files: Files = {
    get: (id) => (id === "/main.tf" ? { id, text } : null),
    resolve: (_from, path) => path,
    list: (folder) => (folder === "/" ? ["/main.tf"] : null),
  };
  const found = reportVaults(analyze({ root: "/main.tf", files }).worlds);
  expect(found.map(({ symbol, exposure }) => [symbol, exposure])).toEqual([
    ["azurerm_key_vault.kv", "private"],
    ["azurerm_key_vault.other", "public"],
  ]);
});

it("gives to each of two vaults of one name what refers to it", () => {
  const twin = (symbol: string, bypass: string): string => `resource "azurerm_key_vault" "${symbol}" {
  name                          = "kv-one"
  public_network_access_enabled = false
  network_acls {
    default_action = "Deny"
    bypass         = "${bypass}"
  }
}
locals { ${symbol} = azurerm_key_vault.${symbol}.id }
resource "azurerm_key_vault_secret" "${symbol}" {
  name         = "s"
  value        = "x"
  key_vault_id = local.${symbol}
}
resource "azurerm_disk_encryption_set" "${symbol}" {
  name             = "${symbol}"
  key_vault_key_id = "\${azurerm_key_vault.${symbol}.vault_uri}keys/cmk/1"
  identity { type = "SystemAssigned" }
}
`;
  const text = `${twin("first", "None")}${twin("second", "None")}resource "azurerm_private_endpoint" "pe" {
  name      = "pe"
  subnet_id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
  private_service_connection {
    name                           = "kv"
    private_connection_resource_id = azurerm_key_vault.second.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }
}
`;
  const files: Files = {
    get: (id) => (id === "/main.tf" ? { id, text } : null),
    resolve: (_from, path) => path,
    list: (folder) => (folder === "/" ? ["/main.tf"] : null),
  };
  const analysis = analyze({ root: "/main.tf", files });
  const found = check(analysis);
  const of = (code: string): readonly (string | null)[] =>
    found.filter((each) => each.code === code).map(({ vault }) => vault);
  // The second is reached through its endpoint.
  expect(of("KV505")).toEqual(["azurerm_key_vault.first"]);
  expect(of("KV502")).toEqual(["azurerm_key_vault.first", "azurerm_key_vault.second"]);
  expect(reportVaults(analysis.worlds).map(({ privateEndpoints }) => privateEndpoints)).toEqual([0, 1]);
});

describe("azurerm's connection of a private endpoint", () => {
  const endpoint = (connection: string): string => `variable "unknown" {}
resource "azurerm_private_endpoint" "pe" {
  name      = "pe"
  subnet_id = azurerm_subnet.app.id
  ${connection}
}`;
  const connection = (isManual: string): string => `private_service_connection {
    name                           = "kv"
    private_connection_resource_id = azurerm_key_vault.kv.id
    subresource_names              = ["vault"]
    is_manual_connection           = ${isManual}
  }`;
  const perhaps = `dynamic "private_service_connection" {
    for_each = var.unknown
    content {
      name                           = "kv"
      private_connection_resource_id = private_service_connection.value
      is_manual_connection           = false
    }
  }`;

  it.each([
    ["waits for no approval", connection("false"), "allowed ALLOW_PRIVATE_ENDPOINT"],
    ["waits for approval", connection("true"), "denied DENY_PUBLIC_ACCESS_DISABLED"],
    ["may wait for approval", connection("var.unknown"), "depends DEPENDS_PARAMETER"],
    ["may be there", perhaps, "depends DEPENDS_PARAMETER"],
    ["is not there", "", "denied DENY_PUBLIC_ACCESS_DISABLED"],
  ])("%s", (_, written, expected) => {
    expect(answer("subnet:app", vault("", false), subnet, endpoint(written))).toBe(expected);
  });
});

describe("a subnet behind azurerm's NAT gateway", () => {
  it.each(["azurerm_public_ip.pip.ip_address", '"${azurerm_public_ip.pip.ip_address}/32"'])(
    "is listed by a reference to the address: %s",
    (reference) => {
      const kv = vault(`ip_rules = [${reference}]`);
      expect(answer("subnet:app", kv, subnet, gateway, address)).toBe("allowed ALLOW_IP_RULE");
      expect(answer("subnet:app", kv, subnet, gateway, address, routes)).toBe("depends DEPENDS_EGRESS");
      expect(answer("subnet:app", kv, subnet, gateway)).toBe("depends DEPENDS_EGRESS");
      expect(answer("subnet:app", kv, subnet)).toBe("depends DEPENDS_EGRESS");
    },
  );
});

describe("a subnet behind azurerm's firewall", () => {
  const firewall = `resource "azurerm_subnet" "firewall" {
  name                 = "AzureFirewallSubnet"
  resource_group_name  = "rg"
  virtual_network_name = "hub"
  address_prefixes     = ["10.1.0.0/26"]
}
resource "azurerm_public_ip" "fw" {
  name                = "fw"
  resource_group_name = "rg"
}
resource "azurerm_firewall" "fw" {
  name                = "fw"
  resource_group_name = "rg"
  ip_configuration {
    name                 = "ip"
    subnet_id            = azurerm_subnet.firewall.id
    public_ip_address_id = azurerm_public_ip.fw.id
  }
}
resource "azurerm_firewall_network_rule_collection" "vaults" {
  name                = "vaults"
  resource_group_name = "rg"
  azure_firewall_name = azurerm_firewall.fw.name
  priority            = 100
  action              = "Allow"
  rule {
    name                  = "vaults"
    protocols             = ["TCP"]
    source_addresses      = ["*"]
    destination_addresses = ["AzureKeyVault"]
    destination_ports     = ["443"]
  }
}
resource "azurerm_subnet_route_table_association" "rt" {
  subnet_id      = azurerm_subnet.app.id
  route_table_id = azurerm_route_table.rt.id
}`;
  const table = (body: string): string => `resource "azurerm_route_table" "rt" {
  name                = "rt"
  resource_group_name = "rg"
  ${body}
}`;
  const route = (address: string): string => `address_prefix         = "0.0.0.0/0"
  next_hop_type          = "VirtualAppliance"
  next_hop_in_ip_address = ${address}`;
  const reference = "azurerm_firewall.fw.ip_configuration[0].private_ip_address";

  it.each([
    ["by reference", table(`route {\n  name = "out"\n  ${route(reference)}\n}`), "allowed ALLOW_IP_RULE"],
    ["by an address", table(`route {\n  name = "out"\n  ${route('"10.1.0.4"')}\n}`), "allowed ALLOW_IP_RULE"],
    [
      "in a resource of its own",
      `${table("")}
resource "azurerm_route" "out" {
  name                = "out"
  resource_group_name = "rg"
  route_table_name    = azurerm_route_table.rt.name
  ${route(reference)}
}`,
      "allowed ALLOW_IP_RULE",
    ],
    [
      "but not past it",
      table(`route {\n  name = "out"\n  ${route('"10.2.0.4"')}\n}`),
      "depends DEPENDS_EGRESS",
    ],
  ])("is led there %s", (_, routes, expected) => {
    const kv = vault("ip_rules = [azurerm_public_ip.fw.ip_address]");
    expect(answer("subnet:app", kv, subnet, firewall, routes)).toBe(expected);
  });
});

it("a private subnet's machines have the addresses that azurerm gives them", () => {
  const alone = subnet.replace('"vnet"', '"vnet"\n  default_outbound_access_enabled = false');
  const machine = `resource "azurerm_network_interface" "vm" {
  name                = "vm"
  resource_group_name = "rg"
  ip_configuration {
    name                 = "ip"
    subnet_id            = azurerm_subnet.app.id
    public_ip_address_id = azurerm_public_ip.pip.id
  }
}
resource "azurerm_public_ip" "pip" {
  name                = "pip"
  resource_group_name = "rg"
}`;
  const kv = vault("ip_rules = [azurerm_public_ip.pip.ip_address]");
  expect(answer("subnet:app", kv, alone, machine)).toBe("allowed ALLOW_IP_RULE");
  expect(answer("subnet:app", kv, subnet, machine)).toBe("depends DEPENDS_EGRESS");
});

describe("azurerm's network security perimeter", () => {
  const perimeter = (mode: string): string => `resource "azurerm_network_security_perimeter" "nsp" {
  name                = "nsp"
  resource_group_name = "rg"
}
resource "azurerm_network_security_perimeter_profile" "default" {
  name                          = "default"
  network_security_perimeter_id = azurerm_network_security_perimeter.nsp.id
}
resource "azurerm_network_security_perimeter_access_rule" "office" {
  name                                  = "office"
  network_security_perimeter_profile_id = azurerm_network_security_perimeter_profile.default.id
  direction                             = "Inbound"
  address_prefixes                      = ["203.0.113.0/24"]
}
resource "azurerm_network_security_perimeter_association" "kv" {
  name                                  = "kv"
  access_mode                           = "${mode}"
  network_security_perimeter_profile_id = azurerm_network_security_perimeter_profile.default.id
  resource_id                           = azurerm_key_vault.kv.id
}`;

  it("decides as its rules and its mode say", () => {
    const kv = vault('ip_rules = ["198.51.100.7"]');
    expect(answer("203.0.113.7", kv, perimeter("Enforced"))).toBe("allowed ALLOW_PERIMETER_RULE");
    expect(answer("198.51.100.7", kv, perimeter("Enforced"))).toBe("denied DENY_PERIMETER");
    expect(answer("198.51.100.7", kv, perimeter("Learning"))).toBe("allowed ALLOW_IP_RULE");
    expect(answer("203.0.113.7", vault("", false), perimeter("Learning"))).toBe(
      "allowed ALLOW_PERIMETER_RULE",
    );
  });
});
