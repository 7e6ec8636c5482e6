import { expect, it } from "vitest";
import { analyze } from "../../server/src/core/index.ts";
import { refersTo } from "../../server/src/core/network/ids/links.ts";
import { filesOf } from "../terraform/workspace.ts";

/** A network whose name server is the inbound endpoint of a resolver, whose address Azure chooses. */
const drawings: readonly (readonly [file: string, text: string])[] = [
  [
    "main.bicep",
    `
resource resolver 'Microsoft.Network/dnsResolvers@2022-07-01' = {
  name: 'resolver'
  properties: {}
}
resource inbound 'Microsoft.Network/dnsResolvers/inboundEndpoints@2022-07-01' = {
  parent: resolver
  name: 'in'
  properties: { ipConfigurations: [{ privateIpAllocationMethod: 'Dynamic' }] }
}
resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'spoke'
  properties: { dhcpOptions: { dnsServers: [inbound.properties.ipConfigurations[0].privateIpAddress] } }
}
`,
  ],
  [
    "main.json",
    JSON.stringify({
      resources: [
        {
          type: "Microsoft.Network/dnsResolvers/inboundEndpoints",
          apiVersion: "2022-07-01",
          name: "resolver/in",
          properties: { ipConfigurations: [{ privateIpAllocationMethod: "Dynamic" }] },
        },
        {
          type: "Microsoft.Network/virtualNetworks",
          apiVersion: "2024-05-01",
          name: "spoke",
          properties: {
            dhcpOptions: {
              dnsServers: [
                "[reference(resourceId('Microsoft.Network/dnsResolvers/inboundEndpoints', 'resolver', 'in'), '2022-07-01').ipConfigurations[0].privateIpAddress]",
              ],
            },
          },
        },
      ],
    }),
  ],
  [
    "main.tf",
    `
resource "azurerm_private_dns_resolver_inbound_endpoint" "in" {
  name                    = "in"
  private_dns_resolver_id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/dnsResolvers/resolver"
  ip_configurations {
    private_ip_allocation_method = "Dynamic"
  }
}
resource "azurerm_virtual_network" "spoke" {
  name                = "spoke"
  resource_group_name = "rg"
  dns_servers         = [azurerm_private_dns_resolver_inbound_endpoint.in.ip_configurations[0].private_ip_address]
}
`,
  ],
];

it.each(drawings)("a reference to the address of an inbound endpoint is found in %s", (file, text) => {
  const root = file === "main.tf" ? "" : file;
  const [world] = analyze({ root: `/w/${root}`, files: filesOf({ [file]: text }) }).worlds;
  const [endpoint] = world?.network.inboundEndpoints ?? [];
  const [server] = world?.network.virtualNetworks[0]?.dnsServers.items ?? [];
  expect(endpoint && server && refersTo(server.field.value, endpoint.privateAddress)).toBe(true);
});
