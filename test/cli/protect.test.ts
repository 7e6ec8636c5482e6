import { existsSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { parametersText, type Workspace, workspace } from "./workspace.ts";

const vault = `
param action string
param name string
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { addressSpace: { addressPrefixes: ['10.1.0.0/16'] } }
  resource app 'subnets' = {
    name: 'app'
    properties: { addressPrefix: '10.1.0.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] }
  }
}
resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'site'
  properties: {
    virtualNetworkSubnetId: vnet::app.id
    siteConfig: { appSettings: [{ name: 'A', value: '@Microsoft.KeyVault(SecretUri=\${kv.properties.vaultUri}secrets/a)' }] }
  }
}
resource other 'Microsoft.Web/sites@2024-04-01' = {
  name: 'other'
  properties: {
    siteConfig: { appSettings: [{ name: 'A', value: '@Microsoft.KeyVault(SecretUri=\${kv.properties.vaultUri}secrets/a)' }] }
  }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  properties: {
    networkAcls: {
      defaultAction: action
      bypass: 'None'
      ipRules: [{ value: '203.0.113.0/28' }]
      virtualNetworkRules: [{ id: vnet::app.id }]
    }
  }
}
`;
const values = (name: string, action: string): string => parametersText({ name, action });
const accessFile = `{
  "version": 1,
  // Who they are.
  "sources": {
    "office": { "ip": ["203.0.113.0/29"] },
    "home": { "ip": ["198.51.100.7"] },
    "both": { "ip": ["203.0.113.1", "198.51.100.7"] }
  },
  "tests": [{ "name": "mine", "from": "office", "to": "kv-*", "expect": "allow" }]
}
`;
const pipeline = `
jobs:
  - job: read
    pool: { vmImage: ubuntu-latest }
    steps:
      - script: az keyvault secret show --vault-name kv-shop --name s
`;

let at: Workspace;
afterEach(() => {
  at.remove();
});

interface Written {
  readonly tests: readonly {
    readonly name: string;
    readonly from: string | readonly string[];
    readonly to: string;
    readonly expect: string;
    readonly environment?: string | readonly string[];
  }[];
}

function written(): readonly string[] {
  const text = readFileSync(at.path(".keyvault-access.jsonc"), "utf8").replaceAll(/^\s*\/\/.*$/gm, "");
  return (JSON.parse(text) as Written).tests.map(({ name, from, to, expect: wanted, environment = "all" }) =>
    [name, [from].flat().join("+"), to, wanted, [environment].flat().join("+")].join(" | "),
  );
}

describe("test --write", () => {
  it("writes what consumers, jobs and named sources are answered, and keeps what there is", () => {
    at = workspace({
      "main.bicep": vault,
      "main.parameters.json": values("kv-shop", "Deny"),
      "azure-pipelines.yml": pipeline,
      ".keyvault-access.jsonc": accessFile,
    });
    const { status, error } = at.run("test", "--write", "./");
    expect({ status, error }).toEqual({
      status: 0,
      error: expect.stringContaining("wrote access tests to .keyvault-access.jsonc") as string,
    });
    expect(written()).toEqual([
      "mine | office | kv-* | allow | all",
      "Consumers can reach kv-shop | consumer:site | kv-shop | allow | all",
      "Jobs cannot reach kv-shop | pipeline:azure-pipelines.yml#read | kv-shop | deny | all",
      "Named sources cannot reach kv-shop | home | kv-shop | deny | all",
    ]);
    const text = readFileSync(at.path(".keyvault-access.jsonc"), "utf8");
    expect(text).toContain("// Who they are.");
    const again = at.run("test", "--write", "./");
    expect(again.status).toBe(0);
    expect(again.error).not.toContain("wrote");
    expect(readFileSync(at.path(".keyvault-access.jsonc"), "utf8")).toBe(text);
  });

  it("names the environments in which answers differ, and begins a file", () => {
    at = workspace({
      "main.bicep": vault.replace("param name string", "var name = 'kv-shop'"),
      "main.dev.parameters.json": parametersText({ action: "Allow" }),
      "main.prod.parameters.json": parametersText({ action: "Deny" }),
    });
    const dry = at.run("test", "--write", "--dry-run", "--lang", "de", "./");
    expect(dry.out).toContain('+    { "name": "Ressourcen erreichen kv-shop", "from": "consumer:site"');
    expect(existsSync(at.path(".keyvault-access.jsonc"))).toBe(false);
    expect(at.run("test", "--write", "./").status).toBe(0);
    expect(written()).toEqual([
      "Consumers can reach kv-shop | consumer:site | kv-shop | allow | all",
      "Consumers can reach kv-shop in dev | consumer:other | kv-shop | allow | dev",
    ]);
  });

  it("tells vaults with one symbol in several templates apart, and writes nothing about undecided answers", () => {
    const named = vault.replace("param name string", "var name = uniqueString(resourceGroup().id)");
    at = workspace({
      "a/main.bicep": named,
      "a/main.parameters.json": parametersText({ action: "Allow" }),
      "b/main.bicep": named,
    });
    expect(at.run("test", "--write", "./").status).toBe(0);
    expect(written().map((each) => each.split(" | ").slice(1, 4).join(" "))).toEqual([
      "consumer:site+consumer:other a/main.bicep#kv allow",
      "consumer:site b/main.bicep#kv allow",
    ]);
  });
});
