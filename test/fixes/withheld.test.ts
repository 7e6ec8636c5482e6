import { describe, expect, it } from "vitest";
import { type Analysis, analyze, type Fix, fixAll } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { mergeRoots } from "../../server/src/core/workspace/merge-roots.ts";
import { titleOf } from "../support/said.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

const head = "param office string = '203.0.113.0/24'\n";

function vault(rules: string, more = ""): string {
  return `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  properties: { ${more} networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: ${rules} } }
}
`;
}

function analyses(
  texts: Readonly<Record<string, string>>,
  roots: readonly string[],
): { readonly found: readonly Analysis[]; readonly files: ReturnType<typeof filesInMemory> } {
  const files = filesInMemory(texts);
  return { found: roots.map((root) => analyze({ root, files })), files };
}

function fixesOf(
  texts: Readonly<Record<string, string>>,
  code: string,
  ...roots: readonly string[]
): readonly Fix[] {
  const parts = analyses(texts, roots).found.map((analysis) => ({ analysis, findings: check(analysis) }));
  return mergeRoots(parts)
    .filter((each) => each.code === code)
    .flatMap((each) => each.fixes());
}

describe("what keeps access in one root is not done in a module where it changes access in another", () => {
  const texts = {
    "/module.bicep": `param office string\n${vault("[{ value: '203.0.113.7' }, { value: office }]")}`,
    "/a.bicep": "module m 'module.bicep' = {\n  name: 'm'\n  params: { office: '203.0.113.0/24' }\n}\n",
    "/b.bicep": "module m 'module.bicep' = {\n  name: 'm'\n  params: { office: '198.51.100.0/24' }\n}\n",
  };

  it("is offered where all roots agree", () => {
    expect(fixesOf(texts, "KV205", "/a.bicep").map(titleOf)).toEqual(["Remove 203.0.113.7"]);
    expect(fixesOf(texts, "KV205", "/a.bicep", "/b.bicep")).toEqual([]);
  });
});

describe("fix all leaves alone what a deployment may give another value, or what others use", () => {
  it.each([
    ["a default covers the rule", `${head}${vault("[{ value: '203.0.113.7' }, { value: office }]")}`],
    [
      "a default is merged with a rule",
      `${head.replace("/24", "/25")}${vault("[{ value: '203.0.113.128/25' }, { value: office }]")}`,
    ],
    [
      "the parameter is used twice",
      `param ips array = [{ value: '203.0.113.7' }, { value: '203.0.113.0/24' }]\n${vault("ips")}output all array = ips\n`,
    ],
    [
      "public access is disabled by default",
      `param access string = 'Disabled'\n${vault("[]", "publicNetworkAccess: access").replace("Deny", "Allow")}`,
    ],
  ])("%s", (_what, text) => {
    const { found, files } = analyses({ "/main.bicep": text }, ["/main.bicep"]);
    const findings = found.flatMap((each) => check(each));
    expect(findings.flatMap((each) => each.fixes()).length).toBeGreaterThan(0);
    expect(fixAll(findings, "/main.bicep", files)).toEqual([]);
  });
});

it("a parameter gets no value that its declaration does not allow", () => {
  const text = `@allowed(['Allow'])\nparam action string = 'Allow'\n${vault("[]").replace("'Deny'", "action")}`;
  const titles = fixesOf({ "/main.bicep": text }, "KV101", "/main.bicep").map(titleOf);
  expect(titles).toEqual(["Set publicNetworkAccess to 'Disabled' (blocks all public addresses)"]);
});

it("what only updates a vault does not say who gives permissions in it", () => {
  const text = `resource "azapi_update_resource" "kv" {
  type        = "Microsoft.KeyVault/vaults@2023-07-01"
  resource_id = azapi_resource.kv.id
  body        = { properties = { publicNetworkAccess = "Disabled" } }
}
resource "azapi_resource" "kv" {
  type = "Microsoft.KeyVault/vaults@2023-07-01"
  name = "kv-shop"
  body = { properties = { enableRbacAuthorization = true } }
}
`;
  const titles = fixesOf({ "/main.tf": text }, "KV213", "/").map(titleOf);
  expect(titles.length).toBeGreaterThan(0);
  expect(titles.join()).not.toContain("keeps access policies");
});

it("a bypass says whom it allows where its default is not documented", () => {
  const text = vault("[]", "publicNetworkAccess: 'Disabled'").replace(/ networkAcls: .*\} \}/, " }");
  const titles = fixesOf({ "/main.bicep": text }, "KV106", "/main.bicep").map(titleOf);
  expect(titles[0]).toBe("Set bypass to 'AzureServices' (allows trusted services)");
});

const uri = "${v.outputs.uri}";

describe("the bypass is not removed in a module while it is not known whether a consumer of another root needs it", () => {
  const texts = {
    "/vault.bicep": `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  properties: { publicNetworkAccess: 'Disabled', networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' } }
}
output uri string = kv.properties.vaultUri
`,
    "/alone.bicep": "module v 'vault.bicep' = { name: 'v' }\n",
    "/cosmos.bicep": `module v 'vault.bicep' = { name: 'v' }
resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2024-05-15' = {
  name: 'cosmos'
  identity: { type: 'SystemAssigned' }
  properties: { keyVaultKeyUri: '${uri}keys/cmk' }
}
`,
    "/app.bicep": `module v 'vault.bicep' = { name: 'v' }
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'app'
  properties: { siteConfig: { appSettings: [{ name: 'S', value: '@Microsoft.KeyVault(SecretUri=${uri}secrets/s)' }] } }
}
`,
  };

  it("withholds the fix", () => {
    expect(fixesOf(texts, "KV107", "/alone.bicep", "/cosmos.bicep").map(titleOf)).toEqual([]);
  });

  it("offers it where the other consumer is certainly not trusted", () => {
    expect(fixesOf(texts, "KV107", "/alone.bicep", "/app.bicep").length).toBe(1);
  });
});
