import { expect, it } from "vitest";
import { analyze, changesFor, check, documentKindOf, reportVaults } from "../../server/src/core/index.ts";
import type { VaultReport } from "../../server/src/core/index.ts";
import { filesOf } from "./workspace.ts";

const group = "/subscriptions/0/resourceGroups/rg";
const acls = {
  bypass: "None",
  default_action: "Deny",
  ip_rules: ["203.0.113.7"],
  virtual_network_subnet_ids: [],
};
const kv = {
  address: "module.kv.azurerm_key_vault.this",
  mode: "managed",
  type: "azurerm_key_vault",
  name: "this",
  values: {
    name: "kv",
    resource_group_name: "rg",
    network_acls: [acls],
    public_network_access_enabled: true,
  },
};
const endpoint = {
  address: "azurerm_private_endpoint.pe",
  mode: "managed",
  type: "azurerm_private_endpoint",
  name: "pe",
  values: {
    name: "pe",
    private_service_connection: [
      {
        is_manual_connection: false,
        private_connection_resource_id: `${group}/providers/Microsoft.KeyVault/vaults/kv`,
        subresource_names: ["vault"],
      },
    ],
  },
};
const azapi = {
  address: 'azapi_resource.kv["b"]',
  mode: "managed",
  type: "azapi_resource",
  values: {
    type: "Microsoft.KeyVault/vaults@2023-07-01",
    name: "kv2",
    parent_id: group,
    body: '{"properties":{"publicNetworkAccess":"Disabled"}}',
  },
};
const versions = { format_version: "1.2", terraform_version: "1.9.0" };

function vaultsOf(json: unknown): readonly VaultReport[] {
  const files = filesOf({ "plan.json": JSON.stringify(json, null, 1) });
  const document = files.get("/w/plan.json");
  expect(document && documentKindOf(document)).toBe("template");
  return reportVaults(analyze({ root: "/w/plan.json", files }).worlds);
}

it("a plan shows the planned values", () => {
  const vaults = vaultsOf({
    ...versions,
    planned_values: {
      root_module: {
        resources: [endpoint, azapi],
        child_modules: [{ address: "module.kv", resources: [kv] }],
      },
    },
  });
  expect(vaults).toMatchObject([
    {
      symbol: 'azapi_resource.kv["b"]',
      deployed: false,
      exposure: "private",
      publicNetworkAccess: "Disabled",
    },
    {
      symbol: kv.address,
      deployed: false,
      exposure: "selected",
      ipRules: ["203.0.113.7"],
      privateEndpoints: 1,
    },
  ]);
});

it("what a plan does not know yet is unknown", () => {
  const { ip_rules: _, ...known } = acls;
  const [vault] = vaultsOf({
    ...versions,
    planned_values: {
      root_module: { resources: [{ ...kv, values: { ...kv.values, network_acls: [known] } }] },
    },
    resource_changes: [
      { address: kv.address, change: { after_unknown: { id: true, network_acls: [{ ip_rules: true }] } } },
    ],
  });
  expect(vault).toMatchObject({ defaultAction: "Deny", ipRules: [], ipRulesOpen: true });
});

it("a plan resolves what its configuration leaves open, and says that it is planned", () => {
  const config = {
    "main.tf":
      'variable "ips" {}\nresource "azurerm_key_vault" "kv" {\n  name = "kv"\n  network_acls {\n    bypass = "None"\n    default_action = "Deny"\n    ip_rules = var.ips\n  }\n}\n',
  };
  const [open] = reportVaults(analyze({ root: "/w/", files: filesOf(config) }).worlds);
  expect(open).toMatchObject({ exposure: "selected", ipRules: [], ipRulesOpen: true, notes: [] });
  const [planned] = vaultsOf({
    ...versions,
    planned_values: { root_module: { resources: [{ ...kv, address: "azurerm_key_vault.kv" }] } },
  });
  expect(planned).toMatchObject({
    symbol: open?.symbol,
    exposure: "selected",
    ipRules: ["203.0.113.7"],
    deployed: false,
    notes: ["NOTE_PLANNED"],
  });
});

it("a state contains what data sources read from a vault, a plan does not", () => {
  const data = { ...kv, address: "data.azurerm_key_vault.this", mode: "data" };
  const [found] = vaultsOf({ ...versions, values: { root_module: { resources: [data] } } });
  expect(found).toMatchObject({ deployed: true, exposure: "selected", ipRules: ["203.0.113.7"], notes: [] });
  const [looked] = vaultsOf({ ...versions, planned_values: { root_module: { resources: [data] } } });
  expect(looked).toMatchObject({ existing: true, exposure: "depends" });
});

it("nothing in a plan or a state is fixed", () => {
  const { network_acls: _, ...open } = kv.values;
  for (const key of ["planned_values", "values"]) {
    const text = JSON.stringify({
      ...versions,
      [key]: { root_module: { resources: [{ ...kv, values: open }] } },
    });
    const files = filesOf({ "plan.json": text });
    const findings = check(analyze({ root: "/w/plan.json", files }));
    expect(findings.map(({ code }) => code)).toContain("KV101");
    for (const { fixes } of findings)
      for (const fix of fixes()) expect(changesFor(fix, files)).toBeUndefined();
  }
});

it("a state shows the current values", () => {
  const [vault] = vaultsOf({ ...versions, values: { root_module: { resources: [kv] } } });
  expect(vault).toMatchObject({ deployed: true, existing: false, exposure: "selected", name: "kv" });
});
