/** A vault of every language with a known name, or with one that only a deployment decides, and what it should be called. */
export interface NamedVault {
  readonly title: string;
  readonly file: string;
  readonly languageId: string;
  readonly text: string;
  /** In sentences: `'kv-shop'`. */
  readonly said: string;
  /** In tables, lists and views, where columns or icons say that it is a vault. */
  readonly label: string;
  /** What it is never called. */
  readonly others: readonly string[];
  /** Where its default action is set, for hovers; at *Allow* if left out. */
  readonly action?: string;
}

const armResource = {
  type: "Microsoft.KeyVault/vaults",
  apiVersion: "2024-11-01",
  properties: { networkAcls: { defaultAction: "Allow", bypass: "None", ipRules: [{ value: "10.1.2.3" }] } },
};

function arm(name: string, symbol: string | null): string {
  const resource = { ...armResource, name };
  return JSON.stringify(
    {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      ...(symbol === null ? {} : { languageVersion: "2.0" }),
      parameters: { vaultName: { type: "string" } },
      resources: symbol === null ? [resource] : { [symbol]: resource },
    },
    null,
    2,
  );
}

function bicep(name: string): string {
  return `param vaultName string
resource shopVault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: ${name}
  properties: { networkAcls: { defaultAction: 'Allow', bypass: 'None', ipRules: [{ value: '10.1.2.3' }] } }
}
`;
}

function terraform(name: string): string {
  return `variable "vault_name" {}
resource "azurerm_key_vault" "shop_vault" {
  name = ${name}
  network_acls {
    default_action = "Allow"
    bypass         = "None"
    ip_rules       = ["10.1.2.3"]
  }
}
`;
}

const armFile = { file: "main.json", languageId: "json" };
const bicepFile = { file: "main.bicep", languageId: "bicep" };
const terraformFile = { file: "main.tf", languageId: "terraform" };
const known = { said: "'kv-shop'", label: "kv-shop" };

export const namedVaults: readonly NamedVault[] = [
  {
    title: "ARM JSON, known name",
    ...armFile,
    text: arm("kv-shop", null),
    ...known,
    others: ["vaultName"],
  },
  {
    title: "ARM JSON with symbols, known name",
    ...armFile,
    text: arm("kv-shop", "shopVault"),
    ...known,
    others: ["shopVault"],
  },
  { title: "Bicep, known name", ...bicepFile, text: bicep("'kv-shop'"), ...known, others: ["shopVault"] },
  {
    title: "Terraform, known name",
    ...terraformFile,
    text: terraform('"kv-shop"'),
    ...known,
    others: ["shop_vault"],
  },
  {
    title: "ARM JSON, unknown name",
    ...armFile,
    text: arm("[parameters('vaultName')]", null),
    said: "vault 'vaultName'",
    label: "vaultName",
    others: ["[parameters", "parameters('"],
  },
  {
    title: "ARM JSON with symbols, unknown name",
    ...armFile,
    text: arm("[parameters('vaultName')]", "shopVault"),
    said: "'shopVault'",
    label: "shopVault",
    others: ["[parameters", "'vaultName'"],
  },
  {
    title: "Bicep, unknown name",
    ...bicepFile,
    text: bicep("vaultName"),
    said: "'shopVault'",
    label: "shopVault",
    others: ["'vaultName'"],
  },
  {
    title: "Terraform, unknown name",
    ...terraformFile,
    text: terraform("var.vault_name"),
    said: "'azurerm_key_vault.shop_vault'",
    label: "azurerm_key_vault.shop_vault",
    others: ["'shop_vault'", "'vault_name'"],
  },
];

/** A vault whose default action depends on a parameter, and the term of its language for one. */
export interface DependingVault extends NamedVault {
  readonly term: "parameter" | "variable";
  readonly never: "parameter" | "variable";
}

export const dependingVaults: readonly DependingVault[] = [
  depending("ARM JSON", "[parameters('vaultName')]", (text) =>
    text.replace('"Allow"', `"[parameters('vaultName')]"`),
  ),
  depending("Bicep", "vaultName, bypass", (text) => text.replace("'Allow'", "vaultName")),
  depending("Terraform", "var.vault_name", (text) => text.replace('"Allow"', "var.vault_name")),
];

function depending(language: string, action: string, change: (text: string) => string): DependingVault {
  const vault = namedVaults.find(({ title }) => title === `${language}, known name`);
  if (!vault) throw new Error(`There is no vault in ${language}.`);
  const [term, never] =
    language === "Terraform" ? (["variable", "parameter"] as const) : (["parameter", "variable"] as const);
  return { ...vault, title: language, text: change(vault.text), action, term, never };
}
