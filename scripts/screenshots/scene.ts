/** The folder that the pictures show. */
const template = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv-shop",
      "location": "westeurope",
      "properties": {
        "tenantId": "[tenant().tenantId]",
        "sku": { "family": "A", "name": "standard" },
        "networkAcls": {
          "bypass": "AzureServices",
          "defaultAction": "Allow",
          "ipRules": [{ "value": "203.0.113.0/28" }]
        }
      }
    },
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv-data",
      "location": "westeurope",
      "properties": {
        "tenantId": "[tenant().tenantId]",
        "sku": { "family": "A", "name": "standard" },
        "networkAcls": {
          "bypass": "AzureServices",
          "defaultAction": "Deny",
          "ipRules": [{ "value": "203.0.113.0/28" }]
        }
      }
    }
  ]
}
`;

/** Callers of the open vault, one of whom no rule can name. */
export const auditLog = ["203.0.113.5", "198.51.100.8", "20.81.49.5", "2001:db8::1"]
  .map((callerIpAddress) =>
    JSON.stringify({
      time: "2026-11-01T10:00:00Z",
      resourceId: "/SUBSCRIPTIONS/S/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV-SHOP",
      category: "AuditEvent",
      operationName: "SecretGet",
      callerIpAddress,
      properties: { httpStatusCode: 200 },
    }),
  )
  .join("\n");

const accessFile = `{
  "version": 1,
  "sources": {
    "office": { "ip": ["203.0.113.0/28"] },
    "runners": { "ip": ["198.51.100.8"] },
    "backup": { "service": "Azure Backup" }
  },
  "tests": [
    { "name": "Office is allowed", "from": "office", "to": "*", "expect": "allow" },
    { "name": "Internet is blocked", "from": "internet", "to": "*", "expect": "deny" },
    { "name": "Backup is allowed", "from": "backup", "to": "kv-data", "expect": "allow" }
  ]
}
`;

const workflow = `name: Key vault access
on: pull_request

jobs:
  access:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: npm install --global --ignore-scripts keyvault-network@0.2.0
      - run: keyvault-network test --format github infra/
      - run: keyvault-network diff --base origin/main infra/
`;

/** What `az graph query` prints of the vaults as they are deployed: one was opened to another address, one is forgotten. */
export const deployed = JSON.stringify(
  {
    count: 3,
    data: [
      exported("kv-shop", { defaultAction: "Deny", ipRules: ["203.0.113.0/28"] }),
      exported("kv-data", { defaultAction: "Deny", ipRules: ["203.0.113.0/28", "198.51.100.8/32"] }),
      exported("kv-old", { defaultAction: "Allow", ipRules: [] }),
    ],
    skip_token: null,
  },
  null,
  2,
);

export const stateFile = "deployed.json";

function exported(
  name: string,
  { defaultAction, ipRules }: { readonly defaultAction: string; readonly ipRules: readonly string[] },
): object {
  const group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop";
  const networkAcls = {
    ...{ bypass: "AzureServices", defaultAction, virtualNetworkRules: [] },
    ipRules: ipRules.map((value) => ({ value })),
  };
  return {
    ...{
      id: `${group}/providers/Microsoft.KeyVault/vaults/${name}`,
      name,
      type: "microsoft.keyvault/vaults",
    },
    properties: { publicNetworkAccess: "Enabled", networkAcls },
  };
}

/** A module with two environments, which differ in what they allow. */
export const called: Readonly<Record<string, string>> = {
  "shop.bicep": `param allowedIps array

module vault 'vault.bicep' = {
  params: { ips: allowedIps }
}

output id string = vault.outputs.id
`,
  "vault.bicep": `param ips array

resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-store'
  properties: {
    networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [for ip in ips: { value: ip }] }
  }
}

output id string = kv.id
`,
  "shop.dev.bicepparam": `using 'shop.bicep'

param allowedIps = ['203.0.113.0/24']
`,
  "shop.prod.bicepparam": `using 'shop.bicep'

param allowedIps = ['203.0.113.0/28']
`,
};

/** What a call of a vault returns that its firewall blocks. */
export const forbiddenLog =
  "Code: Forbidden Message: Client address is not authorized and caller is not a trusted service. " +
  "Client address: 198.51.100.9 Caller: appid=00000000-0000-0000-0000-000000000000 " +
  'Vault: kv-data;location=westeurope InnerError: {"code":"ForbiddenByFirewall"}';

export const scene: Readonly<Record<string, string>> = {
  "main.json": template,
  ".keyvault-access.jsonc": accessFile,
  "access.yml": workflow,
};
