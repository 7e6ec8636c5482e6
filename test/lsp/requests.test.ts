import { beforeAll, describe, expect, it } from "vitest";
import { serverRequests } from "../../server/src/protocol.ts";
import type {
  SimulateParams,
  SimulateResult,
  VaultResult,
  VaultsParams,
  VaultsResult,
} from "../../server/src/protocol/vaults.ts";
import type { SourcesResult } from "../../server/src/protocol/sources.ts";
import { Editor } from "./support/editor.ts";
import { sliceOf } from "./support/places.ts";
import { closedVault, openVault, vaultTemplate } from "./support/templates.ts";

const uri = "file:///w/main.json";
const network = `,
    {
      "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "vnet",
      "properties": {
        "subnets": [{
          "name": "app",
          "properties": {
            "addressPrefix": "10.1.0.0/24",
            "serviceEndpoints": [{ "service": "Microsoft.KeyVault" }]
          }
        }]
      }
    }`;
const text = vaultTemplate(
  `"networkAcls": {
  "defaultAction": "Deny",
  "bypass": "None",
  "ipRules": [{ "value": "203.0.113.0/24" }],
  "virtualNetworkRules": [
    { "id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app')]" }
  ]
}`,
  network,
);

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
  await editor.open(uri, text);
});

async function vaults(params: VaultsParams = {}): Promise<readonly VaultResult[]> {
  return (await editor.request<VaultsResult>(serverRequests.vaults, params)).vaults;
}

async function simulate(params: SimulateParams): Promise<SimulateResult> {
  return editor.request(serverRequests.simulate, params);
}

async function sources(typed: string): Promise<SourcesResult> {
  return editor.request(serverRequests.sources, { typed });
}

