import { describe, expect, it } from "vitest";
import {
  analyzeFiles,
  ask,
  type JsonObject,
  managedHsm,
  onlyVault,
  privateEndpoint,
  subnetId,
  template,
  vault,
  vaultsOf,
  virtualNetwork,
} from "./deployment.ts";
import { reportVaults } from "../../server/src/core/index.ts";

const deny = (more: JsonObject = {}): JsonObject => ({
  networkAcls: { defaultAction: "Deny", bypass: "None", ...more },
});
const unknownParts: JsonObject = {
  parameters: {
    item: { type: "string" },
    list: { type: "array" },
    acls: { type: "object" },
    word: { type: "string" },
  },
};
const ips = (...values: string[]): JsonObject => ({ ipRules: values.map((value) => ({ value })) });

describe("exposure", () => {
  it.each<readonly [what: string, exposure: string, properties: JsonObject]>([
    ["nothing written", "public", {}],
    ["an empty block", "public", { networkAcls: {} }],
    ["null for the block", "public", { networkAcls: null }],
    ["null for the action", "public", { networkAcls: { defaultAction: null } }],
    ["Allow with rules", "public", { networkAcls: { defaultAction: "Allow", ...ips("203.0.113.7") } }],
    ["a rule for all addresses", "public", deny(ips("0.0.0.0/0"))],
    ["two halves of everything", "public", deny(ips("0.0.0.0/1", "128.0.0.0/1"))],
    [
      "words in other case",
      "private",
      { publicNetworkAccess: "DISABLED", networkAcls: { defaultAction: "allow" } },
    ],
    ["disabled, with rules", "private", { publicNetworkAccess: "Disabled", ...deny(ips("203.0.113.7")) }],
    ["disabled, open otherwise", "private", { publicNetworkAccess: "Disabled" }],
    ["no rules", "private", deny()],
    ["empty lists", "private", deny({ ipRules: [], virtualNetworkRules: [] })],
    ["one IP rule", "selected", deny(ips("203.0.113.7"))],
    ["a rule that never matches", "selected", deny(ips("10.0.0.0/8"))],
    ["a rule of unknown value", "selected", deny({ ipRules: [{ value: "[parameters('item')]" }] })],
    [
      "a known rule in an open list",
      "selected",
      deny({ ipRules: "[concat(createArray(createObject('value', '203.0.113.7')), parameters('list'))]" }),
    ],
    ["one subnet rule", "selected", deny({ virtualNetworkRules: [{ id: subnetId("vnet", "app") }] })],
    ["an unknown list", "selected", deny({ ipRules: "[parameters('list')]" })],
    ["an unknown list of subnets", "selected", deny({ virtualNetworkRules: "[parameters('list')]" })],
    ["an unknown block", "depends", { networkAcls: "[parameters('acls')]" }],
    ["an unknown action", "depends", { networkAcls: { defaultAction: "[parameters('word')]" } }],
    ["a word Azure does not know", "depends", { publicNetworkAccess: "Disable" }],
    [
      "unknown access, closed either way",
      "private",
      { publicNetworkAccess: "[parameters('word')]", ...deny() },
    ],
    ["a perimeter out of sight", "perimeter", { publicNetworkAccess: "SecuredByPerimeter" }],
  ])("of a vault with %s is %s", (_, exposure, properties) => {
    expect(onlyVault(template([vault(properties)], unknownParts)).exposure).toBe(exposure);
  });

  it.each<readonly [what: string, exposure: string, apiVersion: string, properties: JsonObject]>([
    ["Enabled", "public", "2019-09-01", { publicNetworkAccess: "Enabled" }],
    ["Disabled", "depends", "2019-09-01", { publicNetworkAccess: "Disabled" }],
    ["Disabled, closed either way", "private", "2019-09-01", { publicNetworkAccess: "Disabled", ...deny() }],
    ["Allow", "public", "2016-10-01", { networkAcls: { defaultAction: "Allow" } }],
    ["Deny", "depends", "2016-10-01", deny()],
  ])(
    "of a vault with %s is %s under a version without the property (%s)",
    (_, exposure, apiVersion, properties) => {
      expect(onlyVault(template([vault(properties, { apiVersion })])).exposure).toBe(exposure);
    },
  );

  it("of an unknown list denies the internet, and says that addresses are listed", () => {
    const listed = template([vault(deny({ ipRules: "[parameters('list')]" }))], unknownParts);
    expect(ask(listed, "internet")).toMatchObject({
      verdict: "denied",
      notes: expect.arrayContaining(["NOTE_LISTED_ADDRESSES"]) as unknown,
    });
    expect(ask(listed, "203.0.113.7")).toMatchObject({ verdict: "depends" });
  });

  it("of a managed HSM with service tags is selected: tags are an unknown list", () => {
    const tags = managedHsm({ networkAcls: { defaultAction: "Deny", serviceTags: [{ tag: "AzureCloud" }] } });
    expect(onlyVault(template([tags]))).toMatchObject({ exposure: "selected", ipRulesOpen: true });
    const listed = managedHsm({
      networkAcls: { defaultAction: "Deny", serviceTags: [{ tag: "AzureCloud" }], ...ips("203.0.113.7") },
    });
    expect(onlyVault(template([listed]))).toMatchObject({ exposure: "selected", ipRulesOpen: true });
    expect(ask(template([listed]), "192.0.2.1").verdict).toBe("depends");
  });

  it("is as open with a private endpoint as without", () => {
    const endpoint = privateEndpoint(subnetId("vnet", "pe"));
    const report = onlyVault(template([vault({}), virtualNetwork("vnet", { pe: false }), endpoint]));
    expect(report).toMatchObject({ exposure: "public", privateEndpoints: 1 });
  });
});

