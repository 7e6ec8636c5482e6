import { expect, test } from "vitest";
import { runInMemory } from "../support/memory-cli.ts";

const kelvin = "\u212a";
const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/** A vault that is closed if Azure knows this property. */
const closedBy = (property: string): Readonly<Record<string, string>> => ({
  "main.json": JSON.stringify({
    $schema: schema,
    resources: [
      {
        ...{ type: "Microsoft.KeyVault/vaults", apiVersion: "2026-02-01", name: "kv" },
        properties: { [property]: { bypass: "None", defaultAction: "Deny" } },
      },
    ],
  }),
  "main.bicep": `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { '${property}': { bypass: 'None', defaultAction: 'Deny' } }
}
`,
  "main.tf": `resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2026-02-01"
  name      = "kv"
  parent_id = "x"
  body      = { properties = { "${property}" = { bypass = "None", defaultAction = "Deny" } } }
}
`,
});

const isOpen = (files: Readonly<Record<string, string>>): boolean =>
  runInMemory(files).report.findings.some(({ code }) => code === "KV101");

test.each(["main.json", "main.bicep"])("%s: a Kelvin sign is no k", (file) => {
  for (const property of [`networ${kelvin}Acls`, `Networ${kelvin}ACLs`])
    expect(isOpen({ [file]: closedBy(property)[file] ?? "" })).toBe(true);
});

test.each(["main.json", "main.bicep", "main.tf"])("%s: other cases of A to Z are the same", (file) => {
  expect(isOpen({ [file]: closedBy("NetworkACLs")[file] ?? "" })).toBe(false);
});

// Terraform normalizes texts to NFC: https://developer.hashicorp.com/terraform/language/expressions/strings
test("in Terraform a Kelvin sign becomes a K before Azure sees it", () => {
  const property = `networ${kelvin}Acls`;
  expect(isOpen({ "main.tf": closedBy(property)["main.tf"] ?? "" })).toBe(false);
});

test("parameters are the same by their simple upper case", () => {
  const given = (declared: string, used: string): Readonly<Record<string, string>> => ({
    "main.json": JSON.stringify({
      $schema: schema,
      parameters: { [declared]: { type: "string", defaultValue: "Allow" } },
      resources: [
        {
          ...{ type: "Microsoft.KeyVault/vaults", apiVersion: "2026-02-01", name: "kv" },
          properties: { networkAcls: { bypass: "None", defaultAction: `[parameters('${used}')]` } },
        },
      ],
    }),
  });
  expect(isOpen(given("é", "É"))).toBe(true);
  expect(isOpen(given("ς", "Σ"))).toBe(true);
  expect(isOpen(given("k", kelvin))).toBe(false);
  expect(isOpen(given("ı", "I"))).toBe(false);
});