describe("vaults", () => {
  it("are reported as on the command line, with locations", async () => {
    const [kv, ...others] = await vaults();
    expect(others).toEqual([]);
    expect(kv).toMatchObject({
      root: uri,
      uri,
      module: null,
      symbol: "kv",
      name: "kv",
      kind: "vault",
      exists: "yes",
      exposure: "selected",
      defaultAction: "Deny",
      bypass: "None",
      publicNetworkAccess: null,
      trustedServices: "denied",
      ipRules: ["203.0.113.0/24"],
      subnetRules: ["vnet/app"],
      summary: "Deny by default · 256 addresses · 1 subnet",
    });
    expect(kv && sliceOf(text, kv.range, "utf-16")).toBe('"kv"');
    expect(kv && sliceOf(text, kv.declaration, "utf-16")).toMatch(
      /^\{\s+"type": "Microsoft.KeyVault\/vaults"/,
    );
    const rule = kv?.places.ipRules[0];
    expect(rule && sliceOf(text, rule.range, "utf-16")).toBe('{ "value": "203.0.113.0/24" }');
    expect(kv?.places.publicNetworkAccess).toBeNull();
  });

  it("of a document are those it declares", async () => {
    await editor.open("file:///w/other.json", openVault);
    expect(await vaults()).toHaveLength(2);
    expect((await vaults({ uri: "file:///w/other.json" })).map(({ summary }) => summary)).toEqual([
      "Firewall off · any network",
    ]);
    expect(await vaults({ uri: "file:///w/none.json" })).toEqual([]);
    await editor.close("file:///w/other.json");
    expect(await vaults()).toHaveLength(1);
  });
});

describe("simulate", () => {
  it("has only the step that decides, if that is asked for", async () => {
    const from = ["203.0.113.7", "198.51.100.7", "internet"];
    const [all, deciding] = [await simulate({ from }), await simulate({ from, steps: "deciding" })];
    const decisive = all.verdicts.map((each) => ({
      ...each,
      steps: each.steps.slice(each.deciding ?? 0, (each.deciding ?? 0) + 1),
      deciding: 0,
    }));
    expect(deciding.verdicts).toEqual(decisive);
  });

  it.each([
    ["203.0.113.7", "allowed", "ALLOW_IP_RULE"],
    ["198.51.100.7", "denied", "DENY_DEFAULT_ACTION"],
    ["203.0.112.0/23", "partial", "PARTIAL_ADDRESSES"],
    ["internet", "denied", "DENY_DEFAULT_ACTION"],
    ["subnet:vnet/app", "allowed", "ALLOW_SUBNET_RULE"],
  ])("from %s is %s because of %s", async (from, verdict, reason) => {
    const { verdicts, errors } = await simulate({ from: [from] });
    expect(errors).toEqual([]);
    expect(verdicts).toMatchObject([{ from, vault: "kv", vaultName: "kv", root: uri, uri, verdict, reason }]);
  });

  it("shows each step with its place", async () => {
    const { verdicts } = await simulate({ from: ["203.0.113.7"] });
    const steps = verdicts[0]?.steps ?? [];
    const deciding = steps.find(({ outcome }) => outcome === "allow");
    expect(deciding?.gate).toBe("ip-rule");
    expect(deciding?.place && sliceOf(text, deciding.place.range, "utf-16")).toContain("203.0.113.0/24");
    expect(steps.length).toBeGreaterThanOrEqual(8);
  });

  it("splits a range into its parts", async () => {
    const { verdicts } = await simulate({ from: ["203.0.112.0/23"] });
    expect(verdicts[0]).toMatchObject({ allowed: ["203.0.113.0/24"], denied: ["203.0.112.0/24"] });
  });

  it("names sources that cannot be read, and judges the rest", async () => {
    const { verdicts, errors } = await simulate({ from: ["999.1.1.1", "subnet:nope", "internet"] });
    expect(verdicts.map(({ from }) => from)).toEqual(["internet"]);
    expect(errors.map(({ from }) => from)).toEqual(["999.1.1.1", "subnet:nope"]);
    for (const { message } of errors) expect(message).toMatch(/^[^\n]+$/);
  });

  it("asks only the vaults that are named", async () => {
    const [kv] = await vaults();
    const to = kv ? [{ root: kv.root, key: kv.key }] : [];
    expect((await simulate({ from: ["internet"], to })).verdicts).toHaveLength(1);
    expect((await simulate({ from: ["internet"], to: [{ root: uri, key: "none" }] })).verdicts).toEqual([]);
  });

  it("knows a vault by the same key after an edit that moved it", async () => {
    const live = await Editor.start();
    await live.open(uri, closedVault);
    const { vaults: known } = await live.request<VaultsResult>(serverRequests.vaults, {});
    const to = known.map(({ root, key }) => ({ root, key }));
    await live.type(uri, '"contentVersion"', '"metadata": {}, "contentVersion"');
    const { verdicts } = await live.request<SimulateResult>(serverRequests.simulate, {
      from: ["internet"],
      to,
    });
    expect(verdicts).toMatchObject([{ verdict: "denied" }]);
    expect(verdicts.map(({ key }) => key)).toEqual(to.map(({ key }) => key));
  });

  it("follows what is typed", async () => {
    const live = await Editor.start();
    await live.open(uri, closedVault);
    const ask = async (): Promise<string | undefined> => {
      const result = await live.request<SimulateResult>(serverRequests.simulate, { from: ["internet"] });
      return result.verdicts[0]?.verdict;
    };
    expect(await ask()).toBe("denied");
    await live.type(uri, '"Deny"', '"Allow"');
    expect(await ask()).toBe("allowed");
    await expect.poll(() => live.inbox.methods).toContain("keyvault-network/changed");
  });
});

describe("sources", () => {
  it.each([
    ["203.0.113.7", "address", "public IPv4 address"],
    ["203.0.113.0/28", "range", "16 addresses"],
    ["203.0.113.1-203.0.113.14", "range", "14 addresses"],
    ["10.1.2.3", "private", "never match private"],
    ["2001:db8::1", "ipv6", "IPv4 only"],
    ["internet", "internet", "any client"],
    ["service:azure-backup", "service", "Azure Backup: trusted"],
    ["999.1.1.1", "malformed", "999.1.1.1"],
    ["203.0.113.1-14", "range", "is read as 203.0.113.1-203.0.113.14"],
    ["https://build.contoso.com/x", "host", "'build.contoso.com' calls from"],
    ["azure-devops", "malformed", "did you mean tag:AzureDevOps, service:azure-devops-pipelines"],
    ["service:azure-devops", "malformed", "did you mean azure-devops-pipelines"],
  ])("%s is understood as %s", async (typed, kind, description) => {
    const result = await sources(typed);
    expect(result.typed).toMatchObject({
      kind,
      description: expect.stringContaining(description) as unknown,
    });
  });

  it("offer the subnets of the workspace", async () => {
    const { typed, subnets } = await sources("");
    expect(typed).toBeNull();
    expect(subnets).toMatchObject([
      { from: "subnet:vnet/app", label: "vnet/app", prefixes: ["10.1.0.0/24"], root: uri, uri },
    ]);
    expect((await sources("app")).subnets).toHaveLength(1);
    expect((await sources("10.1.0.1")).subnets).toHaveLength(1);
    expect((await sources("10.9.0.1")).subnets).toEqual([]);
    expect((await sources("203.0.113.7")).subnets).toEqual([]);
  });

  it("offer service and service tag for a name, and neither for a host", async () => {
    for (const typed of ["AzureDevOps", "azure-devops"]) {
      const { services, tags } = await sources(typed);
      expect(services.map(({ from }) => from)).toContain("service:azure-devops-pipelines");
      expect(tags[0]).toMatchObject({ from: "tag:AzureDevOps", name: "AzureDevOps" });
    }
    expect(await sources("app.contoso.com")).toMatchObject({ services: [], tags: [] });
  });

  it("take a list apart, unless one of its parts is not a source", async () => {
    const { typed } = await sources("203.0.113.7, internet;203.0.113.7");
    expect(typed).toEqual({ kind: "several", all: ["203.0.113.7", "internet"] });
    expect((await sources("203.0.113.7, nobody")).typed?.kind).toBe("malformed");
  });

  it.each([
    ["devops", "no"],
    ["azure backup", "yes"],
    ["function", "no"],
  ])("answer '%s' with a service that is trusted: %s", async (typed, trusted) => {
    const [first] = (await sources(typed)).services;
    expect(first).toMatchObject({ from: expect.stringMatching(/^service:/) as unknown, trusted });
    expect(first?.description.split("\n").length).toBeLessThanOrEqual(12);
  });

  it("offer the resources that use a vault, and judge each of their scenarios", async () => {
    const editor = await Editor.start();
    await editor.open(
      uri,
      vaultTemplate(
        '"networkAcls": { "defaultAction": "Deny" }',
        `, { "type": "Microsoft.Web/sites", "apiVersion": "2024-04-01", "name": "site", "properties": { "siteConfig": {
          "appSettings": [{ "name": "a", "value": "@Microsoft.KeyVault(VaultName=kv;SecretName=s)" }] } } }`,
      ),
    );
    const { consumers } = await editor.request<SourcesResult>(serverRequests.sources, { typed: "" });
    expect(consumers).toMatchObject([{ from: "consumer:site", label: "site", vaults: ["kv"], uri }]);
    const { vaults: told } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(told[0]?.consumers).toMatchObject([
      { label: "site", verdict: "denied", scenario: { service: "app-service-key-vault-references" } },
    ]);
  });

  it("offer the whole catalogue when nothing is typed, with its date", async () => {
    const { services, servicesAsOf } = await sources("");
    expect(services.length).toBeGreaterThan(39);
    expect(servicesAsOf).toMatch(/^20\d\d-\d\d-\d\d$/);
  });
});