describe("versions of the API", () => {
  it.each([
    ["2019-09-01", "depends"],
    ["2021-04-01-preview", "depends"],
    ["2021-06-01-preview", "private"],
    ["2021-10-01", "private"],
  ])("%s: a vault with disabled public access is %s", (apiVersion, exposure) => {
    const root = template([vault({ publicNetworkAccess: "Disabled" }, { apiVersion })]);
    expect(onlyVault(root).exposure).toBe(exposure);
  });

  it.each([
    ["2020-04-01-preview", "depends"],
    ["2021-04-01-preview", "private"],
  ])("%s: a managed HSM with disabled public access is %s", (apiVersion, exposure) => {
    const root = template([managedHsm({ publicNetworkAccess: "Disabled" }, { apiVersion })]);
    expect(onlyVault(root).exposure).toBe(exposure);
  });

  it.each([
    ["2016-10-01", "Deny", "depends"],
    ["2016-10-01", "Allow", "public"],
    ["2018-02-14-preview", "Deny", "private"],
  ])("%s: a vault with network rules that say %s is %s", (apiVersion, defaultAction, exposure) => {
    const root = template([vault({ networkAcls: { defaultAction } }, { apiVersion })]);
    expect(onlyVault(root).exposure).toBe(exposure);
  });

  it("leave public access at its default where it is not written", () => {
    expect(onlyVault(template([vault(deny(), { apiVersion: "2019-09-01" })])).exposure).toBe("private");
  });
});

describe("a vault whose network is not written here", () => {
  it("depends on what it had when it is recovered", () => {
    const root = template([vault({ createMode: "Recover", ...deny() })]);
    expect(onlyVault(root)).toMatchObject({ exposure: "depends", trustedServices: "depends" });
    expect(ask(root, "203.0.113.7").verdict).toBe("depends");
    expect(onlyVault(template([vault({ createMode: "default", ...deny() })])).exposure).toBe("private");
  });

  it("depends on itself when it is only looked up", () => {
    const kv = { existing: true, type: "Microsoft.KeyVault/vaults", apiVersion: "2023-07-01", name: "kv" };
    const root: JsonObject = { ...template([]), languageVersion: "2.0", resources: { kv } };
    const [report] = reportVaults(analyzeFiles({ "main.json": JSON.stringify(root) }).worlds);
    expect(report).toMatchObject({
      existing: true,
      exposure: "depends",
      dependsOn: ["existing resource kv"],
    });
    expect(ask(root, "internet")).toMatchObject({ verdict: "depends", reason: "DEPENDS_EXISTING" });
  });

  it("is what Azure says when it is exported", () => {
    const exported = {
      id: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-one",
      name: "kv-one",
      type: "Microsoft.KeyVault/vaults",
      properties: {
        PublicNetworkAccess: "Enabled",
        NetworkAcls: {
          Bypass: "None",
          DefaultAction: "Deny",
          IpRules: [{ Value: "203.0.113.7/32" }],
          VirtualNetworkRules: [],
        },
        PrivateEndpointConnections: [
          { properties: { privateLinkServiceConnectionState: { status: "Approved" } } },
          { properties: { privateLinkServiceConnectionState: { status: "Pending" } } },
        ],
      },
    };
    const [report] = reportVaults(analyzeFiles({ "kv.json": exported }).worlds);
    expect(report).toMatchObject({
      deployed: true,
      exposure: "selected",
      bypass: "None",
      ipRules: ["203.0.113.7/32"],
      privateEndpoints: 1,
      exists: "yes",
    });
    const list = analyzeFiles({ "list.json": JSON.stringify([exported, { ...exported, name: "kv-two" }]) });
    expect(reportVaults(list.worlds).map(({ symbol }) => symbol)).toEqual(["kv-one", "kv-two"]);
  });

  it("is unknown in a module that cannot be read", () => {
    const call = {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2022-09-01",
      name: "far",
      properties: { mode: "Incremental", templateLink: { uri: "https://example.com/kv.json" } },
    };
    const rule = { id: "[reference('far').outputs.subnetId.value]" };
    const root = template([
      call,
      vault(deny({ virtualNetworkRules: [rule] })),
      virtualNetwork("vnet", { app: true }),
    ]);
    expect(vaultsOf(root)).toHaveLength(1);
    expect(ask(root, "subnet:app")).toMatchObject({ verdict: "depends", reason: "DEPENDS_MODULE" });
  });
});
