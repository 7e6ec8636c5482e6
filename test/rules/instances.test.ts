import { expect, test } from "vitest";
import { analyze, type Files, type ReportedFinding } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { messageOf, relatedOf } from "../support/said.ts";

const module = `param name string
param action string

resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: action
      bypass: 'None'
      ipRules: [{ value: '203.0.113.7' }]
    }
  }
}
`;

test("what is decided at several places names them all", () => {
  const main = ["a", "b", "c"].map(
    (name) => `module ${name} 'kv.bicep' = {
  params: {
    name: '${name}'
    action: 'Allow'
  }
}
`,
  );
  const [finding] = checkFiles({ "main.bicep": main.join("\n"), "kv.bicep": module }, "KV208");
  expect(finding?.related.map(({ span }) => span.document)).toEqual([
    "/main.bicep",
    "/main.bicep",
    "/main.bicep",
  ]);
  expect(finding && messageOf(finding)).toMatch(/ Allow\.$/);
});

test.each([
  [
    "a loop of modules",
    "main.bicep",
    `var names = ['a', 'b', 'c']

module kv 'kv.bicep' = [for (name, i) in names: {
  params: {
    name: name
    action: i == 1 ? 'Deny' : 'Allow'
  }
}]
`,
    "(kv[0] and kv[2])",
  ],
  [
    "for_each",
    "main.tf",
    `resource "azurerm_key_vault" "kv" {
  for_each = { dev = "Allow", prod = "Deny" }
  name     = each.key

  network_acls {
    default_action = each.value
    bypass         = "None"
  }
}
`,
    '(azurerm_key_vault.kv["dev"])',
  ],
  [
    "count",
    "main.tf",
    `resource "azurerm_key_vault" "kv" {
  count = 2
  name  = "kv\${count.index}"

  network_acls {
    default_action = count.index == 0 ? "Deny" : "Allow"
    bypass         = "None"
  }
}
`,
    "(azurerm_key_vault.kv[1])",
  ],
  [
    "copy",
    "main.json",
    JSON.stringify({
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [
        {
          type: "Microsoft.KeyVault/vaults",
          apiVersion: "2026-02-01",
          name: "[concat('kv', copyIndex())]",
          copy: { name: "kvs", count: 2 },
          properties: {
            networkAcls: { defaultAction: "[if(equals(copyIndex(), 0), 'Deny', 'Allow')]", bypass: "None" },
          },
        },
      ],
    }),
    "[1])",
  ],
])("a finding names the instances that it holds for: %s", (_, root, text, names) => {
  const found = checkFiles({ [root]: text, "kv.bicep": module }, "KV101", root);
  expect(found.map(messageOf)).toEqual([expect.stringContaining(`${names} is reachable`)]);
});

test("what is so for different reasons is said with each of them", () => {
  const main = `module a 'kv.bicep' = { params: { name: 'kv-a', action: 'Deny', access: 'Disabled' } }
module b 'kv.bicep' = { params: { name: 'kv-b', action: 'Allow', access: 'Enabled' } }
`;
  const found = checkFiles(
    {
      "main.bicep": main,
      "kv.bicep": `param access string\n${module.replace("networkAcls", "publicNetworkAccess: access\n    networkAcls")}`,
    },
    "KV208",
  );
  expect(found.map(messageOf)).toEqual([
    "1 IP rule of 'kv-a' (a) has no effect: public access is disabled.",
    "1 IP rule of 'kv-b' (b) has no effect: defaultAction is Allow.",
  ]);
});

test("a version that retires is reported once, and names each resource that uses it", () => {
  const files = { "main.bicep": module.replaceAll("2026-02-01", "2019-09-01") + secret };
  const [finding, ...others] = checkFiles(files, "KV213");
  expect(others).toEqual([]);
  expect(finding && relatedOf(finding)).toEqual(["'db' uses 2019-09-01."]);
});

const secret = `
resource db 'Microsoft.KeyVault/vaults/secrets@2019-09-01' existing = {
  parent: kv
  name: 'db'
}
`;

function checkFiles(
  texts: Readonly<Record<string, string>>,
  code: string,
  root = "main.bicep",
): readonly ReportedFinding[] {
  const documents = new Map(
    Object.entries(texts).map(([name, text]) => [`/${name}`, { id: `/${name}`, text }]),
  );
  const files: Files = {
    get: (id) => documents.get(id) ?? null,
    resolve: (_from, to) => `/${to}`,
    list: () => [`/${root}`],
  };
  return check(analyze({ root: `/${root}`, files })).filter((finding) => finding.code === code);
}
