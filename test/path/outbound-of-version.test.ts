import { describe, expect, it } from "vitest";
import { analyze } from "../../server/src/core/index.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { verdictOn } from "./scene.ts";

const texts = {
  "main.bicep": (version: string, access: string): string => `
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: { networkAcls: { defaultAction: 'Allow', bypass: 'None' } }
}
resource v 'Microsoft.Network/virtualNetworks@${version}' = {
  name: 'v'
  location: 'westeurope'
  properties: { subnets: [{ name: 'app', properties: { addressPrefix: '10.1.1.0/24' ${access} } }] }
}`,
  "main.tf": (version: string, access: string): string => `
resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    default_action = "Allow"
    bypass         = "None"
  }
}
resource "azapi_resource" "v" {
  type = "Microsoft.Network/virtualNetworks@${version}"
  name = "v"
  body = {
    properties = { subnets = [{ name = "app", properties = { addressPrefix = "10.1.1.0/24" ${access} } }] }
  }
}`,
};

/** What a subnet without another way out gets from an open vault, by the version of the API that declares it. */
describe.each(Object.keys(texts) as (keyof typeof texts)[])("in %s", (file) => {
  function answer(version: string, access = ""): string {
    const root = file === "main.tf" ? "/" : `/${file}`;
    const files = filesInMemory({ [`/${file}`]: texts[file](version, access) });
    const { verdict, reason, because } = verdictOn("v/app", analyze({ root, files }).worlds);
    return [verdict, reason, ...because.map(({ kind }) => kind)].join(" ");
  }

  it("has outbound access by default in older versions, and in newer ones unless its network is new", () => {
    expect(answer("2025-05-01")).toBe("allowed ALLOW_FIREWALL_OFF");
    expect(answer("2025-07-01")).toBe("depends DEPENDS_EGRESS runtime");
  });

  it("has what is written in any version", () => {
    const written = file === "main.tf" ? ", defaultOutboundAccess = " : ", defaultOutboundAccess: ";
    expect(answer("2025-07-01", `${written}true`)).toBe("allowed ALLOW_FIREWALL_OFF");
    expect(answer("2025-07-01", `${written}false`)).toBe("denied DENY_ROUTE");
  });
});
