import { expect, it } from "vitest";
import { analyze, givenByHand, reportVaults } from "../../server/src/core/index.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

const bicep = `param action string = 'Deny'
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: action, bypass: 'None' } }
}
`;
const terraform = `variable "action" {
  default = "Deny"
}
resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    default_action = var.action
    bypass         = "None"
  }
}
`;

it.each<readonly [what: string, file: string, values: string, exposure: string]>([
  [
    "hides the rest of JSON",
    "main.parameters.json",
    '{"parameters":{"x":{"value":"a},"action":{"value":"Allow"}}}',
    "depends",
  ],
  [
    "is behind all values of JSON",
    "main.parameters.json",
    '{"parameters":{"action":{"value":"Allow"}}',
    "public",
  ],
  ["hides a value of Bicep", "main.bicepparam", "using 'main.bicep'\nparm action = 'Allow'\n", "depends"],
  [
    "is in another value of Bicep",
    "main.bicepparam",
    "using 'main.bicep'\nparam x = \nparam action = 'Allow'\n",
    "public",
  ],
  ["is in the name of a variable", "dev.tfvars", 'action : "Allow"\n', "depends"],
  ["is before the value of a variable", "dev.tfvars", 'x = "a" "b"\naction = "Allow"\n', "public"],
  ["is in values of variables in JSON", "dev.tfvars.json", '{"x": 1 "action": "Allow"}', "depends"],
  ["is nowhere", "dev.tfvars.json", '{"action": "Allow"}', "public"],
])("a syntax error that %s: %s", (_, file, values, exposure) => {
  const isTerraform = file.includes("tfvars");
  const root = isTerraform ? "/" : "/main.bicep";
  const template = isTerraform ? { "/main.tf": terraform } : { "/main.bicep": bicep };
  const before = { "/before.tfvars": 'action = "Deny"\n' };
  const analysis = analyze({
    root,
    files: { ...filesInMemory({ ...template, ...before, [`/${file}`]: values }) },
    environment: givenByHand([...(isTerraform ? Object.keys(before) : []), `/${file}`]),
  });
  expect(reportVaults(analysis.worlds).map((vault) => vault.exposure)).toEqual([exposure]);
});
