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

/**
 * Every text of Terraform is in NFC, in which a Kelvin sign is a K: values (`StringVal`), bare keys too, which are texts (`ObjectConsKeyExpr`), and the names of attributes (`ObjectVal`,
 * `GetAttr`), whatever they come from: https://github.com/zclconf/go-cty/blob/main/cty/value_init.go, https://github.com/hashicorp/hcl/blob/main/hclsyntax/expression.go.
 */
const acls = '{ bypass = "None", defaultAction = "Deny" }';
test.each([
  ["a key in quotes", `{ properties = { "networ${kelvin}Acls" = ${acls} } }`],
  ["an escaped key", `{ properties = { "networ\\u212aAcls" = ${acls} } }`],
  ["a bare key", `{ properties = { networ${kelvin}Acls = ${acls} } }`],
  ["a computed key", `{ properties = { ("networ\${local.k}Acls") = ${acls} } }`],
  ["a key of a loop", `{ properties = { for k in ["networ${kelvin}Acls"] : k => ${acls} } }`],
  ["jsonencode", `jsonencode({ properties = { networ${kelvin}Acls = ${acls} } })`],
  [
    "jsondecode",
    `jsondecode("{\\"properties\\":{\\"networ${kelvin}Acls\\":{\\"defaultAction\\":\\"Deny\\"}}}")`,
  ],
  ["an attribute", `{ properties = { networkAcls = local.given.networ${kelvin}Acls } }`],
  ["an index", `{ properties = { networkAcls = local.given["networ${kelvin}Acls"] } }`],
])("in Terraform a Kelvin sign is a K before Azure sees it: %s", (_, body) => {
  const locals = `locals {\n  k     = "${kelvin}"\n  given = { networKAcls = ${acls} }\n}\n`;
  const text = locals + (closedBy("x")["main.tf"] ?? "").replace(/\{ properties.*/, () => body);
  const exposureOf = (main: string): unknown =>
    runInMemory({ "main.tf": main }, "vaults").report.vaults[0]?.exposure;
  expect(exposureOf(text)).toBe("private");
  // The sign of Ångström is an Å, not an A, and no member of what is given.
  const other = text.replaceAll(kelvin, "\u212b").replace("u212a", "u212b");
  expect(exposureOf(other)).toBe(body.includes("local.given") ? "depends" : "public");
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
