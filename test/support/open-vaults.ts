const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/** ARM JSON with these resources and members. */
export function armText(resources: readonly object[], members: object = {}): string {
  return JSON.stringify({ $schema: schema, contentVersion: "1.0.0.0", ...members, resources });
}

/** A vault for ARM JSON. */
export function armVault(defaultAction: string): object {
  const properties = { networkAcls: { bypass: "None", defaultAction } };
  return { type: "Microsoft.KeyVault/vaults", apiVersion: "2026-02-01", name: "kv", properties };
}

/** A template with the vault `kv`, whose name and text depend on the syntax. */
export interface WithVault {
  readonly syntax: string;
  readonly name: string;
  readonly text: (defaultAction: string) => string;
}

/** The same vault in every syntax. */
export const withVault: readonly WithVault[] = [
  {
    syntax: "Bicep",
    name: "main.bicep",
    text: (action) =>
      `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: 'kv'\n  properties: { networkAcls: { bypass: 'None', defaultAction: '${action}' } }\n}\n`,
  },
  { syntax: "ARM JSON", name: "main.json", text: (action) => armText([armVault(action)]) },
  {
    syntax: "Terraform",
    name: "main.tf",
    text: (action) =>
      `resource "azurerm_key_vault" "kv" {\n  name = "kv"\n  network_acls {\n    bypass         = "None"\n    default_action = "${action}"\n  }\n}\n`,
  },
  {
    syntax: "azapi",
    name: "main.tf",
    text: (action) =>
      `resource "azapi_resource" "kv" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n  name = "kv"\n  body = { properties = { networkAcls = { bypass = "None", defaultAction = "${action}" } } }\n}\n`,
  },
];
