/** An ARM template of these resources, for tests whose text is too small for a fixture. */
export function templateOf(resources: string, parameters = ""): string {
  return `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {${parameters}},
  "resources": [
    ${resources}
  ]
}
`;
}

/** The vault `kv` with these properties. */
export function vaultWith(properties: string): string {
  return `{
    "type": "Microsoft.KeyVault/vaults",
    "apiVersion": "2026-02-01",
    "name": "kv",
    "properties": {
      ${properties}
    }
  }`;
}
