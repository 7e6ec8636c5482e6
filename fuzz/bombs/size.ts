import {
  arm,
  armVariables,
  armVault,
  azurermVault,
  bicepVault,
  type Bomb,
  many,
  rows,
  single,
  times,
} from "./bomb.ts";

/** Files of the largest supported size. */
export const largeBombs: readonly Bomb[] = [
  single("100,000 resources in ARM", "main.json", () =>
    arm(
      `"resources":[${rows(many, (n) => `{"type":"Microsoft.Storage/storageAccounts","apiVersion":"2023-01-01","name":"st${n}"},`)}${armVault("Deny")}]`,
    ),
  ),
  single("10,000 vaults in ARM, each with a subnet", "main.json", () =>
    arm(
      `"resources":[${rows(10_000, (n) => `${armVault("Deny").replace('"kv"', `"kv${n}"`)},`)}${armVault("Deny")}]`,
    ),
  ),
  single(
    "100,000 resources in Bicep",
    "main.bicep",
    () =>
      rows(
        many,
        (n) => `resource st${n} 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n  name: 'st${n}'\n}\n`,
      ) + bicepVault("'Deny'"),
  ),
  single(
    "20,000 resources in Terraform",
    "main.tf",
    () =>
      rows(20_000, (n) => `resource "azurerm_storage_account" "st${n}" {\n  name = "st${n}"\n}\n`) +
      azurermVault('"Deny"'),
  ),
  single("a file of 16 MB of space", "main.json", () => armVariables("", "Deny") + times(" ", 16_000_000)),
  single("a string of 16 MB", "main.bicep", () => `var x = '${times("x", 16_000_000)}'\n${bicepVault("x")}`),
];
