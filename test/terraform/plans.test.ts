import { expect, it } from "vitest";
import { analyze, documentKindOf, reportVaults, type VaultReport } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
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

function vaultsOf(json: unknown, name = "plan.json"): readonly VaultReport[] {
  const files = filesOf({ [name]: JSON.stringify(json, null, 1) });
  const document = files.get(`/w/${name}`);
  expect(document && documentKindOf(document)).toBe("template");
  return reportVaults(analyze({ root: `/w/${name}`, files }).worlds);
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
    expect(findings.flatMap(({ fixes }) => fixes())).toEqual([]);
  }
});

it("a state shows the current values", () => {
  const [vault] = vaultsOf({ ...versions, values: { root_module: { resources: [kv] } } });
  expect(vault).toMatchObject({ deployed: true, existing: false, exposure: "selected", name: "kv" });
});

const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/kv`;
const updated = (type: string, more: object): object => ({
  address: `${type}.u`,
  mode: "managed",
  type,
  name: "u",
  values: { type: "Microsoft.KeyVault/vaults@2026-02-01", resource_id: vaultId, name: "kv", ...more },
});
const update = updated("azapi_update_resource", {
  body: { properties: { networkAcls: { ipRules: [{ value: "203.0.113.7" }], bypass: "AzureServices" } } },
});
const others = [
  updated("azapi_resource_action", { action: "deploy", method: "POST", body: {} }),
  updated("azapi_data_plane_resource", {
    type: "Microsoft.KeyVault/vaults/secrets@7.4",
    parent_id: "kv.vault.azure.net",
    body: { value: "x" },
  }),
];
const managed = { ...kv, values: { ...kv.values, id: vaultId } };

it("an update in a plan is one of the writes of the vault, and what asks for something is none", () => {
  expect(
    vaultsOf({ ...versions, planned_values: { root_module: { resources: [update, managed, ...others] } } }),
  ).toMatchObject([
    {
      symbol: kv.address,
      defaultAction: "Deny",
      // In which order they are written, the values do not say.
      bypass: { unknown: `the order of azapi_update_resource.u and ${kv.address}` },
      ipRules: ["203.0.113.7"],
      ipRulesOpen: false,
    },
  ]);
});

it("an update in a plan of a vault that is not in it leaves the rest unknown", () => {
  const [vault, ...more] = vaultsOf({
    ...versions,
    planned_values: { root_module: { resources: [update] } },
  });
  expect(vault).toMatchObject({ name: "kv", exposure: "depends", bypass: "AzureServices" });
  expect(more).toEqual([]);
});

it("what azapi does not know before apply is unknown", () => {
  const { body: _, ...values } = azapi.values;
  const [vault] = vaultsOf({
    ...versions,
    planned_values: { root_module: { resources: [{ ...azapi, values }] } },
    resource_changes: [{ address: azapi.address, change: { after_unknown: { id: true, body: true } } }],
  });
  expect(vault).toMatchObject({ name: "kv2", exposure: "depends" });
});

it("a machine that writes into a vault through azapi is in a plan, too", () => {
  const text = JSON.stringify({
    ...versions,
    planned_values: {
      root_module: {
        resources: [{ ...kv, values: { ...kv.values, public_network_access_enabled: false } }, ...others],
      },
    },
  });
  const findings = check(analyze({ root: "/w/plan.json", files: filesOf({ "plan.json": text }) }));
  expect(findings.map(({ code }) => code)).toContain("KV505");
});

it("what an update has made of a vault is in the state of the vault, which is listed once", () => {
  const looked = updated("azapi_resource", { id: vaultId, output: {} });
  const found = [
    { ...looked, address: "data.azapi_resource.kv", mode: "data" },
    { ...managed, address: "data.azurerm_key_vault.kv", mode: "data" },
  ];
  const vaults = vaultsOf({
    ...versions,
    values: { root_module: { resources: [managed, update, ...found, ...others] } },
  });
  expect(vaults).toMatchObject([{ symbol: kv.address, deployed: true, bypass: "None" }]);
});

it("the file of a state has the types of a body next to it", () => {
  const properties = { publicNetworkAccess: "Disabled" };
  const type = ["object", { properties: ["object", { publicNetworkAccess: "string" }] }];
  const instance = (attributes: object): object => ({
    mode: "managed",
    type: "azapi_resource",
    name: "kv",
    instances: [{ attributes: { ...azapi.values, ...attributes } }],
  });
  for (const body of [{ value: { properties }, type }, JSON.stringify({ properties })]) {
    const state = { version: 4, serial: 1, resources: [instance({ body })] };
    expect(vaultsOf(state, "terraform.tfstate")).toMatchObject([
      { name: "kv2", publicNetworkAccess: "Disabled", deployed: true },
    ]);
  }
});

it("are not said to reset what lifecycle may ignore, which a plan does not show", () => {
  const association = {
    address: "azurerm_network_security_perimeter_association.kv",
    mode: "managed",
    type: "azurerm_network_security_perimeter_association",
    name: "kv",
    values: {
      name: "kv",
      access_mode: "Learning",
      network_security_perimeter_profile_id: `${group}/providers/Microsoft.Network/networkSecurityPerimeters/nsp/profiles/default`,
      resource_id: `${group}/providers/Microsoft.KeyVault/vaults/kv`,
    },
  };
  const text = JSON.stringify({
    ...versions,
    planned_values: { root_module: { resources: [kv, association] } },
  });
  const analysis = analyze({ root: "/w/plan.json", files: filesOf({ "plan.json": text }) });
  expect(reportVaults(analysis.worlds).map(({ perimeters }) => perimeters.length)).toEqual([1]);
  expect(check(analysis).map(({ code }) => code)).not.toContain("KV408");
});
