/** The same vaults as `openVault` and `closedVault`, in one language, and the positions of their parts. */
export interface Language {
  readonly name: string;
  readonly id: string;
  /** Of an unsaved document. */
  readonly unsaved: string;
  readonly open: string;
  readonly closed: string;
  /** The vault's label, above which lenses are shown. */
  readonly label: string;
  readonly allow: string;
  readonly deny: string;
  readonly bypass: readonly [name: string, value: string];
  readonly ranges: readonly [wide: string, covered: string];
  readonly single: string;
  /** The start of the comment that suppresses a finding, with the line's indentation. */
  readonly comment: string;
  /** The closed vault once the covered range is gone. */
  readonly tidied: string;
  /** What is removed from the closed vault when a user starts to write another action. */
  readonly halfTyped: readonly [written: string, left: string];
  /** The open vault's last lines after a user starts to write below. */
  readonly halfTypedBelow: readonly [written: string, more: string];
}

const bicepClosed = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices' // backups
      ipRules: [
        { value: '203.0.113.0/24' }
        { value: '198.51.100.7' }
        { value: '203.0.113.8/29' }
      ]
    }
  }
}
`;

export const bicep: Language = {
  name: "Bicep",
  id: "bicep",
  unsaved: "untitled:Untitled-1",
  open: bicepClosed.replace("'Deny'", "'Allow'").replace(/ {6}ipRules[\s\S]*? {6}\]\n/, ""),
  closed: bicepClosed,
  label: "kv",
  allow: "'Allow'",
  deny: "'Deny'",
  bypass: ["bypass", "'AzureServices'"],
  ranges: ["'203.0.113.0/24'", "'203.0.113.8/29'"],
  single: "'198.51.100.7'",
  comment: "      // keyvault-network-ignore KV101: ",
  tidied: bicepClosed.replace("        { value: '203.0.113.8/29' }\n", ""),
  halfTyped: ["defaultAction: 'Deny'", "defaultAction:"],
  halfTypedBelow: ["    }\n  }\n", "    }\n    enableSoftDelete:\n  }\n"],
};

const terraformClosed = `resource "azurerm_key_vault" "kv" {
  name     = "kv"
  location = "westeurope"

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices" # backups
    ip_rules = [
      "203.0.113.0/24",
      "198.51.100.7",
      "203.0.113.8/29",
    ]
  }
}
`;

export const terraform: Language = {
  name: "Terraform",
  id: "terraform",
  unsaved: "untitled:Untitled-1",
  open: terraformClosed.replace('"Deny"', '"Allow"').replace(/ {4}ip_rules[\s\S]*? {4}\]\n/, ""),
  closed: terraformClosed,
  label: 'resource "azurerm_key_vault" "kv"',
  allow: '"Allow"',
  deny: '"Deny"',
  bypass: ["bypass", '"AzureServices"'],
  ranges: ['"203.0.113.0/24"', '"203.0.113.8/29"'],
  single: '"198.51.100.7"',
  comment: "    # keyvault-network-ignore KV101: ",
  tidied: terraformClosed.replace('      "203.0.113.8/29",\n', ""),
  halfTyped: ['default_action = "Deny"', "default_action ="],
  halfTypedBelow: ["  }\n}\n", "  }\n}\n\nlocals {\n  tags =\n}\n"],
};
